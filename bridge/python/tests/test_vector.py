"""Many environments at once: the same trajectories as one at a time, and what Gymnasium asks of vectors."""

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode

import undermine  # noqa: F401  registers the ids

SHARES = {"alpha": (0.2, 0.45), "gamma": [0, 0.5, 1], "horizon": 10}


@pytest.fixture
def vector():
    made = []

    def vector(n, id="undermine/Nakamoto-v0", **how):
        made.append(gymnasium.make_vec(id, num_envs=n, **{**SHARES, **how}))
        return made[-1]

    yield vector
    for envs in made:
        envs.close()


def acts(info, i):
    """A choice by what environment i shows alone."""
    legal = np.flatnonzero(info["action_mask"][i])
    return legal[(int(info["progress"][i]) + int(info["length"][i])) % len(legal)]


def played(envs, i, steps, seed=3):
    """What environment i shows in its first steps; steps that only reset it are left out."""
    seen, (_, info) = [], envs.reset(seed=seed)
    same = envs.metadata["autoreset_mode"] is AutoresetMode.SAME_STEP
    over = False
    while len(seen) < steps:
        starts = over and not same
        actions = np.array([acts(info, e) for e in range(envs.num_envs)])
        observation, reward, terminated, truncated, info = envs.step(actions)
        over = bool(terminated[i] or truncated[i])
        if starts:
            continue
        shown = info["final_obs"][i] if over and same else observation[i]
        seen.append(np.concatenate([shown, [actions[i], reward[i], terminated[i], truncated[i]]]))
    return np.array(seen)


def test_to_copy_or_not_is_the_same(vector):
    np.testing.assert_array_equal(played(vector(7), 6, 200), played(vector(7, copy=False), 6, 200))


def test_a_list_of_seeds_plays_what_single_environments_play(vector):
    envs = vector(3)
    expected = played(envs, 1, 150, seed=[5, 6, 7])
    alone = gymnasium.make("undermine/Nakamoto-v0", **SHARES)
    _, info = alone.reset(seed=6)
    seen = []
    while len(seen) < 150:
        action = acts({name: [told] for name, told in info.items()}, 0)
        observation, reward, terminated, truncated, info = alone.step(action)
        seen.append(np.concatenate([observation, [action, reward, terminated, truncated]]))
        if terminated or truncated:
            _, info = alone.reset()
    np.testing.assert_array_equal(expected, seen)


def test_gymnasiums_own_vector_of_single_environments_says_the_same(vector):
    ours = vector(3, alpha=0.35, gamma=0.5)
    theirs = gymnasium.make_vec(
        "undermine/Nakamoto-v0", num_envs=3, vectorization_mode="sync", **{**SHARES, "alpha": 0.35, "gamma": 0.5}
    )
    assert ours.observation_space == theirs.observation_space and ours.action_space == theirs.action_space
    (one, told), (other, said) = ours.reset(seed=[1, 2, 3]), theirs.reset(seed=[1, 2, 3])
    for _ in range(200):
        np.testing.assert_array_equal(one, other)
        for name in said:
            np.testing.assert_array_equal(told[name], said[name], err_msg=name)
        actions = np.array([acts(told, e) for e in range(3)])
        one, *paid, told = ours.step(actions)
        other, *owed, said = theirs.step(actions)
        np.testing.assert_array_equal(paid, owed)
        resets = said["length"] == 0  # theirs tell no action then
        np.testing.assert_array_equal(told.pop("action")[~resets], said.pop("action", told)[~resets] if not resets.all() else [])
        said.pop("_action", None)
    theirs.close()


def test_same_step_tells_how_it_ended(vector):
    envs = vector(4, alpha=0.35, gamma=0.5, autoreset_mode=AutoresetMode.SAME_STEP)
    _, info = envs.reset(seed=1)
    over = np.zeros(4, bool)
    while not over.any():
        _, _, terminated, truncated, info = envs.step(np.array([acts(info, e) for e in range(4)]))
        over = terminated | truncated
    np.testing.assert_array_equal(info["_final_obs"], over)
    np.testing.assert_array_equal(info["_final_info"], over)
    i = over.argmax()
    assert info["final_obs"][i].shape == (5,) and info["final_info"]["progress"][i] >= 10
    assert info["length"][i] == 0 and info["progress"][i] == 0


@pytest.mark.parametrize("name", ["reset_mask", "mask"])
def test_a_mask_resets_some(vector, name):
    envs = vector(3, alpha=0.35, gamma=0.5, horizon=1e6, autoreset_mode=AutoresetMode.DISABLED)
    _, info = envs.reset(seed=1)
    for _ in range(20):
        _, _, _, _, info = envs.step(np.array([acts(info, e) for e in range(3)]))
    _, info = envs.reset(options={name: np.array([False, True, False])})
    np.testing.assert_array_equal(info["length"], [20, 0, 20])
    with pytest.raises(ValueError, match="reset_mask"):
        envs.reset(options={name: np.array([1, 0, 0])})


def test_an_illegal_action_names_the_environment(vector):
    envs = vector(3, alpha=0.35, gamma=0.5, illegal="raise")
    envs.reset(seed=1)
    with pytest.raises(ValueError, match=r"^environment 1: action 0 \(adopt\) is not legal now; allowed: 3 \(wait\)$"):
        envs.step(np.array([3, 0, 3]))
    with pytest.raises(ValueError, match="whole numbers"):
        envs.step(np.array([3.0, 3.0, np.nan]))
    with pytest.raises(ValueError, match=r"\(3,\)"):
        envs.step(np.array([3, 3]))
    envs.step(np.array([3, 3, 3]))


def test_an_interrupt_leaves_usable_environments(vector):
    import signal
    import threading

    envs = vector(256, "undermine/Parallel-v0", k=8)
    expected = played(vector(256, "undermine/Parallel-v0", k=8), 3, 5)
    envs.reset(seed=1)
    threading.Timer(0.2, lambda: signal.raise_signal(signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        while True:
            envs.step(envs.action_space.sample())
    np.testing.assert_array_equal(expected, played(envs, 3, 5))


@pytest.mark.parametrize(
    "how, line",
    [
        ({"num_envs": 0}, "num_envs is 0; allowed: from 1"),
        ({"threads": 0}, "threads is 0; allowed: from 1"),
        ({"alpha": 2}, "alpha is 2.0; allowed: 0 to 1"),
    ],
    ids=str,
)
def test_bad_input_is_one_line(how, line):
    with pytest.raises(ValueError) as refused:
        gymnasium.make_vec("undermine/Nakamoto-v0", **{"num_envs": 2, "gamma": 0.5, "alpha": 0.3, **how})
    assert str(refused.value) == line
