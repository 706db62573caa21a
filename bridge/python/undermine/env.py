"""One attack as a Gymnasium environment."""

import weakref

import gymnasium
import numpy as np

from . import gateway
from .values import number, options_of, protocol_of
from .shared import SharedMemory

_LEAVE, _NEW, _FORGET = 0, 1, 2  # SharedMemory.resets
_TERMINATED, _TRUNCATED = 1, 2  # SharedMemory.ended


class AttackEnv(gymnasium.Env):
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

    ## Info
    ``attacker_reward`` and ``progress`` of the episode so far, ``ratio`` (the running ratio over episodes), ``alpha`` and
    ``gamma`` of the episode, ``action_mask``; after a step ``action``, the one taken.

    ## Seeds
    ``reset(seed=...)`` starts everything anew, the running ratio too: the same seed and actions give the same steps.
    ``reset()`` goes on with the next episode.

    Args:
        protocol: as the command line names it, such as ``"nakamoto"``, or the path of a Java file with the rules.
        alpha: the attacker's share of the mining power, 0 to 1: a number, a ``Fraction`` or a string like ``"1/3"``. A
            tuple of two is a range, a list is a choice, of which each episode draws its own.
        gamma: the share of defenders that see the attacker's block first in a race; given as alpha is.
        learn, horizon: see above.
        illegal: what to do with an action that may not be taken now. ``"next"``: take the next one in order that may,
            and say so in ``info["action"]``; so trainers that know no masks work. ``"raise"``: ValueError.
        render_mode: None; there is nothing to see yet.
        options: ``space``, ``cutoff``, ``objective``, ``own`` and the protocol's parameters, as on the command line.

    Raises:
        ValueError: a value is out of its range or a name unknown; one line says what is allowed. From ``step``: there is
            no such action, or it is illegal and ``illegal="raise"``.
        RuntimeError: ``step`` before ``reset`` or after the end of an episode; use after ``close`` or across a fork.
        undermine.JvmDied: the JVM is gone.
    """

    metadata = {"render_modes": []}

    def __init__(
        self, protocol, alpha, gamma, learn="ratio", horizon=None, illegal="next", render_mode=None, **options
    ):
        if render_mode is not None:
            raise ValueError(f"render_mode is {render_mode}; allowed: None")
        self.render_mode = None
        jvm = gateway.current()
        made = jvm.ask(
            "environments",
            protocol=protocol_of(protocol),
            options=options_of(options),
            alpha=_share(alpha, "alpha"),
            gamma=_share(gamma, "gamma"),
            learn=learn,
            horizon=None if horizon is None else number(horizon, "horizon"),
            illegal=illegal,
            n=1,
        )
        id = made["id"]
        self._finalizer = weakref.finalize(self, gateway.release, jvm, id)
        self.features = [f["name"] for f in made["features"]]
        self.action_names = made["actions"]
        low, high = (np.array([f[end] for f in made["features"]], np.float32) for end in ("low", "high"))
        self.observation_space = gymnasium.spaces.Box(low, high, dtype=np.float32)
        self.action_space = gymnasium.spaces.Discrete(len(self.action_names))
        attach, reset, self._step = jvm.method("attach"), jvm.method("reset"), jvm.method("step")
        self._reset = reset
        self._id = id
        self._memory = SharedMemory(
            1, len(self.features), len(self.action_names), lambda path: attach(id, path)
        )

    def reset(self, *, seed=None, options=None):
        """Starts an episode: observation, info. ``options`` is ignored."""
        super().reset(seed=seed)
        self._memory.seeds[0] = self.np_random.integers(1 << 63)
        self._memory.resets[0] = _NEW if seed is None else _FORGET
        self._reset(self._id)
        return self._observation(), self._info()

    def step(self, action):
        """Takes an action: observation, reward, terminated, truncated, info."""
        memory = self._memory
        memory.actions[0] = action
        self._step(self._id)
        ended = memory.ended.item(0)
        info = self._info()
        info["action"] = memory.actions.item(0)
        return self._observation(), memory.rewards.item(0), ended == _TERMINATED, ended == _TRUNCATED, info

    def action_masks(self) -> np.ndarray:
        """Which actions may be taken now: int8, shape (a,), 1 where allowed; what ``action_space.sample(mask)`` takes."""
        return self._memory.masks[0].copy()

    def close(self):
        """Lets the JVM forget this environment; more than once is fine, and garbage collection does it too."""
        self._finalizer()

    def _observation(self):
        return self._memory.observations[0].copy()

    def _info(self):
        memory = self._memory
        return {
            "action_mask": memory.masks[0].copy(),
            "attacker_reward": memory.earned.item(0),
            "progress": memory.progress.item(0),
            "ratio": memory.ratios.item(0),
            "alpha": memory.alphas.item(0),
            "gamma": memory.gammas.item(0),
        }


def _share(given, name):
    """A share as the gateway reads it: a number, a list, or a range."""
    if isinstance(given, tuple):
        return {"range": [number(x, name) for x in given]}
    if isinstance(given, (list, np.ndarray)):
        return [number(x, name) for x in given]
    return number(given, name)
