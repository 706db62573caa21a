"""Each example runs, briefly, as a user runs it, and ends with what can be true. How well it learns is asked elsewhere."""

import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
RESULT = re.compile(
    r"revenue (?P<mean>[\d.]+) \(99 %: (?P<low>[\d.]+) to (?P<high>[\d.]+)\)\n"
    r"exactly (?P<exact>[\d.]+), (?P<gap>[\d.]+) below the best attack\n$"
)


@functools.cache
def run(name):
    few = ("--steps", "16384", "--alpha", "0.35", "--gamma", "0", "--seed", "3")
    for _ in range(3):
        done = subprocess.run([sys.executable, EXAMPLES / name, *few], capture_output=True, text=True, timeout=300)
        if "timed out during startup" not in done.stderr:  # Ray gives its own processes 30 s, which a busy machine may not keep
            break
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_it_ends_with_what_the_policy_earns(name):
    said = RESULT.search(run(name))
    mean, low, high, exact, gap = (float(said[part]) for part in ("mean", "low", "high", "exact", "gap"))
    assert low < mean < high < low + 0.03
    assert mean == pytest.approx(exact, abs=0.02)
    assert exact + gap == pytest.approx(0.370699, abs=2e-6)  # ./undermine attack nakamoto --alpha 0.35 --gamma 0


def test_the_same_seed_learns_the_same():
    first = run("cleanrl_ppo.py")
    run.cache_clear()
    assert run("cleanrl_ppo.py") == first
