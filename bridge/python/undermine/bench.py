"""How fast environments step, side by side with what costs nothing, and what is learnt in which time.

``python -m undermine.bench [single|vector|sb3|learn|gaps|race]``
"""

import argparse
import json
import statistics
import subprocess
import sys
import time

import gymnasium
import numpy as np

KINDS = {  # name: id and options
    "TableEnv, Nakamoto": ("undermine/Nakamoto-v0", {"table": True}),
    "AttackEnv, Nakamoto": ("undermine/Nakamoto-v0", {}),
    "AttackEnv, parallel k=8": ("undermine/Parallel-v0", {"k": 8}),
    "AttackEnv, tailstorm k=8": ("undermine/Tailstorm-v0", {"k": 8}),
}
SIZES = (1, 64, 1024, 8192)
SHARES = {"alpha": 0.35, "gamma": 0.5}
TRIVIAL = "trivial, Python"


class Trivial(gymnasium.Env):
    """Does as little as an environment can: what Gymnasium and the caller cost by themselves."""

    observation_space = gymnasium.spaces.Box(0, 1, (5,), np.float32)
    action_space = gymnasium.spaces.Discrete(4)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        return np.zeros(5, np.float32), {"action_mask": np.ones(4, np.int8)}

    def step(self, action):
        return np.zeros(5, np.float32), 0.0, False, False, {"action_mask": np.ones(4, np.int8)}


def one(env, seconds: float) -> float:
    """Steps a second of the last action that is allowed."""
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


def many(envs, seconds: float) -> float:
    """Steps a second, of all environments together, with random actions."""
    n = envs.num_envs
    actions = np.random.default_rng(1).integers(envs.single_action_space.n, size=(64, n))
    envs.reset(seed=1)
    steps, start = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        for chosen in actions[: max(1, 4096 // n)]:
            envs.step(chosen)
            steps += n
    return steps / elapsed


def compare(contestants: dict, measure, asked) -> None:
    """Measures all in turn, so many rounds after one to warm up, and prints medians beside the last one's."""
    rates = {name: [] for name in contestants}
    for _ in range(1 + asked.rounds):
        for name, envs in contestants.items():
            rates[name].append(measure(envs, asked.seconds))
    medians = {name: statistics.median(rate[1:]) for name, rate in rates.items()}
    last = list(medians)[-1]
    for name, median in medians.items():
        print(f"  {name:36} {median:14,.0f} steps/s {median / medians[last]:10.2f} x {last}")
    print(json.dumps(medians), flush=True)


def single(asked) -> None:
    start = time.perf_counter()
    made = gymnasium.make("undermine/Nakamoto-v0", **SHARES)
    print(f"first gym.make, JVM included: {time.perf_counter() - start:.2f} s")
    spins = gymnasium.make("undermine/Nakamoto-v0", spin=True, **SHARES)
    contestants = {
        "gym.make": made,
        "gym.make, unwrapped": made.unwrapped,
        "gym.make, spin": spins,
        "gym.make, spin, unwrapped": spins.unwrapped,
        TRIVIAL: Trivial(),
    }
    compare(contestants, one, asked)


def vector(asked) -> None:
    """Each kind in a process and a JVM of its own, as who trains has it: a JVM that has run several is slower at each."""
    if asked.kind is None:
        for kind in KINDS:
            subprocess.run([sys.executable, "-m", "undermine.bench", *sys.argv[1:], "--kind", kind], check=True)
        return
    id, options = KINDS[asked.kind]
    for n in SIZES:
        contestants = {}
        for t in (1, 2) if n >= 64 else (1,):
            how = f"{asked.kind}, {t} threads" if t > 1 else asked.kind
            contestants[how] = gymnasium.make_vec(id, num_envs=n, threads=t, copy=False, **SHARES, **options)
        contestants[f"SyncVectorEnv, {TRIVIAL}"] = gymnasium.vector.SyncVectorEnv([Trivial] * n)
        print(f"{n} environments", flush=True)
        compare(contestants, many, asked)
        for envs in contestants.values():
            envs.close()


def warm(envs, seconds=5) -> None:
    """Until the JVM has compiled what it runs."""
    actions = np.zeros(envs.num_envs, int)
    envs.reset()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        envs.step(actions)


def sb3(asked) -> None:
    """What share of a training run waits for the environment."""
    import torch
    from stable_baselines3 import PPO

    from .sb3 import VecEnv

    torch.set_num_threads(1)
    for name, (id, options) in KINDS.items():
        protocol = gymnasium.spec(id).kwargs["protocol"]
        shares, rates = [], []
        for _ in range(asked.rounds):
            envs = VecEnv(protocol, num_envs=256, threads=2, **SHARES, **options)
            warm(envs)
            waited, step_wait = [0.0], envs.step_wait

            def timed(waited=waited, step_wait=step_wait):
                start = time.perf_counter()
                told = step_wait()
                waited[0] += time.perf_counter() - start
                return told

            envs.step_wait = timed
            model = PPO("MlpPolicy", envs, n_steps=32, batch_size=2048, device="cpu", seed=1)
            model.learn(8192)
            waited[0], start = 0.0, time.perf_counter()
            model.learn(asked.steps, reset_num_timesteps=False)
            took = time.perf_counter() - start
            shares.append(waited[0] / took)
            rates.append(asked.steps / took)
            envs.close()
        told = f"{statistics.median(shares):.2%} of the time is spent in the environment"
        print(f"  {name:28} PPO learns from {statistics.median(rates):9,.0f} steps/s; {told}", flush=True)


def learn(asked) -> None:
    """What native training does, beside torch: networks of 10 x 64 x 64, one thread each, a second of its processor time."""
    import torch

    from . import gateway

    torch.set_num_threads(1)
    torch.manual_seed(1)

    def native(name: str) -> dict:
        words = ["bench", name, "--json", "--rounds", str(asked.rounds)]
        said = json.loads(gateway.current().method("command")(json.dumps(words)))
        if said["code"]:
            raise RuntimeError(said["err"])
        return {row["contestant"]: row["median"] for row in json.loads(said["out"])}

    def network(outputs: int):
        hidden = [torch.nn.Linear(10, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU()]
        return torch.nn.Sequential(*hidden, torch.nn.Linear(64, outputs))

    policy, critic = network(4), network(1)
    optimizer = torch.optim.Adam(policy.parameters())

    def ask(rows: int) -> None:
        with torch.no_grad():
            policy(seen[:rows]), critic(seen[:rows])

    def update(rows: int) -> None:
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(policy(seen[:rows]), wanted[:rows]).backward()
        optimizer.step()

    def rate(job, rows: int) -> float:
        """Times a second."""
        rates = []
        for _ in range(1 + asked.rounds):
            times, start = 0, time.process_time()
            while (took := time.process_time() - start) < asked.seconds / 4:
                job(rows)
                times += 1
            rates.append(times / took)
        return statistics.median(rates[1:])

    seen, wanted = torch.rand(10_240, 10), torch.zeros(10_240, 4)
    for name, median in (played := native("learn")).items():
        print(f"  {name:36} {median:14,.0f} steps/s")
    asked_both = "networks asked each time"
    torch_asks = 10_240 * rate(ask, 10_240)
    print(f"  {asked_both + ', torch':36} {torch_asks:14,.0f} steps/s {played[asked_both] / torch_asks:10.2f} x as fast natively")
    for name, median in native("update").items():
        beside = rate(update, int(name.split()[0]))
        told = f"torch {beside:8,.0f} /s {median / beside:10.2f} x as fast natively"
        print(f"  update, {name:28} {median:14,.0f} /s, {told}", flush=True)


def gaps(asked) -> None:
    """How far agents that the JVM trains stay below the certified optimum of Nakamoto, in percent of it; a line a point."""
    import undermine

    ends = f"{asked.seconds:g} s each" + (f" or until {asked.gap:g} %" if asked.gap else "")
    print(f"{asked.agent}, {ends}, seeds 0 to {asked.rounds - 1}: gaps, and when half a percent was reached", flush=True)
    options = {"seconds": asked.seconds, "gap": asked.gap}
    for alpha in (0.35, 0.4, 0.45):
        for gamma in (0, 0.5, 0.9):
            cells = []
            for seed in range(asked.rounds):
                found = undermine.train("nakamoto", asked.agent, alpha=alpha, gamma=gamma, seed=seed, **options)
                best = max(found.curve, key=lambda point: point["value"])
                share = 1 - best["value"] / found.optimum["lower"]
                soon = next((p["seconds"] for p in found.curve if p["value"] > 0.995 * found.optimum["lower"]), None)
                cells.append(f"{share:.2%} ({soon:.0f} s)" if soon else f"{share:.2%} (-)")
            print(f"alpha {alpha:.2f}, gamma {gamma:.1f}   " + "   ".join(cells), flush=True)


def race(asked) -> None:
    """Seconds until half a percent below the certified optimum of Nakamoto: PPO in the JVM, and MaskablePPO of sb3-contrib."""
    import torch
    from sb3_contrib import MaskablePPO

    import undermine
    from undermine.sb3 import RevenueCallback, VecEnv, recommended

    torch.set_num_threads(1)
    longest, gap = asked.seconds, 0.5
    near = {"n_steps": 64, "batch_size": 2048, "gae_lambda": 0.98, "ent_coef": 0.01}
    print(f"seconds to {gap} % below the optimum, at most {longest:g}; gamma 1/2, seeds 0 to {asked.rounds - 1}", flush=True)
    for alpha in (0.35, 0.4, 0.45):
        shares = {"alpha": alpha, "gamma": 0.5}
        for seed in range(asked.rounds):
            start = time.perf_counter()
            found = undermine.train("nakamoto", **shares, seconds=longest, gap=gap, seed=seed)
            native = time.perf_counter() - start
            native_gap = found.gap / found.optimum["upper"]

            start = time.perf_counter()
            envs = VecEnv("nakamoto", num_envs=256, **shares)
            watch = RevenueCallback("nakamoto", every=50_000, steps=1_000, gap=gap, **shares)
            model = MaskablePPO(env=envs, seed=seed, **recommended() | (near if alpha < 0.4 else {}))
            model.learn(4_000_000 if alpha < 0.4 else 500_000, callback=watch)
            envs.close()
            other = time.perf_counter() - start
            other_gap = watch.best.gap / watch.best.optimum["upper"]
            print(
                f"alpha {alpha:.2f}, seed {seed}   native {native:4.0f} s, {native_gap:.2%}   MaskablePPO {other:4.0f} s, "
                f"{other_gap:.2%}   {other / native:.1f} times",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m undermine.bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=["single", "vector", "sb3", "learn", "gaps", "race"], default="single")
    parser.add_argument("--kind", choices=KINDS, help="of environments, for vector; all, in turn, by default")
    parser.add_argument("--seconds", type=float, help="of each measurement, 1 by default; of each training, 60 by default")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median is taken; for gaps, seeds")
    parser.add_argument("--agent", choices=["ppo", "dqn", "q"], default="ppo", help="for gaps")
    parser.add_argument("--gap", type=float, help="for gaps: percent below the optimum where a training ends")
    parser.add_argument("--steps", type=int, default=65_536, help="of training, for sb3")
    asked = parser.parse_args()
    asked.seconds = asked.seconds or (60 if asked.name in ("gaps", "race") else 1)
    import undermine  # noqa: F401  registers the ids

    {"single": single, "vector": vector, "sb3": sb3, "learn": learn, "gaps": gaps, "race": race}[asked.name](asked)


if __name__ == "__main__":
    main()
