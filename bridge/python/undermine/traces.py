"""An attack played and written down, block by block."""

from functools import cached_property

from .result import pandas_or_advice

_TOLD = ["first", "last", "attacker", "defenders", "orphaned", "pushed_out"]


class Trace:
    """What happened, step by step. A step is one decision of the attacker's and all that follows from it.

    Attributes:
        protocol, policy, alpha, gamma, seed: what was played.
        steps: pandas ``DataFrame``, one row a step: what the attacker saw, by feature; ``action``; the blocks that
            ``attacker_head``, ``near_head`` and ``far_head`` are after it; ``over``: whether all then agree on all.
        blocks: pandas ``DataFrame``, one row a block, in the order of discovery, block 0 being there from the start:
            ``kind`` (block, vote, summary), ``miner`` (attacker, defender, nobody), ``attackers``: whether it is theirs,
            ``proof``: whether it took a proof-of-work, ``parents`` (predecessor first), ``height``, the steps in which it was
            ``found``, ``released`` and ``settled`` (-1: never), ``agreed``: whether it was settled as part of what all agree
            on.
    """

    def __init__(self, told: dict, *, protocol, policy, alpha, gamma, seed):
        pandas = pandas_or_advice()

        self.protocol, self.policy, self.alpha, self.gamma, self.seed = protocol, policy, alpha, gamma, seed
        self.steps = pandas.DataFrame(told["steps"])
        for name, values in self.steps.select_dtypes("float").items():
            if (values == values.round()).all():
                self.steps[name] = values.astype(int)
        self.blocks = pandas.DataFrame(told["blocks"])

    @cached_property
    def attacks(self):
        """A pandas ``DataFrame`` with one row for each attack that was carried through.

        An attack begins with a block or vote on which all could agree and do not, and lasts until all agree again.

        Columns: steps ``first`` to ``last``; of the proofs-of-work found in them, how many of the ``attacker``'s and of the
        ``defenders``' came to be agreed upon; how many of either were ``orphaned``; how many of the
        orphaned were the defenders', ``pushed_out``.
        """
        pandas = pandas_or_advice()

        ends = self.steps.index[self.steps.over].tolist()
        found = [self.found(before + 1, last) for before, last in zip(ends, ends[1:])]
        proofs = [new[new.proof] for new in found]
        rows = [
            (
                before + 1,
                last,
                sum(new.agreed & new.attackers),
                sum(new.agreed & ~new.attackers),
                sum(~new.agreed & (new.settled >= 0)),
                sum(~new.agreed & (new.settled >= 0) & ~new.attackers),
            )
            for before, last, new in zip(ends, ends[1:], proofs)
            if len(new) > 1
        ]
        return pandas.DataFrame(rows, columns=_TOLD)

    def found(self, first: int, last: int):
        """The blocks that are new to the decisions ``first`` to ``last``."""
        return self.blocks[(self.blocks.found >= first - 1) & (self.blocks.found < last)]

    def __repr__(self):
        return f"<{self.policy} on {self.protocol}: {len(self.steps)} steps, {len(self.attacks)} attacks>"
