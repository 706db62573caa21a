"""Stable-Baselines3's own ways with processes, copies and pictures."""

import copy
import pickle

import gymnasium
import numpy as np
import pytest
from sb3_contrib import MaskablePPO
from stable_baselines3.common.vec_env import DummyVecEnv, SubprocVecEnv

import undermine  # noqa: F401  registers the ids
from undermine.sb3 import VecEnv

HOW = {"alpha": 0.4, "gamma": 0.5, "horizon": 20}


def make():
    return gymnasium.make("undermine:undermine/Nakamoto-v0", **HOW)


def played(envs, steps=60):
    envs.seed(3)
    seen = [envs.reset()]
    for _ in range(steps):
        masks = np.stack(envs.env_method("action_masks"))
        observations, rewards, dones, _ = envs.step(masks.argmax(axis=1))
        seen.append(np.column_stack([observations, rewards.astype(np.float32), dones]))
    return np.concatenate([rows.ravel() for rows in seen])


def test_subprocesses_play_what_one_process_plays():
    env = make()
    here, there = DummyVecEnv([make, make]), SubprocVecEnv([make, lambda: env], start_method="spawn")
    try:
        np.testing.assert_array_equal(played(here), played(there))
        MaskablePPO("MlpPolicy", there, n_steps=32, batch_size=32, seed=1, device="cpu").learn(128)
    finally:
        there.close()
        here.close()
        env.close()


def test_a_forked_worker_may_not_bring_an_environment():
    env = make()
    forked = SubprocVecEnv([lambda: env], start_method="fork")
    with pytest.raises((EOFError, ConnectionResetError)):  # the worker's error is on its standard error
        forked.reset()
    for worker in forked.processes:
        worker.join(10)
        assert worker.exitcode == 1
    env.reset(seed=1)
    env.close()


@pytest.mark.parametrize("way", [lambda envs: pickle.loads(pickle.dumps(envs)), copy.deepcopy], ids=["pickle", "deepcopy"])
def test_a_copy_plays_the_same(way):
    envs = VecEnv("nakamoto", num_envs=4, **HOW)
    other = way(envs)
    np.testing.assert_array_equal(played(envs), played(other))
    envs.close()
    np.testing.assert_array_equal(played(other), played(other))
    other.close()


def test_pictures():
    envs = VecEnv("nakamoto", num_envs=4, render_mode="rgb_array", **HOW)
    envs.reset()
    assert envs.render().shape == (900, 1600, 3)
    envs.close()
    envs = VecEnv("nakamoto", num_envs=2, render_mode="ansi", **HOW)
    envs.reset()
    assert all("nakamoto" in text for text in envs.env_method("render"))
    envs.close()
