"""What is measured instead of solved: networks simulated, miners on a wire, consistency."""

import json

from . import gateway
from .result import pandas_or_advice
from .values import options_of, protocol_of

_BAD_INPUT = 2


def simulate(protocol: str, policy=None, **options) -> dict:
    """A network of honest nodes, and of one attacker if there is a policy: what ``undermine simulate --json`` says.

    >>> undermine.simulate("nakamoto", "sm1", alpha=0.35, topology="gamma:0.5")["nodes"][0]["revenue"]

    Args:
        policy: a name, or the path of a result file or of a trained agent.
        options: as on the command line: ``alpha``, ``topology``, ``delay``, ``interval``, ``activations``, ``shares``,
            ``adjust``, ``confirmations``, ``seed``, ``trace``, ``graphml``; ``space``, ``cutoff`` and the protocol's parameters.

    Raises:
        ValueError: a name is unknown or a value out of its range.
    """
    return command("simulate", protocol_of(protocol), policy=policy, **options)


def live(policy, *, alpha, **options) -> dict:
    """Real miners in processes of this machine, one of whom plays ``policy``: what ``undermine live --json`` says.

    Args:
        options: as on the command line: ``gamma``, ``miners``, ``blocks``, ``seed`` and others.
    """
    return command("live", policy=policy, alpha=alpha, **options)


def consistency(**options):
    """How often a block is confirmed in vain: what ``undermine consistency --json`` says, as a pandas ``DataFrame``."""
    pandas = pandas_or_advice()
    told = command("consistency", **options)
    return pandas.json_normalize(told if isinstance(told, list) else told.get("rows", told))


def command(*words: str, **options):
    """What a command answers, as data."""
    typed = [part for name, value in options_of(options).items() for part in (f"--{name}", value)]
    told = gateway.current().ask_words("command", [*words, *typed, "--json"])
    if told["code"]:
        line = told["err"].strip().removeprefix("undermine: ")
        raise ValueError(line) if told["code"] == _BAD_INPUT else RuntimeError(line)
    return json.loads(told["out"])
