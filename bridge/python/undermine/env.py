"""One attack as a Gymnasium environment."""

import operator

import gymnasium
import numpy as np

from . import render
from .environments import ALONE, NEXT, TERMINATED, TRUNCATED, Environments, Remade


class AttackEnv(Remade, gymnasium.Env):
    """A miner attacks a proof-of-work protocol; what the miner wants is a great long-run share of the rewards.

    ## Action space
    ``Discrete(a)``; ``env.unwrapped.action_names`` says what each is called. Which may be taken now is in
    ``info["action_mask"]`` (int8, shape ``(a,)``, 1 where allowed) and in ``env.unwrapped.action_masks()``, the same. At
    least one may. Sample with ``env.action_space.sample(info["action_mask"])``.

    ## Observation space
    ``Box`` of float32, shape ``(k,)``: counts, heights and flags as they are, not normalised; ``env.unwrapped.features``
    names them and the Box holds their ranges. Where alpha or gamma is drawn anew for each episode, it comes last.

    ## Rewards, and when an episode ends
    An attack has no end and its worth is a ratio, the attacker's reward to progress. ``learn`` says how that becomes a sum:

    * ``"ratio"`` (default): reward - rho * progress, rho being the running ratio over all episodes so far (Dinkelbach;
      Sapirshtein et al., FC 2016). Truncated once progress reaches the horizon, 100 if not given.
    * ``"termination"``: the attacker's reward; each unit of progress ends the episode (terminated) with probability
      1 / horizon (Bar-Zur et al., AFT 2020). Horizon 1000 if not given: at 100 the bias hides attacks near the threshold.
    * ``"episode"``: nothing until progress reaches the horizon (100 if not given), then the episode's ratio, terminated.

    Measured on Nakamoto, alpha 0.4, gamma 1/2 (optimum 0.5725, honest 0.4), one seed, PPO with its defaults and 8 environments,
    200,000 steps, best and last of 7 evaluations: ``"ratio"`` 0.476 and 0.476, ``"termination"`` 0.4 and 0.4, ``"episode"``
    0.565 (after 33,000 steps, then lost) and 0.4. With `undermine.sb3.recommended` and ``"ratio"`` five of five seeds come
    within 0.5 % of the optimum; the others were not tried with it.

    ## Info
    ``attacker_reward``, ``progress`` and ``length`` (steps) of the episode so far, ``ratio`` (the running ratio over episodes), ``alpha`` and
    ``gamma`` of the episode, ``action_mask``; after a step ``action``, the one taken.

    ## Seeds
    ``reset(seed=...)`` starts everything anew, the running ratio too: the same seed and actions give the same steps.
    ``reset()`` goes on with the next episode of that seed's.

    ## Pickling
    A copy, by ``pickle`` or ``copy``, is a fresh environment made from the same arguments, not yet reset.

    Args:
        protocol: as the command line names it, such as ``"nakamoto"``, or the path of a Java file with the rules.
        alpha: the attacker's share of the mining power, 0 to 1: a number, a ``Fraction`` or a string like ``"1/3"``. A
            tuple of two is a range, a list is a choice, of which each episode draws its own.
        gamma: the share of defenders that see the attacker's block first in a race; given as alpha is.
        learn, horizon: see above.
        illegal: what to do with an action that may not be taken now. ``"next"``: take the next one in order that may,
            and say so in ``info["action"]``; so trainers that know no masks work. ``"raise"``: ValueError.
        table: walk the compiled table of the attack instead of playing its rules: the same process, ten times faster with
            many environments. Without a ``cutoff`` it is then one at which the table is made in a few seconds.
        spin: hand steps over by looking at shared memory all the time instead of by a pipe: several times faster, and
            far slower where no core is idle.
        render_mode: what ``render`` returns: ``"ansi"``, text, or ``"rgb_array"``, a picture (uint8, shape (450, 800, 3);
            needs the extra ``[plot]``), of the blocks as the attacker knows them, or where the space has none of the
            features. None costs nothing: with either all blocks of the episode are kept.
        options: ``space``, ``cutoff``, ``objective``, ``own`` and the protocol's parameters, as on the command line.

    Raises:
        ValueError: a value is out of its range or a name unknown; one line says what is allowed. From ``step``: there is
            no such action, or it is illegal and ``illegal="raise"``.
        RuntimeError: ``step`` before ``reset`` or after the end of an episode; use after ``close`` or across a fork.
        undermine.JvmDied: the JVM is gone.
    """

    metadata = {"render_modes": render.MODES, "render_fps": render.FPS}

    def __init__(
        self,
        protocol,
        alpha,
        gamma,
        learn="ratio",
        horizon=None,
        illegal="next",
        table=False,
        spin=False,
        render_mode=None,
        **options,
    ):
        if "frameskip" in options:  # TorchRL's GymEnv tries it on everything, and goes without where it hears this
            raise TypeError("unexpected keyword argument 'frameskip'")
        self.render_mode = render_mode
        self._envs = envs = Environments(
            protocol,
            alpha,
            gamma,
            n=1,
            learn=learn,
            horizon=horizon,
            illegal=illegal,
            table=table,
            autoreset="disabled",
            threads=1,
            spin=spin,
            render_mode=render_mode,
            options=options,
        )
        self._memory = envs.memory
        self._seeded = False
        self.features, self.action_names = envs.features, envs.actions
        self.observation_space, self.action_space = envs.observation_space, envs.action_space

    def reset(self, *, seed=None, options=None):
        """Starts an episode: observation, info. ``options`` is ignored."""
        super().reset(seed=seed)
        self._envs.ready()
        anew = seed is not None or not self._seeded
        if anew:
            self._memory.seeds[0] = self.np_random.integers(1 << 63)
        self._memory.resets[0] = ALONE if anew else NEXT
        self._envs.reset()
        self._seeded = True
        return self._observation(), self._info()

    def step(self, action):
        """Takes an action: observation, reward, terminated, truncated, info."""
        self._envs.ready()
        memory = self._memory
        memory.actions[0] = _whole(action)
        self._envs.step()
        ended = memory.ended.item(0)
        info = self._info()
        info["action"] = memory.actions.item(0)
        return self._observation(), memory.rewards.item(0), ended == TERMINATED, ended == TRUNCATED, info

    def render(self):
        """What ``render_mode`` says: text, a picture, or None."""
        shown = self._envs.rendered(self.render_mode)
        return shown and shown[0]

    def action_masks(self) -> np.ndarray:
        """Which actions may be taken now: int8, shape (a,), 1 where allowed; what ``action_space.sample(mask)`` takes."""
        return self._memory.masks[0].copy()

    def close(self):
        """Lets the JVM forget this environment; more than once is fine, and garbage collection does it too."""
        self._envs.close()

    def _observation(self):
        return self._memory.observations[0].copy()

    def _info(self):
        memory = self._memory
        return {
            "action_mask": memory.masks[0].copy(),
            "attacker_reward": memory.earned.item(0),
            "progress": memory.progress.item(0),
            "length": memory.lengths.item(0),
            "ratio": memory.ratios.item(0),
            "alpha": memory.alphas.item(0),
            "gamma": memory.gammas.item(0),
        }


def _whole(action) -> int:
    try:
        whole = operator.index(action)
    except TypeError:
        whole = None
    if whole is None or not -(1 << 31) <= whole < 1 << 31:
        raise ValueError(f"action is {action!r}; allowed: the number of a legal action")
    return whole
