"""Agents that the JVM trains by itself."""

from types import SimpleNamespace

from .runs import command
from .values import number, protocol_of


def train(protocol: str, agent: str = "ppo", *, alpha, gamma=0.5, path=None, **options) -> SimpleNamespace:
    """Trains in the JVM and says what was learnt, beside the certified optimum where a table fits.

    >>> found = undermine.train("nakamoto", alpha=0.4, seconds=20, path="agent.zip")
    >>> found.exact, found.gap
    >>> undermine.learning_curve(found.history, honest=found.honest)

    Args:
        agent: ``"ppo"``, ``"dqn"`` or ``"q"``.
        alpha, gamma: numbers as everywhere; for an agent of a whole range, a pair.
        path: where the agent is kept, for `undermine.load` and wherever a policy is asked for; None for nowhere.
        options: as on the command line: ``seconds`` or ``steps``, ``seed``, ``gap``, ``start``, ``learn``, ``horizon``,
            ``resume``, ``threads``; ``space``, ``cutoff`` and the protocol's parameters.

    Returns:
        What ``undermine train --json`` says, as attributes; and ``history``, for `learning_curve`, at a single alpha and gamma.

    Raises:
        ValueError: a name is unknown or a value out of its range.
    """
    shares = {"alpha": _typed(alpha, "alpha"), "gamma": _typed(gamma, "gamma")}
    told = command("train", protocol_of(protocol), agent=agent, output=path, **shares, **options)
    return SimpleNamespace(**told, history=[_evaluation(point, told.get("optimum")) for point in told["curve"]])


def _typed(share, name: str) -> str:
    pair = share if isinstance(share, (tuple, list)) else [share]
    return ":".join(repr(number(end, name)) for end in pair)


def _evaluation(point: dict, optimum: dict | None) -> SimpleNamespace:
    """Where there is no table the JVM plays, and only tells the mean."""
    value = point["value"]
    played = SimpleNamespace(mean=value, low=value, high=value)
    return SimpleNamespace(timesteps=point["steps"], exact=value if optimum else None, optimum=optimum, revenue=played)
