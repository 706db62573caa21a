"""How one environment stands, as a picture of fixed size. Needs matplotlib."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from .colours import ATTACKER, DEFENDER, NOBODY
from .dag import columns_of, edges_of, lanes_of

_WIDTH, _HEIGHT, _DPI = 8.0, 4.5, 100  # inches
_MARGIN, _LEFT, _TOP, _BOTTOM = 0.3, 0.9, 1.15, 3.7  # inches: the blocks stand between the last two
_STEP, _LANE = 0.75, 0.62  # inches between columns and lanes, where there is room
_SIZE = {"block": 270, "parallel": 270, "vote": 130, "summary": 200}  # in points squared
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
        shown = {b: _LOST if block.lost else _PAST if block.past else 1 for b, block in scene.blocks.items()}
        self._lines([(at[p], at[b], first, shown[b]) for b in edges for p, first in edges[b]])
        for square in (False, True):
            marked = {b: block for b, block in scene.blocks.items() if (block.kind == "summary") == square}
            if marked:
                self._marks(marked, at, shown, scale, "s" if square else "o")
        for b, block in scene.blocks.items():
            size = (6 if block.kind == "vote" else 8) * scale
            colour = _COLOUR[block.miner] if block.withheld else "white"
            self._text(*at[b], str(b), size=size, ha="center", color=colour, zorder=4)
        self._heads(scene.heads, at, lane, scale)

    def _lines(self, lines):
        """From, to, whether to the first parent, opacity."""
        ends = [line[:2] for line in lines]
        colours = [to_rgba("0.45" if first else "0.6", opacity) for *_, first, opacity in lines]
        widths = [1.4 if first else 0.9 for *_, first, _ in lines]
        self.panel.add_collection(LineCollection(ends, colors=colours, linewidths=widths, zorder=1))

    def _marks(self, blocks, at, shown, scale, marker):
        places = np.array([at[b] for b in blocks]).T
        shape = {"s": [_SIZE[block.kind] * scale**2 for block in blocks.values()], "marker": marker}
        edges = [to_rgba(_COLOUR[block.miner], shown[b]) for b, block in blocks.items()]
        faces = ["white" if block.withheld else edge for block, edge in zip(blocks.values(), edges)]
        self.panel.scatter(*places, **shape, color="white", zorder=2)  # covers the lines
        self.panel.scatter(*places, **shape, facecolors=faces, edgecolors=edges, linewidths=1.5, zorder=3)

    def _heads(self, heads, at, lane, scale):
        for b in dict.fromkeys(heads.values()):
            who = ", ".join(name for name, head in heads.items() if head == b)
            x, y = at[b]
            self._text(x, y - 0.42 * lane, who, size=max(6, 8 * scale), ha="center", va="bottom", color=_QUIET, zorder=5)


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 3] + "..."
