"""How one environment stands, as a picture of fixed size. Needs matplotlib."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .colours import ATTACKER, DEFENDER, NOBODY
from .dag import columns_of, edges_of, lanes_of

_WIDTH, _HEIGHT, _DPI = 8.0, 4.5, 100  # inches
_MARGIN, _LEFT, _TOP, _BOTTOM = 0.3, 0.9, 1.15, 3.7  # inches: the blocks stand between the last two
_STEP, _LANE = 0.75, 0.62  # inches between columns and lanes, where there is room
_SIZE = {"vote": 130}  # in points squared
_BLOCK = 270
_COLOUR = {"attacker": ATTACKER, "defender": DEFENDER, "nobody": NOBODY}
_QUIET = "0.4"
_LOST, _PAST = 0.25, 0.5  # opacity
_ROWS = 11  # of features in a column of text
_LONG = 120  # characters in a line


def picture(scene) -> np.ndarray:
    """uint8, shape (450, 800, 3).

    The attacker's blocks are orange, the defenders' blue; what is withheld is hollow, what is lost fades, votes are smaller
    and summaries square. Who prefers a block is written above it.

    Args:
        scene: what `render.scene` tells.
    """
    return _Picture(scene).pixels()


class _Picture:
    """All in inches, downwards."""

    def __init__(self, scene):
        self.figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=_DPI)
        self.panel = self.figure.add_axes((0, 0, 1, 1), xlim=(0, _WIDTH), ylim=(_HEIGHT, 0))
        self.panel.set_axis_off()
        self._text(_MARGIN, 0.32, scene.title, size=12, fontweight="bold")
        self._text(_WIDTH - _MARGIN, 0.32, scene.account, ha="right", color=_QUIET)
        if scene.did:
            self._text(_MARGIN, 0.62, f"did {scene.did}")
        self._text(_MARGIN, _HEIGHT - 0.25, _cut("may " + ", ".join(scene.legal)), color=_QUIET)
        if scene.blocks:
            seen = ", ".join(f"{name} {value:.4g}" for name, value in scene.seen.items())
            self._text(_MARGIN, _HEIGHT - 0.5, _cut("sees " + seen), color=_QUIET)
            self._blocks(scene)
        else:
            self._features(scene.seen)

    def pixels(self) -> np.ndarray:
        canvas = FigureCanvasAgg(self.figure)
        canvas.draw()
        return np.array(canvas.buffer_rgba())[..., :3].copy()

    def _text(self, x, y, text, size=9, **how):
        self.panel.text(x, y, text, **{"va": "center", "fontsize": size, **how})

    def _features(self, seen: dict) -> None:
        columns = -(-len(seen) // _ROWS)
        for n, (name, value) in enumerate(seen.items()):
            x = _MARGIN + (_WIDTH - 2 * _MARGIN) / columns * (n // _ROWS)
            self._text(x, _TOP + 0.24 * (n % _ROWS), f"{value:>8.4g}  {name}", size=10, family="monospace")

    def _blocks(self, scene) -> None:
        edges, columns = edges_of(scene.blocks), columns_of(scene.blocks)
        lanes = lanes_of(scene.blocks, columns)
        step = min(_STEP, (_WIDTH - 2 * _LEFT) / max(1, *columns.values()))
        lane = min(_LANE, (_BOTTOM - _TOP) / (1 + max(lanes.values())))
        scale = min(1, step / _STEP, lane / _LANE)
        at = {b: (_LEFT + step * columns[b], _TOP + lane * lanes[b]) for b in scene.blocks}
        for b, block in scene.blocks.items():
            shown = _LOST if block.lost else _PAST if block.past else 1
            for parent, first in edges[b]:
                (fx, x), (fy, y) = zip(at[parent], at[b])
                colour, width = ("0.45", 1.4) if first else ("0.6", 0.9)
                self.panel.plot([fx, x], [fy, y], color=colour, lw=width, alpha=shown, zorder=1)
            self._mark(b, block, at[b], scale, shown)
        self._heads(scene.heads, at, lane, scale)

    def _mark(self, b, block, at, scale, shown):
        colour = _COLOUR[block.miner]
        shape = {"s": _SIZE.get(block.kind, _BLOCK) * scale**2, "marker": "s" if block.kind == "summary" else "o"}
        self.panel.scatter(*at, **shape, color="white", zorder=2)  # covers the edges
        face = "white" if block.withheld else colour
        self.panel.scatter(*at, **shape, facecolor=face, edgecolor=colour, lw=1.5, alpha=shown, zorder=3)
        size = (6 if block.kind == "vote" else 8) * scale
        self._text(*at, str(b), size=size, ha="center", color=colour if block.withheld else "white", zorder=4)

    def _heads(self, heads, at, lane, scale):
        for b in dict.fromkeys(heads.values()):
            who = ", ".join(name for name, head in heads.items() if head == b)
            x, y = at[b]
            self._text(x, y - 0.42 * lane, who, size=max(6, 8 * scale), ha="center", va="bottom", color=_QUIET, zorder=5)


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 3] + "..."
