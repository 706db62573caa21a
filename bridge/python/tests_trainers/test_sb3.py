"""Stable-Baselines3 on its own kind of vector environment."""

import sys
from pathlib import Path

import numpy as np
import pytest
from sb3_contrib import MaskablePPO
from stable_baselines3 import DQN, PPO
from stable_baselines3.common.vec_env import VecMonitor, VecNormalize

import gymnasium
import undermine  # noqa: F401  registers the ids
from undermine.sb3 import RevenueCallback, VecEnv

sys.path.append(str(Path(__file__).parents[1] / "tests"))
import exactness  # noqa: E402
import trajectories  # noqa: E402


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


@pytest.mark.parametrize("n", [1, 7, 1024])
@pytest.mark.parametrize("name", trajectories.PLAYED)
def test_it_repeats_the_recorded_trajectories(name, n):
    protocol, what = trajectories.PLAYED[name]
    envs = VecEnv(protocol, num_envs=n, **what)
    envs.seed(trajectories.SEED)
    envs.reset()
    rows = {i: [] for i in trajectories.NUMBERS if i < n}
    for step in range(trajectories.STEPS):
        actions = trajectories.choose(np.stack(envs.env_method("action_masks")), np.full(n, step))
        seen, paid, dones, infos = envs.step(actions)
        for i in rows:
            shown = infos[i]["terminal_observation"] if dones[i] else seen[i]
            ended = dones[i] and 1 + infos[i]["TimeLimit.truncated"]
            rows[i].append([actions[i], paid[i], ended, *shown])
    for i, played in rows.items():
        np.testing.assert_array_equal(played, trajectories.recorded(name, i).astype(np.float32))
    envs.close()


@pytest.mark.parametrize("learn", ["ratio", "termination", "episode"])
@pytest.mark.parametrize("kind", ["uniform", "optimal"])
def test_policies_earn_in_it_what_they_earn_exactly(kind, learn):
    which = ("nakamoto", 1, 8)
    policy, exact = exactness.optimal(*which) if kind == "optimal" else (exactness.uniform(), exactness.UNIFORM[which])
    how = {"learn": learn, "horizon": 300, **exactness.options(*which), **exactness.SHARES}
    envs = VecEnv("nakamoto", num_envs=exactness.ENVIRONMENTS, **how)
    envs.seed(5)
    seen = envs.reset()
    earned, progress = np.zeros(exactness.ENVIRONMENTS), np.zeros(exactness.ENVIRONMENTS)
    for _ in range(2000):
        seen, _, dones, infos = envs.step(policy(seen, np.stack(envs.env_method("action_masks"))))
        for i in dones.nonzero()[0]:
            earned[i] += infos[i]["attacker_reward"]
            progress[i] += infos[i]["progress"]
    envs.close()
    mean, half = exactness.interval(earned, progress)
    assert abs(mean - exact) < half < 0.03
