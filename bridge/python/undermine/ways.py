"""One number four ways: solved, with dice, on a simulated network, on a wire."""

from .questions import evaluate
from .result import pandas_or_advice
from .runs import live, simulate

_COLUMNS = ["protocol", "policy", "way", "alpha", "gamma", "exact", "mean", "low", "high"]


def four_ways(protocol, policy, *, alpha, gamma=0.5, steps=300_000, activations=300_000, blocks=0, seed=1, **options):
    """What a policy earns, by its Markov chain and as often as it can be played.

    Args:
        policy: a name.
        steps: decisions with dice; activations: proofs-of-work on a network without delay in which a share gamma of the
            honest power is near the attacker; blocks: on a wire between real miners, for Nakamoto only; 0 for none.
        options: as for `attack`.

    Returns:
        A pandas ``DataFrame``, one row a way: ``exact`` is the value of the policy's Markov chain at ``alpha`` and
        ``gamma``, which for the wire are as measured there; ``mean`` and the 99 % interval ``low`` to ``high`` are what was
        played. For the wire, the interval is where a run of that length falls by the model, ``mean`` being what was seen.
    """
    pandas = pandas_or_advice()
    dice = evaluate(protocol, policy, alpha=alpha, gamma=gamma, steps=steps, seed=seed, **options)
    rows = [("dice", alpha, gamma, dice.exact, dice.revenue.mean, dice.revenue.low, dice.revenue.high)]
    there = {"alpha": alpha, "topology": f"gamma:{gamma}", "activations": activations, "seed": seed}
    network = simulate(protocol, policy, **there, **options)
    attacker = next(node["revenue"] for node in network["nodes"] if node["attacker"])
    rows.append(("network", alpha, gamma, dice.exact, attacker["mean"], attacker["low"], attacker["high"]))
    if blocks:
        wire = live(policy, alpha=alpha, gamma=gamma, blocks=blocks, seed=seed)
        seen, by_model = wire["measured"], wire["predicted"]
        measured = (seen["alpha"]["mean"], seen["gamma"]["mean"])
        rows.append(("wire", *measured, by_model["mean"], seen["revenue"]["mean"], by_model["low"], by_model["high"]))
    return pandas.DataFrame([(protocol, policy, *row) for row in rows], columns=_COLUMNS)
