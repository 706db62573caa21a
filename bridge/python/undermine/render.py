"""What there is to see of an environment, as text or as a picture."""

import os
import re
import textwrap
from types import SimpleNamespace

import numpy as np

MODES = ["ansi", "rgb_array"]
FPS = 4
_OF_BLOCK = re.compile(r".* \d+")  # a feature of one block by its number, which a drawing shows
_WIDE = 110  # characters


def check(mode) -> None:
    """Refuses what is no render mode, or lacks what it needs.

    Raises:
        ValueError: there is no such mode. ModuleNotFoundError: pictures need matplotlib; the line says how to install it.
    """
    if mode not in (None, *MODES):
        raise ValueError(f"render_mode is {mode}; allowed: None, {', '.join(MODES)}")
    if mode == "rgb_array":
        try:
            import matplotlib  # noqa: F401
        except ModuleNotFoundError:
            raise ModuleNotFoundError("pictures need matplotlib: pip install 'undermine[plot]'", name="matplotlib") from None


def scene(envs, i: int) -> SimpleNamespace:
    """How the ``i``th of `Environments` stands.

    Returns:
        ``title``; ``account``: reward and progress of the episode; ``seen``, a dict by feature; ``legal``: names of actions;
        ``did``: the last action, None at the start; where there are blocks ``drawing``, ``heads`` and ``blocks``, see
        ``Frame.java``, else none of them.
    """
    frame, memory = envs.frame(i), envs.memory
    steps = memory.lengths.item(i)
    told = frame.get("drawing", [])
    return SimpleNamespace(
        title=f"{os.path.basename(envs.protocol)}, alpha {memory.alphas[i]:.4g}, gamma {memory.gammas[i]:.4g}",
        account=f"step {steps}: reward {memory.earned[i]:.6g}, progress {memory.progress[i]:.6g}",
        seen={
            name: value
            for name, value in zip(envs.features, memory.observations[i].tolist())
            if not (told and _OF_BLOCK.fullmatch(name))
        },
        legal=[name for name, legal in zip(envs.actions, memory.masks[i]) if legal],
        did=envs.actions[memory.actions[i]] if steps else None,
        drawing=told,
        heads=frame.get("heads", {}),
        blocks={int(name): SimpleNamespace(**block) for name, block in frame.get("blocks", {}).items()},
    )


def text(scene) -> str:
    """Lines: the account, the blocks drawn, what the attacker sees, may do, and did."""
    entries = {
        "sees": ", ".join(f"{name} {value:.6g}" for name, value in scene.seen.items()),
        "may": ", ".join(scene.legal),
        "did": scene.did,
    }
    lines = [scene.title, scene.account, *("  " + line for line in scene.drawing)]
    for name, entry in entries.items():
        if entry:
            lines += _wrapped(f"  {name:8}{entry}")
    return "\n".join(lines) + "\n"


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _WIDE, subsequent_indent=10 * " ", break_long_words=False)


def rendered(envs, i: int, mode: str) -> str | np.ndarray:
    """What ``render`` returns for the ``i``th."""
    if mode == "ansi":
        return text(scene(envs, i))
    from .plot_frame import picture

    return picture(scene(envs, i))
