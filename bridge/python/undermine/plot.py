"""Pictures of policies and of what they earn. Needs matplotlib."""

import numpy as np

from .colours import ATTACKER, COLOURS, DEFENDER, HONEST

RACES = {
    "irrelevant": ("the last block is the attacker's:\na match would come too late", (0, 0)),
    "relevant": ("the last block is a defender's:\nthe attacker may match", (1, 0)),
    "active": ("the attacker has matched:\ndefenders are divided", (0, 1)),
}
_FAINT = 0.10  # of a state the attack never comes to
_LARGEST = 20  # blocks on a side
_SHOWN = 0.999  # share of all steps that lies within the picture


def picture(result):
    """The picture that suits the result's protocol, as a ``Figure`` that belongs to no window."""
    from .plot_votes import FEATURES, votes

    frame = result.policy.frame()
    if set(FEATURES) <= set(frame.columns):
        return votes(frame, _title(result))
    if {"a", "h", "relevant", "active"} <= set(frame.columns):
        return fork(frame, _title(result))
    return shares(frame, _title(result))


def _title(result) -> str:
    name = f"{result.protocol}, {result.attack['space']} space"
    earns = f"earns {result.earns:.4f}, honest play {result.honest:.4f}"
    return f"{name}, α = {result.alpha:.4g}, γ = {result.gamma:.4g}: {earns}"


def fork(frame, title: str):
    """Three panels, one for each kind of fork, over the private blocks a and the public blocks h since the fork.

    Colour is the action; the fainter, the less often the attack comes there.
    """
    from matplotlib.figure import Figure

    size = _extent(frame)
    figure = Figure(figsize=(12, 5.4))
    panels = figure.subplots(
        1, 3, sharey=True, gridspec_kw={"left": 0.05, "right": 0.99, "bottom": 0.17, "top": 0.8, "wspace": 0.06}
    )
    for panel, (race, (what, flags)) in zip(panels, RACES.items()):
        rows = frame[(frame.relevant == flags[0]) & (frame.active == flags[1])]
        rows = rows[(rows.a <= size) & (rows.h <= size)]
        rows = rows.sort_values("visits", ascending=False).drop_duplicates(["a", "h"])
        panel.imshow(_image(rows, size), origin="lower", interpolation="nearest")
        _letters(panel, rows)
        panel.plot([-0.5, size + 0.5], [-0.5, size + 0.5], color="0.35", lw=0.8, ls=(0, (4, 3)))
        panel.set_title(race, fontsize=11, fontweight="bold", pad=32)
        panel.text(0.5, 1.015, what, transform=panel.transAxes, ha="center", va="bottom", fontsize=8, color="0.35")
        panel.set_xlabel("h, public blocks since the fork")
        _axes(panel, size)
    panels[0].set_ylabel("a, private blocks since the fork")
    _legend(figure, frame, size)
    figure.suptitle(title, fontsize=12, y=0.975)
    return figure


def _extent(frame) -> int:
    """The least size such that nearly all steps lie within, and a margin; but no larger than can be read."""
    far = np.maximum(frame.a, frame.h)
    within = frame.visits.groupby(far).sum().cumsum()
    reached = within.index[within >= _SHOWN * within.iloc[-1]]
    return int(min(far.max(), max(6, reached[0] + 1), _LARGEST))


def _image(rows, size: int) -> np.ndarray:
    """RGB of every cell, (size + 1, size + 1, 3): white where there is no state."""
    from matplotlib.colors import to_rgb

    image = np.ones((size + 1, size + 1, 3))
    strongest = max(rows.visits.max(), 1e-12) if len(rows) else 1
    for row in rows.itertuples():
        depth = max(0.0, 1 + np.log10(max(row.visits / strongest, 1e-12)) / 6)  # six powers of ten to fade away
        strength = _FAINT + (1 - _FAINT) * depth
        image[row.a, row.h] = 1 - strength * (1 - np.array(to_rgb(COLOURS.get(row.action, "#999999"))))
    return image


def _letters(panel, rows) -> None:
    """The action's first letter in each cell that the attack comes to: the picture reads without colours too."""
    for row in rows[rows.visits > 0].itertuples():
        panel.text(row.h, row.a, row.action[0], ha="center", va="center", fontsize=7, color="0.1")


def _axes(panel, size: int) -> None:
    from matplotlib.ticker import MaxNLocator

    panel.set(xlim=(-0.5, size + 0.5), ylim=(-0.5, size + 0.5))
    panel.set_xticks(np.arange(size) + 0.5, minor=True)
    panel.set_yticks(np.arange(size) + 0.5, minor=True)
    panel.grid(which="minor", color="white", lw=0.8)
    panel.tick_params(which="both", length=0)
    panel.xaxis.set_major_locator(MaxNLocator(integer=True))
    panel.yaxis.set_major_locator(MaxNLocator(integer=True))
    for side in panel.spines.values():
        side.set_visible(False)


def _legend(figure, frame, size: int) -> None:
    from matplotlib.patches import Patch

    time = frame.groupby("action").visits.sum()
    beyond = frame.visits[np.maximum(frame.a, frame.h) > size].sum()
    names = [name for name in COLOURS if name in time.index]
    handles = [Patch(color=COLOURS[name], label=f"{name[0]}  {name}, {time[name]:.1%} of all steps") for name in names]
    if beyond > 0.0005:
        handles.append(Patch(color="none", label=f"beyond the picture, {beyond:.1%}"))
    figure.legend(handles=handles, loc="lower center", ncols=len(handles), frameon=False, fontsize=10)


def shares(frame, title: str):
    """How often each action is taken, where a state has no place in the plane."""
    from matplotlib.figure import Figure

    time = frame.groupby("action").visits.sum().sort_values()
    time = time[time > 0].tail(20)
    figure = Figure(figsize=(8, 1.2 + 0.28 * len(time)), layout="constrained")
    panel = figure.subplots()
    bars = panel.barh(time.index, time.values, color="#0072B2")
    panel.bar_label(bars, [f"{share:.1%}" for share in time.values], padding=3, fontsize=8)
    panel.set_xlabel("share of all steps")
    panel.spines[["top", "right"]].set_visible(False)
    figure.suptitle(title, fontsize=11)
    return figure


def revenue(frame, break_even=None):
    """What attacks earn against the attacker's share of the power, a panel for each gamma.

    Args:
        frame: what `undermine.sweep` told, over several alphas; any column that is added to it, such as ``sm1``, is drawn as
            the revenue of a policy by that name.
        break_even: the intervals of `undermine.break_even` by gamma.

    Returns:
        A matplotlib ``Figure`` that belongs to no window.
    """
    from matplotlib.figure import Figure

    gammas = sorted(frame.gamma.unique())
    figure = Figure(figsize=(1.2 + 3.3 * len(gammas), 3.9), layout="constrained")
    panels = figure.subplots(1, len(gammas), sharex=True, sharey=True, squeeze=False)[0]
    for panel, gamma in zip(panels, gammas):
        rows = frame[frame.gamma == gamma].sort_values("alpha")
        _curves(panel, rows, named=panel is panels[0])
        panel.set_title(f"γ = {gamma:g}", fontsize=11, loc="left")
        if break_even and gamma in break_even:
            _threshold(panel, *break_even[gamma])
    panels[0].set_ylabel("attacker's share of the rewards")
    panels[0].set(xlim=(0, frame.alpha.max()), ylim=(0, None))
    figure.supxlabel("α, the attacker's share of the power", fontsize="medium")
    return figure


_SWEPT = {"alpha", "gamma", "lower", "upper", "ceiling", "honest", "states", "solve"}  # all others are policies


def _curves(panel, rows, named: bool) -> None:
    panel.fill_between(rows.alpha, rows.honest, rows.lower, color=ATTACKER, alpha=0.10, lw=0)
    panel.plot(rows.alpha, rows.honest, color=HONEST, lw=1.2)
    panel.plot(rows.alpha, rows.lower, color=ATTACKER, lw=2.4, solid_capstyle="round")
    policies = [c for c in rows.columns if c not in _SWEPT]
    for name, colour in zip(policies, (DEFENDER, "#009E73", "#CC79A7")):
        panel.plot(rows.alpha, rows[name], color=colour, lw=1.6, ls=(0, (4, 2)))
        if named:
            _label(panel, rows, name, (rows.lower - rows[name]).argmax(), name, colour, above=False)
    if named:
        _label(panel, rows, "honest", len(rows) // 3, "honest", HONEST, above=True)
        _label(panel, rows, "lower", -4, "optimum", ATTACKER, above=True)
    panel.spines[["top", "right"]].set_visible(False)


def _label(panel, rows, name: str, place: int, text: str, colour: str, above: bool) -> None:
    """Names a curve on itself, at one of its points."""
    at = rows.iloc[place]
    panel.annotate(
        text,
        (at.alpha, at[name]),
        xytext=(-5, 4) if above else (5, -4),
        textcoords="offset points",
        ha="right" if above else "left",
        va="bottom" if above else "top",
        color=colour,
        fontsize=9,
    )


def _threshold(panel, low: float, high: float) -> None:
    """Where attacks begin to pay: a dot on the diagonal, its alpha beside it."""
    panel.plot([high, high], [0, high], color="0.6", lw=0.8, ls=(0, (1, 2)), zorder=0)
    panel.plot(high, high, "o", color="0.1", ms=4.5, clip_on=False, zorder=5)
    text = f"pays from\nα = {(low + high) / 2:.3f}" if low > 0 else "pays at any α"
    clear = max(high, panel.get_xlim()[1] / 3)  # of the curves, which are near the axis at first
    panel.annotate(text, (clear, 0), (6, 5), textcoords="offset points", fontsize=9, va="bottom", color="0.1")
