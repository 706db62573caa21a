"""What was found: the bounds that are proved, and the policy."""

import errno
import json
import os
import weakref
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from . import gateway, lending


@dataclass(frozen=True)
class Optimum:
    """The best attack inside the truncated model earns at least ``lower`` and at most ``upper``, both proved."""

    lower: float
    upper: float


@dataclass(frozen=True)
class Model:
    """The size of the compiled process, and a hash of all that is in it."""

    states: int
    choices: int
    outcomes: int
    digest: str


class Result:
    """An attack and how much it earns, as a share of all rewards (0 to 1).

    Attributes:
        protocol, parameters, attack, alpha, gamma: what was asked; ``attack`` has space, cutoff, objective.
        optimum: ``optimum.lower`` and ``optimum.upper``; the policy found earns at least the lower.
        ceiling: a proved bound for the attack without truncation, or None where none is known.
        honest: what honest play earns in the same model.
        model: ``states``, ``choices``, ``outcomes``, ``digest``.
        seconds: ``compile`` and ``solve``.
        policy: what to do in each state.
        json: the same as a dict, in the shape that the command line prints.
    """

    def __init__(self, found: dict, jvm, id: int, file: bytes | None = None):
        self.json = found
        self.protocol, self.parameters, self.attack = found["protocol"], found["parameters"], found["attack"]
        self.alpha, self.gamma = found["alpha"], found["gamma"]
        self.optimum = Optimum(found["optimum"]["lower"], found["optimum"]["upper"])
        self.model = Model(*(found["model"][name] for name in Model.__dataclass_fields__))
        self.ceiling, self.honest = found["ceiling"], found["honest"]
        self.seconds = SimpleNamespace(**found["seconds"])
        self.policy = Policy(jvm, id)
        self._file = file

    def save(self, path) -> None:
        """Writes the result file, with policy and certificate, that ``undermine check`` verifies.

        Raises:
            OSError: it cannot be written there.
        """
        path = os.path.abspath(path)
        if not os.path.isdir(os.path.dirname(path)):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        if self._file is None:
            self.policy._jvm.method("save")(self.policy._id, path)
        else:
            with open(path, "wb") as to:
                to.write(self._file)

    def plot(self):
        """The picture that suits the protocol, as a matplotlib ``Figure``. Needs the extra ``[plot]``."""
        from .plot import picture

        return picture(self)

    @property
    def earns(self) -> float:
        """What the policy found earns at least: ``optimum.lower``."""
        return self.optimum.lower

    def __repr__(self):
        ceiling = "" if self.ceiling is None else f", at most {self.ceiling:.6f} without truncation"
        return (
            f"<{self.protocol} at alpha {self.alpha:g}, gamma {self.gamma:g}: "
            f"{self.optimum.lower:.6f} to {self.optimum.upper:.6f}{ceiling}; honest {self.honest:.6f}>"
        )


class Learned:
    """What a trained policy does and earns, in the same model as the best attack.

    Attributes:
        protocol, parameters, attack, alpha, gamma: as of a `Result`.
        earns: in the long run, exactly but for rounding.
        optimum, honest: as of a `Result`, to compare with.
        policy: what it does in each state.
    """

    def __init__(self, best: dict, earns: float, policy: "Policy"):
        self.protocol, self.parameters, self.attack = best["protocol"], best["parameters"], best["attack"]
        self.alpha, self.gamma = best["alpha"], best["gamma"]
        self.earns, self.honest, self.policy = earns, best["honest"], policy
        self.optimum = Optimum(best["optimum"]["lower"], best["optimum"]["upper"])

    def plot(self):
        """The picture that suits the protocol, as a matplotlib ``Figure``. Needs the extra ``[plot]``."""
        from .plot import picture

        return picture(self)

    def __repr__(self):
        short = (self.optimum.upper - self.earns) / self.optimum.upper
        return (
            f"<{self.protocol} at alpha {self.alpha:g}, gamma {self.gamma:g}: learned {self.earns:.6f}, "
            f"{short:.2%} short of {self.optimum.upper:.6f}; honest {self.honest:.6f}>"
        )


class Policy:
    """What an attack does in each state of its model."""

    def __init__(self, jvm, id: int):
        self._jvm, self._id = jvm, id
        weakref.finalize(self, gateway.release, jvm, id)

    @cached_property
    def _told(self) -> tuple[list[str], list[str], np.ndarray, np.ndarray, np.ndarray]:
        """Names of features and actions; features (n, k), action (n,), visits (n,)."""
        with lending.file(0) as (_, path), open(path, "rb") as file:
            said = json.loads(self._jvm.method("policy")(self._id, path))
            n, k = said["states"], len(said["features"])
            visits = np.fromfile(file, "<f8", n)
            action = np.fromfile(file, "<i4", n)
            return said["features"], said["actions"], np.fromfile(file, "<f4", n * k).reshape(n, k), action, visits

    def frame(self):
        """A pandas ``DataFrame`` with one row a state, in the model's order.

        Columns: each feature by name, ``action`` by name, ``visits``: the share of steps spent there in the long run.
        """
        pandas = pandas_or_advice()
        features, actions, values, action, visits = self._told
        whole = values.astype(np.int64) if (values == np.rint(values)).all() else values
        frame = pandas.DataFrame(whole, columns=features)
        frame["action"] = np.array(actions, dtype=object)[action]
        frame["visits"] = visits
        return frame


def pandas_or_advice():
    """pandas, which only tables need.

    Raises:
        ModuleNotFoundError: it is not installed; the line says how to.
    """
    try:
        import pandas
    except ModuleNotFoundError:
        raise ModuleNotFoundError("tables need pandas: pip install 'undermine[plot]'", name="pandas") from None
    return pandas
