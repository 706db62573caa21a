"""An attack played and written down, block by block."""

from functools import cached_property

NEVER = -1


class Trace:
    """What happened, step by step. A step is a decision of the attacker's and all that follows from it.

    Attributes:
        protocol, policy, alpha, gamma, seed: what was played.
        steps: pandas ``DataFrame``, one row a step: what the attacker saw, by feature; ``action``; the blocks that
            ``attacker_head``, ``near_head`` and ``far_head`` are after it; ``over``: whether all then agree on all.
        blocks: pandas ``DataFrame``, one row a block, in the order of discovery, block 0 being there from the start:
            ``attackers``, ``parents`` (predecessor first), ``height``, the steps in which it was ``found``, ``released`` and
            ``settled`` (-1: never), ``agreed``: whether it was settled as part of what all agree on.
    """

    def __init__(self, told: dict, **asked):
        import pandas

        self.__dict__.update(asked)
        self.steps = pandas.DataFrame(told["steps"])
        self.blocks = pandas.DataFrame(told["blocks"])
        values = self.steps.select_dtypes("number")
        self.steps[values.columns] = values.astype(int) if (values == values.round()).all(axis=None) else values

    @cached_property
    def attacks(self):
        """A pandas ``DataFrame`` with a row for each attack: a run of steps in which something was kept back at first, and
        in the end all agree again.

        Columns: steps ``first`` to ``last``; how many blocks the ``attacker`` and the ``defenders`` have in what is agreed
        upon; how many of either were ``orphaned``.
        """
        import pandas

        ends = self.steps.index[self.steps.over].tolist()
        rows = [self._told(first + 1, last) for first, last in zip(ends, ends[1:]) if last > first + 1]
        return pandas.DataFrame(rows, columns=["first", "last", "attacker", "defenders", "orphaned"])

    def _told(self, first: int, last: int) -> tuple:
        found = self.found(first, last)
        kept = found[found.agreed]
        return first, last, int(kept.attackers.sum()), int((~kept.attackers).sum()), int((~found.agreed).sum())

    def found(self, first: int, last: int):
        """The blocks that are there at some decision from ``first`` to ``last`` and were not before."""
        return self.blocks[(self.blocks.found >= first - 1) & (self.blocks.found < last)]

    def __repr__(self):
        return f"<{self.policy} on {self.protocol}: {len(self.steps)} steps, {len(self.attacks)} attacks>"
