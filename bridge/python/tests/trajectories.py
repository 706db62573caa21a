"""One recorded trajectory an environment, which every way to play it must repeat.

Of each of `PLAYED`, environments `NUMBERS` of a vector with seed `SEED` are written down: which action was taken, which is the one in
place (step modulo legal ones) of those allowed, what it paid, whether the episode was terminated (1) or truncated (2), and what was
seen then. Steps that only reset are left out. `TrajectoryTest.java` reads the same file.
"""

import csv
from pathlib import Path

import numpy as np

SEED = 3
STEPS = 120
NUMBERS = (0, 5)
PLAYED = {
    "rules": ("nakamoto", {"alpha": (0.2, 0.45), "gamma": [0, 0.5, 1], "horizon": 10}),
    "table": ("nakamoto", {"alpha": (0.2, 0.45), "gamma": [0, 0.5, 1], "horizon": 10, "table": True, "cutoff": 8}),
    "votes": ("parallel", {"alpha": 0.4, "gamma": 0.5, "horizon": 12, "k": 3, "learn": "termination"}),
    "episode": ("tailstorm", {"alpha": 0.4, "gamma": 0.5, "horizon": 12, "k": 2, "learn": "episode"}),
}
FILE = Path(__file__).parent / "recordings" / "trajectories.csv"


def choose(masks, steps) -> np.ndarray:
    """What each environment does in its step number ``steps``, from 0."""
    wanted = 1 + steps % masks.sum(axis=1)
    return (masks.cumsum(axis=1) == wanted[:, None]).argmax(axis=1)


def recorded(name: str, number: int) -> np.ndarray:
    with FILE.open(newline="") as file:
        rows = [row[2:] for row in csv.reader(file) if row[:2] == [name, str(number)]]
    return np.array(rows, float)


def write(played: dict) -> None:
    """``played``: rows by name and number."""
    with FILE.open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        for (name, number), rows in played.items():
            for row in rows:
                out.writerow([name, number, int(row[0]), float(row[1]), int(row[2]), *map(float, row[3:])])
