"""One attack as a block tree that grows from row to row. Needs matplotlib."""

from .plot import ATTACKER, DEFENDER

_FOUND, _ACTION, _TREE = 0.7, 2.35, 4.75  # inches: where the columns begin
_STEP, _LANE, _GAP = 0.62, 0.46, 0.4  # between heights, lanes and rows
_TOP, _BOTTOM, _MARGIN = 1.4, 0.55, 0.3
_SIZE = 270  # of a block, in points squared
_QUIET = "0.4"
_LOST = 0.25  # opacity


def draw(trace, attack: int = 0):
    """Draws one of ``trace.attacks``: a row for each decision, as things stand once it is carried out.

    A block stays in its place from row to row, heights run to the right. Withheld blocks are hollow, lost ones fade.

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
        self.root = self.blocks.parents.iloc[0][0]
        self.heights = trace.blocks.height - trace.blocks.height[self.root]
        self.lanes = _lanes(self.blocks, self.root)
        times = range(attack["first"], attack["last"] + 1)
        deep = [1 + max(self.lanes[b] for b in self._there(t).index) for t in times]
        width = max(8.4, self._x(self.heights[self.blocks.index].max()) + 1.2)
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
        kept = f"{attack.attacker} of the attacker's blocks and {attack.defenders} of the defenders'"
        self._text(_MARGIN, y + _BOTTOM / 2, f"All agree on {kept}; {attack.orphaned} are lost.", size=10)

    def _x(self, height) -> float:
        return _TREE + _STEP * height

    def _there(self, t):
        """The blocks that the attacker knows of at its decision t."""
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
            (0.0, "withheld", ATTACKER, True, 1),
            (0.9, "released", ATTACKER, False, 1),
            (1.8, "defenders'", DEFENDER, False, 1),
            (2.8, "lost", DEFENDER, False, _LOST),
        ]
        for right, what, colour, hollow, shown in keys:
            x = _TREE + right
            self._circle(x, _TOP - 0.18, colour, hollow, shown, size=60)
            self._text(x + 0.13, _TOP - 0.18, what, size=8.5, color=_QUIET)

    def _row(self, t, y, number):
        there = self._there(t)
        self._text(_MARGIN, y, number, color=_QUIET)
        for b, block in there[there.found == t - 1].iterrows():
            who, colour = ("attacker", ATTACKER) if block.attackers else ("defender", DEFENDER)
            self._text(_FOUND, y, f"{who} finds {self._name(b)}", color=colour)
        step = self.steps.loc[t]
        self._text(_ACTION, y, step.action.split()[0], size=10, fontweight="bold")
        released = [self._name(b) for b, block in there.iterrows() if block.attackers and block.released == t]
        if released:
            self._text(_ACTION + 0.85, y, "releases " + _listed(released))
        self._tree(there, t, y)
        if step.near_head != step.far_head and (self.blocks.found == t).any():
            self._miners(step.near_head, there, y, "γ")
            self._miners(step.far_head, there, y, "1 − γ")

    def _at(self, b, y) -> tuple[float, float]:
        return self._x(self.heights[b]), y + _LANE * self.lanes[b]

    def _tree(self, there, t, y):
        self.panel.scatter(*self._at(self.root, y), s=70, color="0.6", zorder=3)
        for b, block in there.iterrows():
            lost = 0 <= block.settled <= t and not block.agreed
            shown = _LOST if lost else 1
            x, at = self._at(b, y)
            for parent in block.parents:
                fx, fy = self._at(parent, y)
                self.panel.plot([fx, x], [fy, at], color="0.45", lw=1.4, alpha=shown, zorder=1)
            hollow = block.released < 0 or block.released > t
            colour = ATTACKER if block.attackers else DEFENDER
            self._circle(x, at, colour, hollow, shown)
            self._text(x, at, self._name(b), ha="center", color=colour if hollow else "white", zorder=4)

    def _circle(self, x, y, colour, hollow, shown, size=_SIZE):
        self.panel.scatter(x, y, s=size, color="white", zorder=2)  # covers the edges
        face = "white" if hollow else colour
        self.panel.scatter(x, y, s=size, facecolor=face, edgecolor=colour, lw=1.5, alpha=shown, zorder=3)

    def _miners(self, b, there, y, share):
        """Says whose proofs-of-work go on from block b: beside it if there is room, else above it."""
        x, at = self._at(b, y)
        next_to_it = there[self.heights[there.index] == self.heights[b] + 1]
        if any(self.lanes[other] == self.lanes[b] for other in next_to_it.index):
            self._text(x, at - 0.27, f"{share} mine here", size=8.5, color=_QUIET, ha="center")
        else:
            self._text(x + 0.2, at, f"{share} mine here", size=8.5, color=_QUIET)


def _lanes(blocks, root) -> dict[int, int]:
    """The first child found goes on in its parent's lane; each other one takes the first lane below that has ended."""
    lanes = {root: 0}
    ends = {}  # by lane
    led = set()
    for b, block in blocks.iterrows():
        parent = block.parents[0]
        lane = lanes[parent]
        if parent in led:
            lane += 1
            while ends.get(lane, -1) >= block.height:
                lane += 1
        lanes[b] = lane
        ends[lane] = max(ends.get(lane, -1), block.height)
        led.add(parent)
    return lanes


def _listed(names) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
