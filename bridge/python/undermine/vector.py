"""Many environments as one of Gymnasium's vector environments."""

import numpy as np
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space

from . import render
from .environments import ALONE, LEAVE, NEXT, NUMBERED, TERMINATED, TRUNCATED, Environments, Remade

_SAID = {  # the memory's names by those in info
    "action_mask": "masks",
    "attacker_reward": "earned",
    "progress": "progress",
    "length": "lengths",
    "ratio": "ratios",
    "alpha": "alphas",
    "gamma": "gammas",
}
_LAST = {"attacker_reward": "last_earned", "progress": "last_progress", "length": "last_lengths"}


class AttackVectorEnv(Remade, VectorEnv):
    """``num_envs`` times `undermine.env.AttackEnv`, stepped by one call into the JVM.

    Environment i plays what its seed and i decide, whatever ``num_envs`` and ``threads`` are: with ``reset(seed=7)`` its
    stream is that of 7 and i; with ``reset(seed=[...])`` it plays what a single environment with its seed plays.

    ``reset(options={"reset_mask": mask})`` resets only where the mask, bool of shape (n,), is true; ``"mask"`` means the
    same.

    Args:
        protocol, alpha, gamma, learn, horizon, illegal, table, spin, render_mode, options: as for
            `undermine.env.AttackEnv`.
        autoreset_mode: Gymnasium's: ``NEXT_STEP`` (default), ``SAME_STEP`` (``info["final_obs"]`` and
            ``info["final_info"]`` tell how it ended), ``DISABLED``.
        threads: to share the work in the JVM. Worth it where a step is long: many environments on rules of blocks.
        copy: whether what ``step`` returns is the caller's to keep; otherwise it is overwritten by the next step.

    Raises:
        ValueError: as for a single environment; an illegal action names the environment too.
    """

    def __init__(
        self,
        num_envs=1,
        protocol=None,
        alpha=None,
        gamma=None,
        learn="ratio",
        horizon=None,
        illegal="next",
        table=False,
        spin=False,
        autoreset_mode=AutoresetMode.NEXT_STEP,
        threads=1,
        copy=True,
        render_mode=None,
        **options,
    ):
        self.render_mode = render_mode
        mode = AutoresetMode(autoreset_mode)
        self.num_envs = num_envs
        self.metadata = {"render_modes": render.MODES, "render_fps": render.FPS, "autoreset_mode": mode}
        self.autoreset_mode = mode  # as Gymnasium's own vectors say it; TorchRL asks
        self._same_step = mode is AutoresetMode.SAME_STEP
        self._envs = envs = Environments(
            protocol,
            alpha,
            gamma,
            n=num_envs,
            learn=learn,
            horizon=horizon,
            illegal=illegal,
            table=table,
            autoreset=mode.name.lower().replace("_", "-"),
            threads=threads,
            spin=spin,
            render_mode=render_mode,
            options=options,
        )
        self.features, self.action_names = envs.features, envs.actions
        self.single_observation_space, self.single_action_space = envs.observation_space, envs.action_space
        self.observation_space = batch_space(envs.observation_space, num_envs)
        self.action_space = batch_space(envs.action_space, num_envs)
        self._memory = envs.memory
        self._copy = np.array if copy else (lambda view: view)
        self._all = np.ones(num_envs, bool)
        self._all.flags.writeable = False
        self._seeded = False

    def reset(self, *, seed=None, options=None):
        """Starts episodes: observations, infos."""
        self._envs.ready()
        memory = self._memory
        if seed is None or isinstance(seed, (int, np.integer)):
            super().reset(seed=seed)
            anew = seed is not None or not self._seeded
            if anew:
                memory.seeds[:] = self.np_random.integers(1 << 63)
            memory.resets[:] = NUMBERED if anew else NEXT
        else:
            self._seed_each(seed)
        which = _mask(options, self.num_envs)
        if which is not None:
            memory.resets[~which] = LEAVE
        self._envs.reset()
        self._seeded = True
        return self._copy(memory.observations), self._infos(self._all if which is None else which)

    def _seed_each(self, seeds) -> None:
        if len(seeds) != self.num_envs:
            raise ValueError(f"seed has {len(seeds)} entries; allowed: a number, or one for each of {self.num_envs}")
        for i, seed in enumerate(seeds):
            self._memory.resets[i] = NEXT if seed is None else ALONE
            if seed is not None:
                self._memory.seeds[i] = np.random.default_rng(seed).integers(1 << 63)

    def step(self, actions):
        """Takes an action each: observations, rewards, terminations, truncations, infos."""
        self._envs.ready()
        memory = self._memory
        memory.actions[:] = _whole(actions, self.num_envs)
        self._envs.step()
        ended = memory.ended
        infos = self._infos(self._all)
        infos["action"], infos["_action"] = memory.actions.copy(), self._all
        if self._same_step and ended.any():
            self._finals(infos, ended != 0)
        return (
            self._copy(memory.observations),
            self._copy(memory.rewards),
            ended == TERMINATED,
            ended == TRUNCATED,
            infos,
        )

    def _infos(self, which) -> dict:
        infos = {}
        for name, section in _SAID.items():
            infos[name] = self._copy(getattr(self._memory, section))
            infos["_" + name] = which
        return infos

    def _finals(self, infos: dict, over) -> None:
        final = np.full(self.num_envs, None, object)
        for i in over.nonzero()[0]:
            final[i] = self._memory.last_observations[i].copy()
        infos["final_obs"], infos["_final_obs"] = final, over
        told = {}
        for name, section in _LAST.items():
            told[name] = np.where(over, getattr(self._memory, section), 0)
            told["_" + name] = over
        infos["final_info"], infos["_final_info"] = told, over

    def render(self):
        """A tuple of what each shows, text or a picture; None without a ``render_mode``."""
        return self._envs.rendered(self.render_mode)

    def action_masks(self) -> np.ndarray:
        """Which actions may be taken now: int8, shape (n, a), 1 where allowed."""
        return self._copy(self._memory.masks)

    def close_extras(self, **kwargs):
        """Lets the JVM forget these environments; more than once is fine, and garbage collection does it too."""
        if hasattr(self, "_envs"):  # Gymnasium 1.2 closes even what could not be made
            self._envs.close()


def _mask(options, n: int):
    which = (options or {}).get("reset_mask", (options or {}).get("mask"))
    if which is None:
        return None
    which = np.asarray(which)
    if which.shape != (n,) or which.dtype != np.bool_ or not which.any():
        raise ValueError(f"reset_mask has shape {which.shape} and type {which.dtype}; allowed: ({n},), bool, one true")
    return which


def _whole(actions, n: int):
    actions = np.asarray(actions)
    if actions.shape != (n,) or not np.issubdtype(actions.dtype, np.integer):
        raise ValueError(f"actions have shape {actions.shape} and type {actions.dtype}; allowed: ({n},), whole numbers")
    return actions
