"""RLlib's PPO with masks, on its new API stack.

    ./undermine python --with trainers bridge/python/examples/rllib_ppo.py --alpha 0.4 --gamma 0.5

With --runners 2 two processes of Ray play, each with a JVM of its own; with 0 this one plays. Ray starts several processes in
any case, and takes its time for it.
"""

import argparse
import os

os.environ.update(  # before Ray is imported
    RAY_USAGE_STATS_ENABLED="0",
    RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER="0",  # what has Ray listen on the loopback address only, on Linux too
    http_proxy="http://127.0.0.1:9",  # nobody there: Ray asks the network in which cloud it runs
)

import ray  # noqa: E402
import torch  # noqa: E402
from ray.rllib.algorithms.ppo import PPOConfig  # noqa: E402
from ray.rllib.core.rl_module.default_model_config import DefaultModelConfig  # noqa: E402

import undermine  # noqa: E402
from undermine.rllib import masked, policy  # noqa: E402

ENVS, LENGTH = 256, 32  # environments, and steps of each between two updates


def main():
    args = arguments()
    torch.set_num_threads(1)  # the networks are small
    ray.init(num_cpus=max(2, args.runners), include_dashboard=False, log_to_driver=False)
    where = {"alpha": args.alpha, "gamma": args.gamma}
    config = (
        masked(PPOConfig(), "nakamoto", **where)
        .env_runners(
            num_env_runners=args.runners,
            num_envs_per_env_runner=ENVS // max(1, args.runners),
            rollout_fragment_length=LENGTH,
        )
        .rl_module(model_config=DefaultModelConfig(fcnet_hiddens=[64, 64], vf_share_layers=False))
        .training(
            train_batch_size=ENVS * LENGTH,
            minibatch_size=1024,
            num_epochs=4,
            lr=[[0, 1e-3], [args.steps, 0]],  # falls as training goes on
            gamma=0.999,  # the discount: an attack pays late
            lambda_=0.95,
            clip_param=0.2,
            vf_loss_coeff=0.5,
            vf_clip_param=1e9,
            use_kl_loss=False,
            entropy_coeff=0.005,
            grad_clip=0.5,
        )
        .debugging(seed=args.seed)
    )
    trained = config.build_algo()
    steps = 0
    while steps < args.steps:
        told = trained.train()["env_runners"]
        steps = int(told["num_env_steps_sampled_lifetime"])
        print(f"{steps:>10,} steps, return {told.get('episode_return_mean', float('nan')):+.2f}", end="\r", flush=True)

    found = undermine.evaluate("nakamoto", policy(trained), steps=300_000, seed=args.seed, **where)
    trained.stop()
    ray.shutdown()
    print(f"\nrevenue {found.revenue.mean:.4f} (99 %: {found.revenue.low:.4f} to {found.revenue.high:.4f})")
    print(f"exactly {found.exact:.6f}, {found.gap:.6f} below the best attack")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--alpha", type=float, default=0.4, help="the attacker's share of the mining power")
    parser.add_argument("--gamma", type=float, default=0.5, help="share of defenders that see the attacker's block first")
    parser.add_argument("--steps", type=int, default=100_000, help="of all environments together")
    parser.add_argument("--runners", type=int, default=0, help="processes that play")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
