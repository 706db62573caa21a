"""Environments are pickled as what they were made from."""

import copy
import pickle

import cloudpickle
import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AsyncVectorEnv, SyncVectorEnv

import undermine  # noqa: F401  registers the ids
from test_own_protocol import RULES

HOW = {"alpha": (0.2, 0.45), "gamma": 0.5, "learn": "episode", "horizon": 15}
WAYS = {
    "pickle": lambda env: pickle.loads(pickle.dumps(env)),
    "cloudpickle": lambda env: cloudpickle.loads(cloudpickle.dumps(env)),
    "copy": lambda env: copy.copy(env.unwrapped),  # of a wrapper it would be another wrapper of the same environment
    "deepcopy": copy.deepcopy,
}


def played(env, seed=5, steps=100):
    """What greedy play by number of steps shows."""
    observation, info = env.reset(seed=seed)
    seen = [observation]
    for t in range(steps):
        legal = np.flatnonzero(info["action_mask"])
        observation, reward, terminated, truncated, info = env.step(legal[t % len(legal)])
        seen.append(np.append(observation, reward)[:-1])
        if terminated or truncated:
            observation, info = env.reset()
    return np.array(seen)


def played_vector(envs, steps=50):
    observations, info = envs.reset(seed=[5, 6])
    seen = [observations]
    for t in range(steps):
        legal = [np.flatnonzero(mask) for mask in info["action_mask"]]
        observations, rewards, *_, info = envs.step(np.array([which[t % len(which)] for which in legal]))
        seen.append(np.column_stack([observations, rewards]))
    return np.concatenate([rows.ravel() for rows in seen])


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_copy_is_a_fresh_environment_of_the_same_kind(make, way):
    env = make(**HOW)
    expected = played(env)
    other = way(env)
    assert other.unwrapped is not env.unwrapped and other.unwrapped.spec == env.unwrapped.spec
    with pytest.raises(RuntimeError, match="step before the first reset"):
        other.unwrapped.step(3)
    np.testing.assert_array_equal(expected, played(other))
    env.close()
    np.testing.assert_array_equal(expected, played(other))
    other.close()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_copied_vector_plays_the_same(way):
    envs = gymnasium.make_vec("undermine/Parallel-v0", num_envs=2, k=3, autoreset_mode="SameStep", **HOW)
    expected = played_vector(envs)
    other = way(envs)
    assert other.spec == envs.spec and other.metadata == envs.metadata
    np.testing.assert_array_equal(expected, played_vector(other))
    envs.close()
    other.close()


def test_a_spec_makes_the_same_again(make, tmp_path, monkeypatch):
    (tmp_path / "Mine.java").write_text(RULES)
    monkeypatch.chdir(tmp_path)
    own = gymnasium.make("undermine/Protocol-v0", protocol="Mine.java", cutoff=6, pays=2, alpha=0.4, gamma=0)
    for env in (make(**HOW), make(space="fc16", cutoff=10), own):
        again = gymnasium.make(pickle.loads(pickle.dumps(env.spec)))
        from_copy = gymnasium.make(pickle.loads(pickle.dumps(env)).spec)
        np.testing.assert_array_equal(played(env), played(again))
        np.testing.assert_array_equal(played(env), played(from_copy))
        again.close()
        from_copy.close()
    own.close()


def test_spawned_workers_play_the_same(make):
    factory = lambda: gymnasium.make("undermine:undermine/Nakamoto-v0", **HOW)  # noqa: E731  pickled by value
    env = make(**HOW)
    here = SyncVectorEnv([factory, factory])
    expected = played_vector(here)
    here.close()
    spawned = AsyncVectorEnv([factory, lambda: env], context="spawn")
    try:
        np.testing.assert_array_equal(expected, played_vector(spawned))
    finally:
        spawned.close()


@pytest.mark.filterwarnings("ignore:.*(Traceback|Shutting it down|Raising the last exception):UserWarning")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded, use of fork:DeprecationWarning")
def test_forked_workers_may_make_environments_but_not_bring_them(make):
    made = [make() for _ in range(3)]
    forked = AsyncVectorEnv([lambda: made[0], lambda: made[1]], context="fork")  # closes the first, having looked at it
    with pytest.raises(RuntimeError, match="it is closed|make environments and results after the fork"):
        forked.reset(seed=1)
    forked.close(terminate=True)
    brought = AsyncVectorEnv([lambda: made[0].unwrapped and make(), lambda: made[2]], context="fork")
    with pytest.raises(RuntimeError, match="make environments and results after the fork"):
        brought.reset(seed=1)
    brought.close(terminate=True)
    fresh = AsyncVectorEnv([make, make], context="fork")
    observations, _ = fresh.reset(seed=1)
    assert observations.shape == (2, 5)
    fresh.close()
    played(made[1])
