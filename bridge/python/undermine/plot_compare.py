"""What is earned by many attacks, side by side. Needs matplotlib."""

from .colours import ATTACKER, DEFENDER, HONEST

_COLOURS = (ATTACKER, DEFENDER, "#009E73", "#CC79A7", "#E69F00")  # Okabe and Ito
_DASHES = ("-", (0, (4, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)), (0, (2, 3)))
_SIGNS = {"alpha": "α", "gamma": "γ"}
_AXES = {"alpha": "α, the attacker's share of the power", "limit": "fork limit, proofs-of-work a side"}


def compare(frame, *, curve: str, columns: str, rows: str | None = None, x: str = "alpha"):
    """Curves of what is earned: one for each value of a column, in a panel for each value of one or two others.

    Two thin lines in each panel are there to compare with: α, the fair share, and α / (1 - α), which no attack on Nakamoto
    passes, whatever γ is.

    Args:
        frame: rows of what `undermine.sweep` told, or of one's own with columns ``alpha`` and ``lower``, and the columns
            named below.
        curve: the column whose values are the curves; the first one met is drawn as the most important one.
        columns, rows: the columns whose values are the panels, in the order in which they are met.
        x: the column along the horizontal axis.

    Returns:
        A matplotlib ``Figure`` that belongs to no window.

    Raises:
        ValueError: there is no row, or no column of that name.
    """
    from matplotlib.figure import Figure

    needed = {"alpha", "lower", x, curve, columns, rows} - {None}
    if missing := sorted(needed - set(frame.columns)):
        raise ValueError(f"the frame has no column {missing[0]}; it has: {', '.join(map(str, frame.columns))}")
    if frame.empty:
        raise ValueError("the frame has no rows")
    across, down = list(frame[columns].unique()), list(frame[rows].unique()) if rows else [None]
    styles = dict(zip(frame[curve].unique(), _styles(frame[curve].nunique())))
    size = (max(6.0, 0.8 + 2.5 * len(across)), 1.1 + 2.5 * len(down))
    figure = Figure(figsize=size, layout="constrained")
    panels = figure.subplots(len(down), len(across), sharex=True, sharey=True, squeeze=False)
    for line, below in zip(panels, down):
        for panel, beside in zip(line, across):
            shown = frame[(frame[columns] == beside) & ((frame[rows] == below) if rows else True)]
            _panel(panel, shown, x, curve, styles)
            names = [_name(columns, beside), *([_name(rows, below)] if rows else [])]
            panel.set_title(", ".join(names), fontsize=10, loc="left")
    figure.supxlabel(_AXES.get(x, x), fontsize="medium")
    figure.supylabel("attacker's share of the rewards", fontsize="medium")
    _legend(figure, curve, styles)
    return figure


def _styles(n: int) -> list[dict]:
    """The first one widest: curves that lie on each other are all seen."""
    return [
        {
            "color": _COLOURS[i % len(_COLOURS)],
            "ls": _DASHES[i % len(_DASHES)],
            "lw": max(1.2, 2.8 - 0.4 * i),
        }
        for i in range(n)
    ]


def _panel(panel, shown, x: str, curve: str, styles: dict) -> None:
    from matplotlib.ticker import MaxNLocator

    alpha = shown.groupby(x).alpha.first()
    panel.plot(alpha.index, alpha, color=HONEST, lw=1)
    panel.plot(alpha.index, alpha / (1 - alpha), color=HONEST, lw=1, ls=(0, (1, 2)))
    for value, style in styles.items():
        line = shown[shown[curve] == value].sort_values(x)
        panel.plot(line[x], line.lower, **style)
    panel.spines[["top", "right"]].set_visible(False)
    if shown[x].dtype.kind == "i":
        panel.xaxis.set_major_locator(MaxNLocator(integer=True))


def _legend(figure, curve: str, styles: dict) -> None:
    from matplotlib.lines import Line2D

    lines = [Line2D([], [], **style, label=_name(curve, value)) for value, style in styles.items()]
    lines.append(Line2D([], [], color=HONEST, lw=1, label="α"))
    lines.append(Line2D([], [], color=HONEST, lw=1, ls=(0, (1, 2)), label="α / (1 − α)"))
    figure.legend(handles=lines, loc="outside upper center", ncols=len(lines), frameon=False, fontsize=9)


def _name(column: str, value) -> str:
    return value if isinstance(value, str) else f"{_SIGNS.get(column, column)} = {value:g}"
