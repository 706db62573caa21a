"""What a policy does where votes count as well as blocks. Needs matplotlib."""

import numpy as np

from .colours import COLOURS

FEATURES = ("a", "h", "public votes", "own votes")
_LONGEST = 2  # blocks on a side
_FAINT = 0.15  # of a cell that the attack hardly ever comes to
_OFTEN = 0.1  # share of the visits to a cell from which an action is named there
_BESIDE = 3  # actions in a line of the legend


def votes(frame, title: str):
    """A panel for each number of private blocks a and public blocks h, over the votes for either tip.

    What is not seen (who leads, the last event, the votes' order) may decide as well: a cell is divided as the actions are,
    by how often they are taken there. The fainter, the less often the attack comes to the cell.
    """
    from matplotlib.figure import Figure

    frame = frame[frame.visits > 0]
    beyond = frame.visits[np.maximum(frame.a, frame.h) > _LONGEST].sum()
    frame = frame[np.maximum(frame.a, frame.h) <= _LONGEST]
    wide, high = int(frame["public votes"].max()), int(frame["own votes"].max())
    longest = [int(frame[name].max()) for name in ("a", "h")]
    names = _names(frame)
    lines = 1 + len(names) // _BESIDE
    width = max(8.0, 1.2 + (0.5 * wide + 0.9) * (longest[1] + 1))
    height = 1.6 + 0.25 * lines + (0.42 * high + 0.9) * (longest[0] + 1)
    figure = Figure(figsize=(width, height))
    panels = figure.subplots(longest[0] + 1, longest[1] + 1, sharex=True, sharey=True, squeeze=False)
    cells = frame.groupby(list(FEATURES)).visits.sum()
    for a, line in enumerate(reversed(panels)):
        for h, panel in enumerate(line):
            _panel(panel, frame[(frame.a == a) & (frame.h == h)], cells.max(), (wide, high))
            panel.set_title(f"a = {a}, h = {h}", fontsize=9, loc="left")
    below = (0.8 + 0.25 * lines) / height
    figure.subplots_adjust(0.75 / width, below, 1 - 0.15 / width, 1 - 0.8 / height, wspace=0.08, hspace=0.3)
    figure.supxlabel("public votes for the public tip", fontsize=10, y=below - 0.3 / height, va="top")
    figure.supylabel("the attacker's votes for its own tip", fontsize=10)
    _legend(figure, names, beyond)
    figure.suptitle(title, fontsize=11)
    return figure


def _panel(panel, rows, most: float, size: tuple[int, int]) -> None:
    panel.set(xlim=(-0.5, size[0] + 0.5), ylim=(-0.5, size[1] + 0.5), xticks=range(size[0] + 1), yticks=range(size[1] + 1))
    panel.set_facecolor("0.97")
    panel.tick_params(length=0, labelsize=8)
    panel.spines[:].set_visible(False)
    for (public, own), cell in rows.groupby(["public votes", "own votes"]):
        _cell(panel, public, own, cell.groupby("action").visits.sum().sort_values(ascending=False), most)


def _cell(panel, x: int, y: int, time, most: float) -> None:
    """One cell, divided from left to right."""
    depth = max(0.0, 1 + np.log10(time.sum() / most) / 4)  # four powers of ten to fade away
    left = x - 0.46
    for action, share in (time / time.sum()).items():
        colour = COLOURS.get(action.split()[0], "#999999")
        panel.bar(left, 0.92, 0.92 * share, y - 0.46, align="edge", color=colour, alpha=_FAINT + (1 - _FAINT) * depth, lw=0)
        if share >= _OFTEN:
            panel.text(left + 0.46 * share, y, letter(action), ha="center", va="center", fontsize=7, color="0.1")
        left += 0.92 * share


def letter(action: str) -> str:
    """The action's first letter, a capital one where it mines on its own votes alone."""
    return action[0].upper() if action.endswith("prolong") else action[0]


def _names(frame) -> dict[str, float]:
    """The actions that are taken at all often, and how often."""
    time = frame.groupby("action").visits.sum()
    return {name: share for name, share in time.items() if share > 0.0005}


def _legend(figure, names: dict[str, float], beyond: float) -> None:
    from matplotlib.patches import Patch

    handles = [
        Patch(color=COLOURS.get(name.split()[0], "#999999"), label=f"{letter(name)}  {name}, {share:.1%}")
        for name, share in names.items()
    ]
    if beyond > 0.0005:
        handles.append(Patch(color="none", label=f"longer forks, {beyond:.1%}"))
    figure.legend(handles=handles, loc="lower center", ncols=_BESIDE, frameon=False, fontsize=9)
