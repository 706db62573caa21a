"""Environment i of a seed does the same however many there are and whoever steps them."""

import os

import gymnasium
import numpy as np
import pytest
import trajectories
from gymnasium.vector import AutoresetMode
from trajectories import NUMBERS, PLAYED, SEED, STEPS

from undermine.registration import id_of


def played(name, n, **how):
    """Rows of each of `NUMBERS` below ``n``: action, reward, ended, observation."""
    protocol, what = PLAYED[name]
    envs = gymnasium.make_vec(id_of(protocol), num_envs=n, **what, **how)
    same = envs.metadata["autoreset_mode"] is AutoresetMode.SAME_STEP
    rows = {i: [] for i in NUMBERS if i < n}
    steps, over = np.zeros(n, int), np.zeros(n, bool)
    _, info = envs.reset(seed=SEED)
    while min(map(len, rows.values())) < STEPS:
        starts = over & (not same)
        actions = trajectories.choose(info["action_mask"], steps)
        seen, paid, terminated, truncated, info = envs.step(actions)
        over = terminated | truncated
        steps += ~starts
        for i in rows:
            if not starts[i]:
                shown = info["final_obs"][i] if same and over[i] else seen[i]
                rows[i].append([actions[i], paid[i], terminated[i] + 2 * truncated[i], *map(float, shown)])
    envs.close()
    return {i: np.array(rows[i][:STEPS]) for i in rows}


@pytest.fixture(scope="module", autouse=True)
def record():
    """``UNDERMINE_RECORD=1`` writes the file anew."""
    if os.environ.get("UNDERMINE_RECORD"):
        trajectories.write({(name, i): rows for name in PLAYED for i, rows in played(name, 7).items()})


@pytest.mark.parametrize("mode", [AutoresetMode.NEXT_STEP, AutoresetMode.SAME_STEP], ids=str)
@pytest.mark.parametrize("n, threads, spin", [(1, 1, False), (7, 2, True), (1024, 1, False), (1024, 2, False)])
@pytest.mark.parametrize("name", PLAYED)
def test_every_vector_repeats_the_recording(name, n, threads, spin, mode):
    for i, rows in played(name, n, threads=threads, spin=spin, autoreset_mode=mode).items():
        np.testing.assert_array_equal(rows, trajectories.recorded(name, i))
        assert rows[:, 2].any()  # episodes end in it


@pytest.mark.parametrize("spin", [False, True])
@pytest.mark.parametrize("name", PLAYED)
def test_a_single_environment_repeats_number_0(name, spin):
    protocol, what = PLAYED[name]
    env = gymnasium.make(id_of(protocol), spin=spin, **what)
    _, info = env.reset(seed=SEED)
    rows = []
    for step in range(STEPS):
        (action,) = trajectories.choose(info["action_mask"][None], np.array([step]))
        seen, paid, terminated, truncated, info = env.step(action)
        rows.append([action, paid, terminated + 2 * truncated, *map(float, seen)])
        if terminated or truncated:
            _, info = env.reset()
    env.close()
    np.testing.assert_array_equal(rows, trajectories.recorded(name, 0))
