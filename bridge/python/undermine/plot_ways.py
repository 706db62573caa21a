"""How far from the exact value lies what was played. Needs matplotlib."""

import numpy as np

from .colours import ATTACKER, DEFENDER, HONEST

_WAYS = {"dice": (DEFENDER, "o"), "network": (ATTACKER, "s"), "wire": (HONEST, "D")}


def agreement(frame):
    """One line for each protocol and policy, one mark with its 99 % interval for each way of `undermine.four_ways`.

    Along the axis: what was earned, less the exact value at the same alpha and gamma.

    Args:
        frame: rows of one or several calls of `undermine.four_ways`.

    Returns:
        A matplotlib ``Figure`` that belongs to no window.
    """
    from matplotlib.figure import Figure

    names = list(dict.fromkeys(frame.protocol + "  " + frame.policy))
    figure = Figure(figsize=(8, 1.2 + 0.42 * len(names)), layout="constrained")
    panel = figure.subplots()
    panel.axvline(0, color="#999999", lw=1)
    for place, (way, (colour, mark)) in enumerate(_WAYS.items()):
        rows = frame[frame.way == way]
        if rows.empty:
            continue
        at = [names.index(name) + 0.22 * (place - 1) for name in rows.protocol + "  " + rows.policy]
        mean, exact, low, high = (rows[name].to_numpy() for name in ("mean", "exact", "low", "high"))
        off, reach = mean - exact, np.stack((mean - low, high - mean))
        if way == "wire":  # the interval is the model's, around the exact value
            panel.hlines(at, low - exact, high - exact, color=colour, lw=1.5)
            panel.plot(off, at, mark, color=colour, ms=4, label=way)
        else:
            panel.errorbar(off, at, xerr=reach, fmt=mark, color=colour, ms=4, lw=1.5, label=way)
    panel.set_yticks(range(len(names)), names)
    panel.invert_yaxis()
    panel.set_xlabel("earned, less the exact value; bars: 99 %")
    panel.spines[["top", "right", "left"]].set_visible(False)
    panel.legend(frameon=False, loc="upper right")
    return figure
