"""Stable-Baselines3 on its own kind of vector environment."""

import numpy as np
import pytest
from sb3_contrib import MaskablePPO
from stable_baselines3 import DQN, PPO
from stable_baselines3.common.vec_env import VecMonitor, VecNormalize

import gymnasium
import undermine  # noqa: F401  registers the ids
from undermine.sb3 import RevenueCallback, VecEnv


@pytest.fixture
def envs():
    made = VecEnv("nakamoto", num_envs=16, alpha=0.4, gamma=0.5, horizon=20)
    yield made
    made.close()


def test_it_plays_what_gymnasiums_vector_plays(envs):
    envs.seed(3)
    seen = envs.reset()
    other = gymnasium.make_vec(
        "undermine/Nakamoto-v0", num_envs=16, alpha=0.4, gamma=0.5, horizon=20, autoreset_mode="SameStep"
    )
    told, info = other.reset(seed=3)
    ended = 0
    for _ in range(300):
        np.testing.assert_array_equal(seen, told)
        masks = np.stack(envs.env_method("action_masks"))
        np.testing.assert_array_equal(masks, info["action_mask"])
        actions = masks.argmax(axis=1)
        seen, rewards, dones, infos = envs.step(actions)
        told, paid, terminated, truncated, info = other.step(actions)
        np.testing.assert_array_equal(rewards, paid.astype(np.float32))
        np.testing.assert_array_equal(dones, terminated | truncated)
        for i in dones.nonzero()[0]:
            ended += 1
            np.testing.assert_array_equal(infos[i]["terminal_observation"], info["final_obs"][i])
            assert infos[i]["TimeLimit.truncated"] and infos[i]["progress"] >= 20
    assert ended > 16
    other.close()


@pytest.mark.parametrize("trainer", [PPO, MaskablePPO, DQN])
def test_it_trains_through_the_usual_wrappers(envs, trainer, tmp_path):
    how = {"learning_starts": 64, "buffer_size": 1000} if trainer is DQN else {"n_steps": 32, "batch_size": 64}
    wrapped = VecNormalize(VecMonitor(envs))
    model = trainer("MlpPolicy", wrapped, seed=1, device="cpu", **how).learn(2048)
    assert len(model.ep_info_buffer) > 0
    model.save(tmp_path / "model")
    wrapped.save(str(tmp_path / "normalize"))
    again = trainer.load(tmp_path / "model", env=VecNormalize.load(str(tmp_path / "normalize"), VecMonitor(envs)))
    again.learn(512)


def test_the_same_seed_trains_the_same_agent():
    def trained():
        envs = VecEnv("nakamoto", num_envs=8, alpha=0.4, gamma=0.5)
        model = MaskablePPO("MlpPolicy", envs, n_steps=32, batch_size=64, seed=5, device="cpu").learn(1024)
        envs.close()
        return np.concatenate([p.detach().numpy().ravel() for p in model.policy.parameters()])

    np.testing.assert_array_equal(trained(), trained())


def test_the_callback_keeps_the_best(tmp_path):
    envs = VecEnv("nakamoto", num_envs=64, alpha=0.4, gamma=0.5, cutoff=10)
    watch = RevenueCallback("nakamoto", alpha=0.4, gamma=0.5, cutoff=10, every=4096, steps=10_000, path=tmp_path / "best")
    model = MaskablePPO("MlpPolicy", envs, n_steps=32, batch_size=512, seed=1, device="cpu")
    model.learn(16_384, callback=watch)
    assert [found.timesteps for found in watch.history] == [4096, 8192, 12288, 16384, 16384]
    assert watch.best.exact == max(found.exact for found in watch.history)
    best = undermine.evaluate("nakamoto", MaskablePPO.load(tmp_path / "best"), alpha=0.4, gamma=0.5, cutoff=10, steps=10_000)
    assert best.exact == pytest.approx(watch.best.exact, abs=1e-12)
    assert best.gap == pytest.approx(best.optimum["upper"] - best.exact)
    envs.close()
