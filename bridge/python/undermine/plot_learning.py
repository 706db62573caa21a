"""How a policy gets better while it is trained. Needs matplotlib."""

from .colours import ATTACKER, DEFENDER, HONEST

_DASHES = ((0, (4, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)))


def learning_curve(history, **others):
    """What the policy earned at each evaluation, against the steps of training, below the optimum.

    Args:
        history: of `undermine.sb3.RevenueCallback`; or the like: ``timesteps``, ``exact`` and ``optimum``, or ``revenue`` where no
            table fits.
        others: revenues to compare with, by name: ``honest=0.4``.

    Returns:
        A matplotlib ``Figure`` that belongs to no window.

    Raises:
        ValueError: there is nothing in the history.
    """
    from matplotlib.figure import Figure

    if not history:
        raise ValueError("the history is empty; train first")
    figure = Figure(figsize=(8, 4.2), layout="constrained")
    panel = figure.subplots()
    steps = [found.timesteps for found in history]
    if history[0].exact is None:
        earned = [found.revenue.mean for found in history]
        panel.fill_between(
            steps,
            [found.revenue.low for found in history],
            [found.revenue.high for found in history],
            color=DEFENDER,
            alpha=0.2,
            lw=0,
        )
    else:
        earned = [found.exact for found in history]
        _line(panel, history[0].optimum["upper"], "optimum, certified", ATTACKER, "-")
    panel.plot(steps, earned, "o-", color=DEFENDER, ms=4, lw=1.6)
    best = max(range(len(earned)), key=earned.__getitem__)
    panel.plot(steps[best], earned[best], "o", color=DEFENDER, ms=10, mfc="none")
    for (name, value), dash in zip(others.items(), _DASHES):
        _line(panel, value, name, HONEST, dash)
    panel.set(xlabel="steps of training", ylabel="attacker's share of the rewards", xlim=(0, None))
    panel.spines[["top", "right"]].set_visible(False)
    panel.set_title(f"best kept: {earned[best]:.4f} after {steps[best]:,} steps", fontsize=10, loc="left")
    return figure


def _line(panel, value: float, name: str, colour: str, dash) -> None:
    panel.axhline(value, color=colour, lw=1.2, ls=dash)
    panel.annotate(
        f"{name} {value:.4f}",
        (1, value),
        xycoords=("axes fraction", "data"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        fontsize=9,
        color=colour,
    )
