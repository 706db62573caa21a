"""MaskablePPO of sb3-contrib on Stable-Baselines3's own kind of vector environment, evaluated while it trains.

    ./undermine python --with trainers bridge/python/examples/sb3_maskable_ppo.py --alpha 0.4 --gamma 0.5

The last policy of a training run is often worse than an earlier one: the callback keeps the best.
"""

import argparse
import tempfile

import torch
from sb3_contrib import MaskablePPO
from stable_baselines3.common.vec_env import VecMonitor

import undermine
from undermine.sb3 import RevenueCallback, VecEnv, recommended


def main():
    args = arguments()
    torch.set_num_threads(1)  # the networks are small
    where = {"alpha": args.alpha, "gamma": args.gamma}
    envs = VecMonitor(VecEnv("nakamoto", num_envs=256, illegal="raise", **where))
    with tempfile.TemporaryDirectory() as folder:
        best = RevenueCallback("nakamoto", every=100_000, path=f"{folder}/best", **where)
        model = MaskablePPO(env=envs, seed=args.seed, **recommended())
        model.learn(args.steps, callback=best)
        for found in best.history:
            print(f"{found.timesteps:>10,} steps: exactly {found.exact:.6f}")
        model = MaskablePPO.load(f"{folder}/best")
    envs.close()

    found = undermine.evaluate("nakamoto", model, steps=300_000, seed=args.seed, **where)
    print(f"revenue {found.revenue.mean:.4f} (99 %: {found.revenue.low:.4f} to {found.revenue.high:.4f})")
    print(f"exactly {found.exact:.6f}, {found.gap:.6f} below the best attack")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--alpha", type=float, default=0.4, help="the attacker's share of the mining power")
    parser.add_argument("--gamma", type=float, default=0.5, help="share of defenders that see the attacker's block first")
    parser.add_argument("--steps", type=int, default=500_000, help="of all environments together")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
