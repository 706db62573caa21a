"""Numbers of A-Block HFM's design itself; attacks on it are ``undermine.attack("hfm", ...)``.

>>> undermine.hfm.coverage(s=8)                              # sessions that 8 ranges need
namespace(one=69, all=85)
"""

from types import SimpleNamespace

from . import gateway


def coverage(*, n: int | None = None, s: int | None = None) -> SimpleNamespace:
    """How many sessions cover how many ranges, in two readings: ``one`` (a given range is seen), ``all`` (every one is).

    Args:
        n: sessions, 0 to 1,000,000. Left out: the answer is how many ``s`` ranges need for a certainty of 0.9999.
        s: ranges, 1 to 10,000. Left out: the answer is how many ``n`` sessions cover with that certainty.

    Returns:
        With both: the probability that ``n`` sessions see what they are to see.
    """
    return _ask("coverage", n=n, s=s)


def detection(m: int, s: int) -> SimpleNamespace:
    """The probability that ``m`` honest sessions on ``s`` ranges see a double spend.

    Returns:
        ``inside`` a range; on a ``border`` where ranges overlap; ``apart``, in ranges that are assigned independently.
    """
    return _ask("detection", m=m, s=s)


def entry(t: int, *, mining: float, validating: float, reading: str = "one") -> SimpleNamespace:
    """The miners that enter until their revenue is their cost, where blocks have ``t`` transactions.

    Args:
        mining: what hashing for one block costs a miner, in coins; a block pays 30 + 0.00025 t.
        validating: what it costs to validate a transaction, in coins.
        reading: of coverage, ``"one"`` or ``"all"``.

    Returns:
        ``miners``, ``ranges`` that they cover, ``work``: transactions that each validates.
    """
    return _ask("entry", t=t, mining=float(mining), validating=float(validating), reading=reading)


def _ask(what: str, **question) -> SimpleNamespace:
    told = {name: value for name, value in question.items() if value is not None}
    return SimpleNamespace(**gateway.current().ask("hfm", ask=what, **told))
