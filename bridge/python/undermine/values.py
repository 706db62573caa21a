"""Numbers as people write them."""

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
