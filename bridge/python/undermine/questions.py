"""What can be asked of a protocol: each function is a command of the command line."""

import json
import os
from itertools import product
from math import inf
from types import SimpleNamespace

import gymnasium

from . import agent, gateway
from .agent import Agent
from .environments import Environments
from .values import number, options_of, protocol_of
from .result import Learned, Result, pandas_or_advice
from .traces import Trace


def protocols() -> list[dict]:
    """Every protocol: name, parameters (name, default, min and max or values), spaces, policies, ceiling, source."""
    return json.loads(gateway.current().method("protocols")())


def attack(protocol: str, *, alpha, gamma=0.5, epsilon=1e-6, **options) -> Result:
    """Finds the best attack and proves how much it earns.

    Args:
        protocol: such as ``"nakamoto"``, see `protocols`; or the path of a Java file with the rules, which ``undermine
            new`` writes to begin with.
        alpha, gamma: 0 to 1; floats, ``Fraction`` or strings such as ``"1/3"``.
        epsilon: the greatest width of the interval proved, 1e-10 to 1.
        options: ``space``, ``cutoff``, ``objective``, ``own``, and the protocol's parameters by name.

    Raises:
        ValueError: a name is unknown or a value out of its range.
        MemoryError: the model does not fit.
    """
    jvm = gateway.current()
    found = jvm.ask(
        "attack",
        **_about(protocol, options),
        alpha=number(alpha, "alpha"),
        gamma=number(gamma, "gamma"),
        epsilon=number(epsilon, "epsilon"),
        keep=True,
    )
    return Result(found, jvm, found.pop("id"))


def load(path, *, alpha=None, gamma=None) -> Result | Agent:
    """Reads a result file that `Result.save` or ``undermine attack -o`` wrote, or an agent that ``undermine train -o`` wrote.

    Nothing is proved by reading: ``undermine check`` proves. An `Agent` acts on numpy batches, ``agent(observations, masks)``,
    and needs no JVM.

    Args:
        alpha, gamma: where an agent trained for a range is to play: `Agent.at`. Without either, it sees them itself, as
            environments made for that range show them.

    Raises:
        FileNotFoundError, OSError: it cannot be read.
        ValueError: it is neither, has been changed since it was written, or is an agent of another version.
    """
    path = os.path.abspath(path)
    with open(path, "rb") as file:
        content = file.read()
    if content.startswith(b"PK") or path.endswith(".zip"):
        read = agent.read(path)
        return read if alpha is None and gamma is None else read.at(alpha=alpha, gamma=gamma)
    jvm = gateway.current()
    id = int(jvm.method("load")(path))
    found = json.loads(content)
    for name in ("policy", "certificate", "arrays", "sha256"):
        found.pop(name, None)
    return Result(found, jvm, id, content)


def sweep(protocol, *, alpha, gamma=0.5, epsilon=1e-6, **options):
    """The best attack at every point of a grid; each model is compiled once.

    >>> undermine.sweep(["parallel", "tailstorm"], k=[2, 3], cutoff=range(4, 9, 2), alpha=[0.3, 0.4])

    Args:
        protocol, alpha, gamma, options: one or several of each; what is text is one.

    Returns:
        A pandas ``DataFrame``, one row a point: what several were given of (but alpha and gamma), then alpha, gamma, lower, upper,
        ceiling, honest, states, solve (seconds).
    """
    pandas = pandas_or_advice()
    jvm = gateway.current()
    wanted = {"protocol": protocol, **options}
    several = [name for name, given in wanted.items() if _is_several(given) and not _is_list(name, given)]
    rows = []
    for chosen in product(*(given if name in several else [given] for name, given in wanted.items())):
        named = dict(zip(wanted, chosen))
        about = _about(named["protocol"], {name: named[name] for name in options})
        for a, g in product(_several(alpha, "alpha"), _several(gamma, "gamma")):
            found = jvm.ask("attack", **about, alpha=a, gamma=g, epsilon=number(epsilon, "epsilon"))
            rows.append(
                {
                    **{name: named[name] for name in several},
                    "alpha": a,
                    "gamma": g,
                    **found["optimum"],
                    "ceiling": found["ceiling"],
                    "honest": found["honest"],
                    "states": found["model"]["states"],
                    "solve": found["seconds"]["solve"],
                }
            )
    columns = [*several, "alpha", "gamma", "lower", "upper", "ceiling", "honest", "states", "solve"]
    return pandas.DataFrame(rows, columns=columns).astype({"ceiling": float})


def break_even(
    protocol: str, *, of="alpha", alpha=None, gamma=0.5, width=1e-4, **options
) -> tuple[float, float]:
    """The least alpha, or the least prize, at which attacking pays, as an interval (low, high).

    At ``high`` an attack is proved to earn more than honest play; at ``low`` none earns more by over 1.3e-9.
    (0.5, 1.0) if attacking does not even pay with half of the power.

    Args:
        of: ``"alpha"``; or what the attack wins, a parameter such as ``"v"`` of ``"hfm"``, or with
            ``objective="double-spend"`` the ``"value"`` of a payment, where ``alpha`` is said. High is infinite if attacking does
            not pay at the greatest value allowed. A payment pays where the best attack earns more than without any.
        width: of the interval, 1e-6 to 1; for a prize as a part of it.
    """
    about = {**_about(protocol, options), "gamma": number(gamma, "gamma"), "width": number(width, "width")}
    if of != "alpha":
        about |= {"of": str(of), "alpha": number(alpha, "alpha")}
    elif alpha is not None:
        raise ValueError(f"alpha is {alpha}; allowed: only where the break-even is of another parameter")
    found = gateway.current().ask("breakEven", **about)
    return found["low"], inf if found["high"] is None else found["high"]


def least_payment(*, alpha, confirmations: int, gamma=0.0, epsilon=1e-6, **options) -> tuple[int, int]:
    """What a payment on the weakest of several chains must be worth, in rewards, for a double spend to pay: (low, high).

    With payments of ``high`` the best attack on ``separate-chains`` is proved to earn more than without any; with payments of
    ``low``, one less, it earns at most ``2 * epsilon`` more. (0, 1) if a payment of one reward is enough.

    Args:
        options: ``powers``, ``prices``, ``cutoff``, ``objective`` of the model.

    Raises:
        ValueError: not even the largest value that the model takes is enough, among others.
    """

    def best(value: int):
        about = {**options, "confirmations": confirmations, "value": value}
        return attack("separate-chains", alpha=alpha, gamma=gamma, epsilon=epsilon, **about).optimum

    least = best(0).upper + epsilon
    low, high = 0, 1
    while best(high).lower <= least:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if best(middle).lower > least:
            high = middle
        else:
            low = middle
    return low, high


def evaluate(protocol, policy, *, alpha=None, gamma=None, steps=1_000_000, seed=1, **options) -> SimpleNamespace:
    """Plays a policy with dice, and evaluates it exactly too.

    Args:
        protocol: its name, an id such as ``"undermine/Nakamoto-v0"``, or an environment made by either, single or many:
            then its options are taken, and its alpha and gamma unless others are given.
        policy: a name (``"honest"``, ``"sm1"``, ... see `protocols`), a `Result`, or the path of a result file: the model must
            be the one that the policy was found for; a result's own is taken where no options are given. Or what has been
            trained: an `Agent` or the path of its file, whose alpha, gamma and options are the defaults; a model of
            Stable-Baselines3 or sb3-contrib, a ``torch`` module from observations to a value for
            each action, a function ``(observations, masks) -> actions``, all asked in batches. What it wants where that
            is illegal becomes the next legal action, as in training.
        gamma: 1/2 if neither given nor the environment's.
        steps: decisions to take, at least 100.

    Returns:
        ``revenue`` with ``mean`` and the 99 % interval ``low`` to ``high``; ``exact``, and of what has been trained ``optimum``
        (``lower``, ``upper``) and ``gap``, the most that the best attack earns more (all None where the table would be
        too large); ``steps``, ``seconds`` and more; the whole as a dict in ``json``.
    """
    opened = _opened(policy)
    protocol, alpha, gamma, options = _environment(protocol, alpha, gamma, options, opened)
    if isinstance(opened, Agent):
        opened = opened.at(alpha=alpha, gamma=gamma)
    if not isinstance(opened, (str, Result)):
        from .evaluation import Table, evaluate_trained

        how = {"alpha": alpha, "gamma": gamma, "steps": steps, "seed": seed, "options": options}
        return evaluate_trained(protocol, opened, **how, table=Table.of(protocol, options))
    policy, jvm, question, options = _player(policy, options)
    found = jvm.ask(
        "evaluate",
        **_about(protocol, options),
        **question,
        alpha=number(alpha, "alpha"),
        gamma=number(gamma, "gamma"),
        steps=int(steps),
        seed=int(seed),
    )
    return SimpleNamespace(**{**found, "revenue": SimpleNamespace(**found["revenue"])}, json=found)


def learned(protocol, policy, *, alpha=None, gamma=None, **options) -> Learned:
    """What a trained policy does in each state of the model, beside the best: a table, a picture.

    Args:
        protocol, policy, alpha, gamma, options: as for `evaluate`, but for names and results.

    Raises:
        MemoryError: the table would be too large; say a lesser ``cutoff``.
    """
    from .evaluation import Table, acting

    policy = _opened(policy)
    protocol, alpha, gamma, options = _environment(protocol, alpha, gamma, options, policy)
    if isinstance(policy, Agent):
        policy = policy.at(alpha=alpha, gamma=gamma)
    table = Table.of(protocol, options)
    if table is None:
        raise MemoryError(f"the table of {protocol_of(protocol)} would be too large; say a lesser cutoff")
    return table.learned(acting(policy), number(alpha, "alpha"), number(gamma, "gamma"))


def _opened(policy):
    """What is in a file, a name as it is."""
    is_file = isinstance(policy, os.PathLike) or isinstance(policy, str) and os.path.isfile(policy)
    return load(policy) if is_file else policy


def _environment(env, alpha, gamma, options, policy):
    """Protocol, alpha, gamma and options of a name, an id or an environment; those not said are an agent's own."""
    made = getattr(getattr(env, "unwrapped", env), "_envs", None)
    if isinstance(made, Environments):
        env, options = made.protocol, {**made.options, **options}
        alpha = made.alpha if alpha is None else alpha
        gamma = made.gamma if gamma is None else gamma
    elif isinstance(env, str) and env.startswith("undermine/"):
        given = gymnasium.spec(env).kwargs
        env = options.pop("protocol") if "protocol" in options else given["protocol"]
    if isinstance(policy, Agent):
        protocol = protocol_of(env)
        if protocol != policy.protocol and not policy.protocol.endswith(".java"):
            raise ValueError(f"the agent was trained on {policy.protocol}, not on {protocol}")
        alpha = policy.alpha if alpha is None else alpha
        gamma = policy.gamma if gamma is None else gamma
        options = {**policy.parameters, **policy.attack, **options}
    if isinstance(env, str):
        gamma = 0.5 if gamma is None else gamma
    for name, share in (("alpha", alpha), ("gamma", gamma)):
        if share is None or isinstance(share, (tuple, list)):
            raise ValueError(f"{name} is {share}; say at which {name} to evaluate, 0 to 1")
    return env, alpha, gamma, options


def trace(protocol: str, policy, *, alpha, gamma=0.5, steps=200, seed=1, **options) -> Trace:
    """Plays a policy with dice, as `evaluate` does, and keeps every step and every block for `draw`.

    Args:
        steps: decisions to take, 1 to 10,000.

    Raises:
        ValueError: the space has no blocks (fc16, aft20), among others.
    """
    policy, jvm, question, options = _player(policy, options)
    asked = {"alpha": number(alpha, "alpha"), "gamma": number(gamma, "gamma"), "seed": int(seed)}
    told = jvm.ask("trace", **_about(protocol, options), **question, **asked, steps=int(steps))
    return Trace(told, protocol=protocol_of(protocol), policy=question["policy"], **asked)


def _player(policy, options: dict):
    """The policy as a name or a `Result` (to be kept while the JVM plays it), its JVM, what to ask of it, all options."""
    question = {"policy": "result" if isinstance(policy, Result) else str(policy)}
    policy = _opened(policy)
    if isinstance(policy, Agent):
        raise ValueError("policy is a trained agent; allowed here: a name, a Result, the path of a result file")
    if not isinstance(policy, Result):
        return policy, gateway.current(), question, options
    question["id"] = policy.policy._id
    return policy, policy.policy._jvm, question, {**policy.attack, **policy.parameters, **options}


def _about(protocol: str, options: dict) -> dict:
    return {"protocol": protocol_of(protocol), "options": options_of(options)}


def _is_several(given) -> bool:
    return hasattr(given, "__iter__") and not isinstance(given, str)


def _is_list(name: str, given) -> bool:
    """Whether it is one value of a parameter whose values are lists, such as ``powers``."""
    lists = {p["name"] for entry in protocols() for p in entry["parameters"] if "," in str(p["default"])}
    return name in lists and not any(_is_several(item) or isinstance(item, str) for item in given)


def _several(given, name: str) -> list[float]:
    return [number(x, name) for x in (given if _is_several(given) else [given])]
