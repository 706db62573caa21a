"""Steps per second of one environment, beside one written in Python alone: ``python -m undermine.bench``."""

import argparse
import json
import statistics
import time

import gymnasium
import numpy as np


class Trivial(gymnasium.Env):
    """Does as little as an environment can: what Gymnasium and the caller cost by themselves."""

    observation_space = gymnasium.spaces.Box(0, 1, (5,), np.float32)
    action_space = gymnasium.spaces.Discrete(4)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        return np.zeros(5, np.float32), {"action_mask": np.ones(4, np.int8)}

    def step(self, action):
        return np.zeros(5, np.float32), 0.0, False, False, {"action_mask": np.ones(4, np.int8)}


def steps_per_second(env, seconds: float) -> float:
    """Plays the last action that is allowed, as fast as it goes."""
    _, info = env.reset(seed=1)
    steps, start = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        for _ in range(256):
            action = info["action_mask"].nonzero()[0][-1]
            _, _, terminated, truncated, info = env.step(action)
            if terminated or truncated:
                _, info = env.reset()
        steps += 256
    return steps / elapsed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m undermine.bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=7, help="of which the median is taken")
    asked = parser.parse_args()
    import undermine  # noqa: F401  registers the ids

    start = time.perf_counter()
    made = gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5)
    print(f"first gym.make, JVM included: {time.perf_counter() - start:.2f} s")
    envs = {"undermine, gym.make": made, "undermine, unwrapped": made.unwrapped, "trivial, Python": Trivial()}
    for env in envs.values():
        steps_per_second(env, asked.seconds)
    rates = {name: [] for name in envs}
    for _ in range(asked.rounds):
        for name, env in envs.items():
            rates[name].append(steps_per_second(env, asked.seconds))
    medians = {name: statistics.median(rate) for name, rate in rates.items()}
    for name, median in medians.items():
        print(f"{name:22} {median:12,.0f} steps/s   {median / medians['trivial, Python']:.4f} of trivial")
    print(json.dumps(medians))


if __name__ == "__main__":
    main()
