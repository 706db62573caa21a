"""One attack as a block DAG that grows from row to row. Needs matplotlib."""

from .colours import ATTACKER, DEFENDER, NOBODY
from .dag import columns_of, edges_of, lanes_of

_FOUND, _ACTION, _TREE = 0.7, 2.35, 4.75  # inches: where the columns begin
_STEP, _LANE, _GAP = 0.62, 0.46, 0.4  # between columns, lanes and rows
_TOP, _BOTTOM, _MARGIN = 1.4, 0.55, 0.3
_SIZE = {"block": 270, "vote": 130, "summary": 200}  # in points squared
_COLOUR = {"attacker": ATTACKER, "defender": DEFENDER, "nobody": NOBODY}
_QUIET = "0.4"
_LOST = 0.25  # opacity


def draw(trace, attack: int = 0):
    """Draws one of ``trace.attacks``: a row for each decision, as things stand once it is carried out.

    A block stays in its place from row to row, to the right of all it refers to. Votes are smaller, summaries square;
    what is withheld is hollow, what is lost fades.

    Args:
        trace: what `undermine.trace` told.
        attack: which row of ``trace.attacks``; negative numbers count from the last.

    Returns:
        A matplotlib ``Figure`` that belongs to no window.

    Raises:
        ValueError: there is no such attack in the trace.
    """
    n = len(trace.attacks)
    if not -n <= attack < n:
        raise ValueError(f"attack is {attack}; allowed: {-n} to {n - 1}" if n else "there is no attack in the trace")
    return _Drawing(trace, trace.attacks.iloc[attack]).figure


class _Drawing:
    """All in inches, downwards."""

    def __init__(self, trace, attack):
        from matplotlib.figure import Figure

        self.steps = trace.steps
        self.blocks = trace.found(attack["first"], attack["last"])
        self.before = _before(trace.blocks, self.blocks)
        shown = dict(trace.blocks.loc[[*self.before, *self.blocks.index]].iterrows())
        self.edges, self.columns = edges_of(shown), columns_of(shown)
        self.lanes = lanes_of(shown, self.columns)
        times = range(attack["first"], attack["last"] + 1)
        deep = [1 + max(self.lanes[b] for b in [*self.before, *self._there(t).index]) for t in times]
        self.kinds = set(trace.blocks.kind[1:])
        width = max(8.4 if self.kinds == {"block"} else 9.8, self._x(max(self.columns.values())) + 1.2)
        height = _TOP + sum(_LANE * lanes + _GAP for lanes in deep) + _BOTTOM
        self.figure = Figure(figsize=(width, height))
        self.panel = self.figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        self.panel.set_axis_off()
        self._head(trace)
        y = _TOP
        for t, lanes in zip(times, deep):
            self._rule(y, width)
            self._row(t, y + (_GAP + _LANE) / 2, t - attack["first"] + 1)
            y += _LANE * lanes + _GAP
        self._rule(y, width, "0.5")
        unit = "blocks" if self.kinds == {"block"} else "proofs-of-work"
        kept = f"{attack.attacker} of the attacker's {unit} and {attack.defenders} of the defenders'"
        self._text(_MARGIN, y + _BOTTOM / 2, f"All agree on {kept}; {attack.orphaned} are lost.", size=10)

    def _x(self, column) -> float:
        return _TREE + _STEP * column

    def _there(self, t):
        """The new blocks that the attacker knows of at its decision t."""
        return self.blocks[self.blocks.found < t]

    def _name(self, b) -> str:
        return str(b - self.blocks.index[0] + 1)

    def _text(self, x, y, text, size=9, **how):
        self.panel.text(x, y, text, **{"va": "center", "fontsize": size, **how})

    def _rule(self, y, width, color="0.88"):
        self.panel.plot([_MARGIN, width - _MARGIN], [y, y], color=color, lw=0.7)

    def _head(self, trace):
        self._text(_MARGIN, 0.36, "One attack, block by block", size=13, fontweight="bold")
        policy = "the policy found" if trace.policy == "result" else trace.policy
        what = f"{policy} on {trace.protocol}, α = {trace.alpha:.4g}, γ = {trace.gamma:.4g}"
        self._text(_MARGIN, 0.66, what, size=10, color=_QUIET)
        for x, title in ((_FOUND, "found"), (_ACTION, "attacker's decision")):
            self._text(x, _TOP - 0.18, title, color=_QUIET)
        keys = [
            (0.0, "withheld", "block", ATTACKER, True, 1),
            (0.9, "released", "block", ATTACKER, False, 1),
            (1.8, "defenders'", "block", DEFENDER, False, 1),
            (2.8, "lost", "block", DEFENDER, False, _LOST),
            (3.4, "vote", "vote", DEFENDER, False, 1),
            (4.0, "summary", "summary", NOBODY, False, 1),
        ]
        for right, what, kind, colour, hollow, shown in keys:
            if kind in self.kinds | {"block"}:
                x = _TREE + right
                self._mark(x, _TOP - 0.18, kind, colour, hollow, shown, size=25 if kind == "vote" else 60)
                self._text(x + 0.13, _TOP - 0.18, what, size=8.5, color=_QUIET)

    def _row(self, t, y, number):
        there = self._there(t)
        self._text(_MARGIN, y, number, color=_QUIET)
        new = there[there.found == t - 1]
        for i, (b, block) in enumerate(new.iterrows()):
            doer = f"{block.miner} {'finds' if block.proof else 'proposes'} {self._name(b)}"
            text = f"{block.kind} {self._name(b)} follows" if block.miner == "nobody" else doer
            self._text(_FOUND, y + 0.17 * (i - (len(new) - 1) / 2), text, color=_COLOUR[block.miner])
        step = self.steps.loc[t]
        self._text(_ACTION, y, step.action.split()[0], size=10, fontweight="bold")
        mine = there.miner != "defender"
        released = [int(self._name(b)) for b in there.index[mine & (there.released == t) & (there.found < t)]]
        if released:
            self._text(_ACTION + 0.85, y, "releases " + _listed(released))
        self._tree(there, t, y)
        if step.near_head != step.far_head and (self.blocks.proof & (self.blocks.found == t)).any():
            self._miners(step.near_head, there, y, "γ")
            self._miners(step.far_head, there, y, "1 − γ")

    def _at(self, b, y) -> tuple[float, float]:
        return self._x(self.columns[b]), y + _LANE * self.lanes[b]

    def _tree(self, there, t, y):
        for b in self.before:
            self.panel.scatter(*self._at(b, y), s=70 if not self.edges[b] else 40, color="0.6", zorder=3)
            self._lines(b, y, 1)
        for b, block in there.iterrows():
            lost = 0 <= block.settled <= t and not block.agreed
            shown = _LOST if lost else 1
            self._lines(b, y, shown)
            x, at = self._at(b, y)
            hollow = block.released < 0 or block.released > t
            colour = _COLOUR[block.miner]
            self._mark(x, at, block.kind, colour, hollow, shown)
            size = 6.5 if block.kind == "vote" else 9
            self._text(x, at, self._name(b), size=size, ha="center", color=colour if hollow else "white", zorder=4)

    def _lines(self, b, y, shown):
        x, at = self._at(b, y)
        for parent, first in self.edges[b]:
            fx, fy = self._at(parent, y)
            colour, width = ("0.45", 1.4) if first else ("0.6", 0.9)
            self.panel.plot([fx, x], [fy, at], color=colour, lw=width, alpha=shown, zorder=1)

    def _mark(self, x, y, kind, colour, hollow, shown, size=None):
        shape = {"s": size or _SIZE[kind], "marker": "s" if kind == "summary" else "o"}
        self.panel.scatter(x, y, **shape, color="white", zorder=2)  # covers the edges
        face = "white" if hollow else colour
        self.panel.scatter(x, y, **shape, facecolor=face, edgecolor=colour, lw=1.5, alpha=shown, zorder=3)

    def _miners(self, b, there, y, share):
        """Says whose proofs-of-work go on from block b: beside it if there is room, else above it."""
        x, at = self._at(b, y)
        if any(self.columns[o] == self.columns[b] + 1 and self.lanes[o] == self.lanes[b] for o in there.index):
            self._text(x, at - 0.27, f"{share} mine here", size=8.5, color=_QUIET, ha="center")
        else:
            self._text(x + 0.2, at, f"{share} mine here", size=8.5, color=_QUIET)


def _before(blocks, new) -> list[int]:
    """What was there and the new blocks refer to; of votes, also what they are for."""
    open, found = list(new.index), set()
    while open:
        for parent in blocks.parents[open.pop()]:
            if parent < new.index[0] and parent not in found:
                found.add(parent)
                if blocks.kind[parent] == "vote":
                    open.append(parent)
    return sorted(found)


def _listed(numbers) -> str:
    """1 to 3, 5 and 6."""
    runs = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    names = [f"{r[0]} to {r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs]
    names = ", ".join(names).split(", ")
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
