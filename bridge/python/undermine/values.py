"""Numbers and names as people write them."""

import os
from fractions import Fraction


def number(given, name: str) -> float:
    """The nearest double of a float, an int, a ``Fraction`` or a string such as ``"0.35"`` or ``"1/3"``.

    Raises:
        ValueError: it is none of these; the line names it.
    """
    try:
        return float(Fraction(given) if isinstance(given, str) and "/" in given else given)
    except (TypeError, ValueError, ZeroDivisionError):
        raise ValueError(f"{name} is {given}; allowed: a number, a fraction, or text such as 0.35 or 1/3") from None


def options_of(given: dict) -> dict[str, str]:
    """Options as they are typed on the command line; those that are None are left out."""
    return {name.replace("_", "-"): str(value) for name, value in given.items() if value is not None}


def protocol_of(given) -> str:
    """A protocol's name, or the path of its file made absolute: the JVM may have been started in another folder."""
    name = os.fspath(given) if isinstance(given, os.PathLike) else str(given)
    return os.path.abspath(name) if name.endswith(".java") else name
