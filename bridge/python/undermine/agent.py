"""A trained agent that acts without a JVM: what ``undermine train -o agent.zip`` wrote, read by numpy alone."""

import copy
import hashlib
import io
import json
import math
import os
import zipfile
import zlib

import numpy as np

from .values import number

_FORMAT = 3
_SEAL = len("sha256:") + 64
_UNIT = np.float32(4)
_UNKNOWN = -np.finfo(np.float32).max  # what a table does not know
_ACTIVATIONS = {
    "RELU": lambda x: np.maximum(x, np.float32(0)),
    "TANH": lambda x: np.tanh(x.astype(np.float64)).astype(np.float32),
}


class Agent:
    """Takes the legal action to which its network or table gives the greatest number, the first of several.

    ``agent(observations, masks)`` answers with int64 actions: for a batch, (n, features) and (n, actions), with n of them; for
    one observation, (features,) and (actions,), with one. Sums run in the order in which the JVM's run, in float32, so the
    choices are the same. An environment's ``info["action_mask"]`` is such a mask.

    What was trained for a range sees alpha, gamma or both after all else, as environments made for that range show them;
    elsewhere `at` says where it plays.

    Attributes:
        protocol, parameters, attack: what it was trained on, as of a `Result`.
        alpha, gamma: likewise; (low, high) where it was trained for a range.
        features: the names of what it sees, in order; ``low`` and ``high``, arrays of their ranges.
        actions: what it can do, by name.
        training: ``agent``, ``learn``, ``horizon``, ``seed``, ``steps``, ``seconds``, ``curve``, as a dict.
    """

    def __init__(self, description: dict, numbers: np.ndarray):
        self.protocol = _text(description, "protocol")
        self.parameters, self.attack = _object(description, "parameters"), _object(description, "attack")
        self.alpha, self.gamma = _shares(description, "alpha"), _shares(description, "gamma")
        seen = _list(description, "observation", dict)
        self.features = [_text(feature, "name") for feature in seen]
        self.low = np.array([_number(feature, "low") for feature in seen])
        self.high = np.array([_number(feature, "high") for feature in seen])
        self.actions = _list(description, "actions", str)
        self.training = _object(description, "training")
        told = [name for name in ("alpha", "gamma") if isinstance(getattr(self, name), tuple)]
        ranges = list(zip(self.low.tolist(), self.high.tolist()))
        if told and (self.features[-len(told) :] != told or ranges[-len(told) :] != [getattr(self, name) for name in told]):
            raise ValueError(f"what it sees, {', '.join(self.features)}, does not end with the range of {', '.join(told)}")
        self._told = np.empty(0, np.float32)  # what it sees last, at one point of its range
        if ("network" in description) == ("table" in description):
            raise ValueError("it holds neither a network nor a table, or both")
        made = _Network if "network" in description else _Table
        self._decides = made(description, numbers, self.low, self.high, len(self.actions))

    def at(self, *, alpha=None, gamma=None) -> "Agent":
        """The same at one point of the range it was trained for: it then sees what environments at that point show.

        Raises:
            ValueError: one that it needs is missing or outside its range.
        """
        told, given = [], {"alpha": alpha, "gamma": gamma}
        for name in given:
            trained, value = getattr(self, name), given[name]
            if not isinstance(trained, tuple):
                continue
            value = None if value is None else number(value, name)
            if value is None or not trained[0] <= value <= trained[1]:
                raise ValueError(f"{name} is {value}; the agent was trained for {trained[0]:g} to {trained[1]:g}")
            told.append(value)
        agent = copy.copy(self)
        if told:
            agent._told = np.array(told, np.float32)
            agent.features, agent.low, agent.high = (x[: -len(told)] for x in (self.features, self.low, self.high))
            agent.alpha = self.alpha if alpha is None else number(alpha, "alpha")
            agent.gamma = self.gamma if gamma is None else number(gamma, "gamma")
        return agent

    def __call__(self, observations, masks) -> np.ndarray:
        """The action to take.

        Raises:
            ValueError: the shapes are others, or a row of the masks allows nothing.
        """
        seen, allowed = np.asarray(observations, np.float32), np.asarray(masks) > 0
        shape = seen.shape[:-1]
        if seen.ndim not in (1, 2) or seen.shape[-1] != len(self.features) or allowed.shape != (*shape, len(self.actions)):
            raise ValueError(
                f"observations {seen.shape} and masks {allowed.shape}; "
                f"allowed: (n, {len(self.features)}) and (n, {len(self.actions)}), or one of each without n"
            )
        if not allowed.any(axis=-1).all():
            raise ValueError("no action is legal")
        return np.where(allowed, self.values(seen), -np.inf).argmax(axis=-1)

    def values(self, observations) -> np.ndarray:
        """The numbers of its network or table, float32 (n, actions), or (actions,) for one observation."""
        seen = np.asarray(observations, np.float32)
        rows = seen.reshape(-1, len(self.features))
        if len(self._told):
            rows = np.hstack([rows, np.repeat(self._told[None], len(rows), axis=0)])
        return self._decides(rows).reshape(*seen.shape[:-1], len(self.actions))

    def check(self, features, low, high, actions) -> None:
        """Raises ValueError, in one line, unless these are the observations, with their ranges, and actions it was trained on."""
        ours = list(zip(self.features, self.low.tolist(), self.high.tolist()))
        theirs = list(zip(features, np.asarray(low, float).tolist(), np.asarray(high, float).tolist()))
        if ours != theirs:
            raise ValueError(f"the agent was trained on observations {_ranges(ours)}; here they are {_ranges(theirs)}")
        if list(actions) != self.actions:
            raise ValueError(f"the agent was trained on actions {self.actions}; here they are {list(actions)}")

    def __repr__(self):
        where = f"alpha {_brief(self.alpha)}, gamma {_brief(self.gamma)}"
        return f"<{self.training.get('agent', 'agent')} for {self.protocol} at {where}>"


class _Network:
    def __init__(self, description: dict, parameters: np.ndarray, low, high, actions: int):
        network = _object(description, "network")
        self._low, self._high = low, high
        self._activation = _ACTIVATIONS.get(_text(network, "activation"))
        if self._activation is None:
            raise ValueError(f"activation is {network['activation']}; allowed: {', '.join(_ACTIVATIONS)}")
        self._layers = _layers(_list(network, "sizes", int), parameters)
        inputs, outputs = len(self._layers[0][0]), len(self._layers[-1][1])
        if (inputs, outputs) != (2 * len(low), actions):
            raise ValueError(f"{inputs} inputs and {outputs} outputs for {len(low)} features and {actions} actions")

    def __call__(self, seen: np.ndarray) -> np.ndarray:
        x = self._inputs(seen)
        for layer, (weights, biases) in enumerate(self._layers):
            y = np.repeat(biases[None], len(x), axis=0)
            for column, row in zip(x.T, weights):
                y += column[:, None] * row
            x = y if layer + 1 == len(self._layers) else self._activation(y)
        return x

    def _inputs(self, seen: np.ndarray) -> np.ndarray:
        """Each feature within its range, from -1 to 1, and in units from 0."""
        seen = seen.astype(np.float64)
        width = self._high - self._low
        share = np.where(width == 0, 0, 2 * (seen - self._low) / np.where(width == 0, 1, width) - 1)
        zero = np.clip(0, self._low, self._high)
        inputs = np.empty((len(seen), 2 * len(width)), np.float32)
        inputs[:, ::2], inputs[:, 1::2] = share, (seen - zero).astype(np.float32) / _UNIT
        return inputs


class _Table:
    """Where it has not been it knows nothing, and the first legal action is taken."""

    def __init__(self, description: dict, numbers: np.ndarray, low, high, actions: int):
        rows, k = _get(_object(description, "table"), "rows", int, "a whole number"), len(low)
        if rows < 1 or k < 1 or len(numbers) != rows * (k + actions) or not np.isfinite(numbers).all():
            raise ValueError(f"a table of {rows} rows of {k} and {actions} numbers, all finite; these are {len(numbers)}")
        seen, values = numbers[: rows * k].reshape(rows, k), numbers[rows * k :].reshape(rows, actions)
        self._values = np.vstack([values, np.full((1, actions), _UNKNOWN, np.float32)])
        self._rows = {row.tobytes(): i for i, row in enumerate(seen + np.float32(0))}  # -0 becomes 0
        if len(self._rows) != rows:
            raise ValueError("a row of the table is there twice")

    def __call__(self, seen: np.ndarray) -> np.ndarray:
        return self._values[[self._rows.get(row.tobytes(), -1) for row in seen + np.float32(0)]]


def read(path) -> Agent:
    """The agent in the file.

    Raises:
        OSError: it cannot be read.
        ValueError: one line; it is no agent file, damaged, or of another version.
    """
    from . import __version__ as version

    path = os.fspath(path)
    with open(path, "rb") as file:
        content = file.read()
    if len(content) < _SEAL or content[:2] != b"PK":
        raise ValueError(f"{path} is not an agent file: no zip archive, or cut off")
    if content[-_SEAL:] != b"sha256:" + hashlib.sha256(content[:-_SEAL]).hexdigest().encode():
        raise ValueError(f"{path} is not an agent file, or damaged: the sha256 at its end does not fit")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            description = json.loads(archive.read("description.json"))
            floats = np.frombuffer(archive.read("parameters.f32"), "<f4").astype(np.float32)
        if not isinstance(description, dict):
            raise ValueError("its description is no object")
        if description.get("format") is True or description.get("format") != _FORMAT:
            raise ValueError(f"its format is {description.get('format')}, this version reads {_FORMAT}")
        if description.get("undermine") != version:
            raise ValueError(f"undermine {description.get('undermine')} wrote it, this is {version}")
        return Agent(description, floats)
    except (ValueError, KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
        raise ValueError(f"{path} is not an agent file: {' '.join(str(e).split())}") from None


def _ranges(features) -> str:
    return ", ".join(f"{name} {low:g} to {high:g}" for name, low, high in features)


def _layers(sizes: list[int], parameters: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Weights, a row for each input, and biases of each layer."""
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes is {sizes}; allowed: two or more, from 1")
    count = sum((i + 1) * o for i, o in zip(sizes, sizes[1:]))
    if len(parameters) != count or not np.isfinite(parameters).all():
        raise ValueError(f"a network of sizes {sizes} has {count} parameters, all finite; these are {len(parameters)}")
    layers, at = [], 0
    for i, o in zip(sizes, sizes[1:]):
        layers.append((parameters[at : at + i * o].reshape(i, o), parameters[at + i * o : at + (i + 1) * o]))
        at += (i + 1) * o
    return layers


def _get(json: dict, name: str, kind, what: str):
    value = json.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ValueError(f"{name} is {'missing' if name not in json else value}; it is {what}")
    return value


def _text(json: dict, name: str) -> str:
    return _get(json, name, str, "text")


def _object(json: dict, name: str) -> dict:
    return _get(json, name, dict, "an object")


def _list(json: dict, name: str, kind) -> list:
    found = _get(json, name, list, "a list")
    for one in found:
        if not isinstance(one, kind) or isinstance(one, bool):
            raise ValueError(f"{name} holds {one}")
    return found


def _number(json: dict, name: str) -> float:
    value = float(_get(json, name, (int, float), "a number"))
    if not math.isfinite(value):
        raise ValueError(f"{name} is {value}; it is a finite number")
    return value


def _shares(json: dict, name: str) -> float | tuple[float, float]:
    if not isinstance(json.get(name), list):
        ends = [_number(json, name)]
    else:
        ends = [_number({name: end}, name) for end in json[name]]
        if len(ends) != 2:
            raise ValueError(f"{name} is {json[name]}; allowed: a number or two")
    if not 0 <= ends[0] <= ends[-1] <= 1:
        raise ValueError(f"{name} is {json[name]}; allowed: 0 to 1, the lesser first")
    return ends[0] if ends[0] == ends[-1] else tuple(ends)


def _brief(share) -> str:
    return ":".join(f"{end:g}" for end in share) if isinstance(share, tuple) else f"{share:g}"
