"""Environments in the JVM, of which the Gymnasium ones are views."""

import json
import os
import weakref

import gymnasium
import numpy as np

from . import gateway, lending, render
from .doorbell import RESET, STEP, Doorbell
from .shared import SharedMemory
from .values import number, options_of, protocol_of

LEAVE, NEXT, ALONE, NUMBERED = 0, 1, 2, 3  # SharedMemory.resets
TERMINATED, TRUNCATED = 1, 2  # SharedMemory.ended


class Environments:
    """``n`` environments that step together.

    Attributes:
        protocol, alpha, gamma, options: as given.
        memory: the `SharedMemory` in which actions are left and everything else is found.
        features, actions: their names; ``observation_space`` and ``action_space``: of one environment.
    """

    def __init__(
        self, protocol, alpha, gamma, *, n, learn, horizon, illegal, table, autoreset, threads, spin, render_mode, options
    ):
        render.check(render_mode)
        self._owner = os.getpid()
        self._begun = False
        self.protocol, self.alpha, self.gamma, self.options = protocol, alpha, gamma, options
        self._jvm = jvm = gateway.current()
        made = jvm.ask(
            "environments",
            protocol=protocol_of(protocol),
            options=options_of(options),
            alpha=_share(alpha, "alpha"),
            gamma=_share(gamma, "gamma"),
            learn=learn,
            horizon=None if horizon is None else number(horizon, "horizon"),
            illegal=illegal,
            table=bool(table),
            autoreset=autoreset,
            threads=int(threads),
            n=int(n),
            render=render_mode is not None,
        )
        self._id = id = made["id"]
        self.features = [f["name"] for f in made["features"]]
        self.actions = made["actions"]
        low, high = (np.array([f[end] for f in made["features"]], np.float32) for end in ("low", "high"))
        self.observation_space = gymnasium.spaces.Box(low, high, dtype=np.float32)
        self.action_space = gymnasium.spaces.Discrete(len(self.actions))
        last = n if autoreset == "same-step" else 0
        attach = jvm.method("attach")
        try:
            with lending.pipe(writes=True) as (asks, heard), lending.pipe(writes=False) as (answers, answered):
                self.memory = SharedMemory(
                    n, len(self.features), len(self.actions), last, lambda path: attach(id, path, heard, answered, bool(spin))
                )
                self._doorbell = Doorbell(asks, answers, self.memory, jvm, spin)
        except BaseException:
            gateway.release(jvm, id)
            raise
        self.close = weakref.finalize(self, self._doorbell.close)  # whereupon the JVM forgets them

    def ready(self) -> None:
        """To be called before anything is written into the memory: an interrupted step may still be going on."""
        if self._doorbell.owed:
            self._usable()
            self._doorbell.settle()

    def reset(self) -> None:
        self._ask(RESET)
        self._begun = True

    def step(self) -> None:
        self._ask(STEP)

    def _ask(self, kind: int) -> None:
        self._usable()
        if not self._doorbell.ring(kind):
            self._jvm.method("rethrow")(self._id)

    def _usable(self) -> None:
        if not self.close.alive:
            raise RuntimeError("it is closed")
        if os.getpid() != self._owner:
            raise RuntimeError(gateway.FORKED)

    def frame(self, i: int) -> dict:
        """How the ``i``th stands: what ``Frame.java`` says, nothing where there are no blocks."""
        self.ready()
        self._usable()
        if not self._begun:
            raise RuntimeError("render before the first reset")
        return json.loads(self._jvm.method("frame")(self._id, i))

    def rendered(self, mode: str | None) -> tuple | None:
        """What each looks like: text or a picture; None, with a warning, where no mode was chosen."""
        if mode is None:
            gymnasium.logger.warn(f"render() shows nothing unless render_mode is chosen: {' or '.join(render.MODES)}")
            return None
        return tuple(render.rendered(self, i, mode) for i in range(len(self.memory.lengths)))


class Remade:
    """Is pickled, and copied, as what it was made from: the copy is a fresh environment of the same kind."""

    def __new__(cls, *arguments, **named):
        made = super().__new__(cls)
        made._made = arguments, named
        return made

    def __reduce__(self):
        return _remake, (type(self), *self._made), {"spec": self.spec} if hasattr(self, "spec") else None


def _remake(kind, arguments, named):
    return kind(*arguments, **named)


def _share(given, name):
    """A share as the gateway reads it: a number, a list, or a range."""
    if isinstance(given, tuple):
        return {"range": [number(x, name) for x in given]}
    if isinstance(given, (list, np.ndarray)):
        return [number(x, name) for x in given]
    return number(given, name)
