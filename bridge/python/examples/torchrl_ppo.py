"""TorchRL's PPO through its own wrapper of Gymnasium: collector, generalised advantage estimation, clipped loss.

    ./undermine python --with trainers bridge/python/examples/torchrl_ppo.py --alpha 0.4 --gamma 0.5

Nothing of Undermine's is needed but the environment. TorchRL resets what has ended by itself (autoreset "Disabled"), reads
the mask from info, and hands it to MaskedCategorical, under which illegal actions have probability 0.
"""

import argparse

import gymnasium
import torch
from tensordict.nn import ProbabilisticTensorDictModule, ProbabilisticTensorDictSequential, TensorDictModule
from torchrl.collectors import Collector
from torchrl.data import Binary, Composite
from torchrl.envs import ActionMask, Compose, DTypeCastTransform, GymWrapper, TransformedEnv, default_info_dict_reader
from torchrl.modules import MLP, MaskedCategorical, ValueOperator
from torchrl.objectives import ClipPPOLoss
from torchrl.objectives.value import GAE

import undermine

ENVS, LENGTH = 256, 32  # environments, and steps of each between two updates
EPOCHS, MINIBATCHES, LEARNING_RATE = 4, 8, 1e-3


def environment(**how):
    """Many attacks as one TorchRL environment that knows which actions are legal."""
    envs = gymnasium.make_vec("undermine/Nakamoto-v0", num_envs=ENVS, autoreset_mode="Disabled", illegal="raise", **how)
    actions = int(envs.single_action_space.n)
    mask = Composite(action_mask=Binary(actions, shape=(ENVS, actions), dtype=torch.int8), shape=(ENVS,))
    wrapped = GymWrapper(envs, categorical_action_encoding=True)
    wrapped.set_info_dict_reader(default_info_dict_reader(["action_mask"], spec=mask))
    to_bool = DTypeCastTransform(torch.int8, torch.bool, in_keys=["action_mask"])
    return TransformedEnv(wrapped, Compose(to_bool, ActionMask())), actions  # ActionMask is for random actions


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)  # the networks are small
    where = {"alpha": args.alpha, "gamma": args.gamma}
    env, actions = environment(**where)
    env.set_seed(args.seed)

    network = {"num_cells": [64, 64], "activation_class": torch.nn.Tanh}
    logits = MLP(in_features=env.observation_spec["observation"].shape[-1], out_features=actions, **network)
    actor = ProbabilisticTensorDictSequential(
        TensorDictModule(logits, in_keys=["observation"], out_keys=["logits"]),
        ProbabilisticTensorDictModule(
            in_keys={"logits": "logits", "mask": "action_mask"},
            out_keys=["action"],
            distribution_class=MaskedCategorical,
            return_log_prob=True,
        ),
    )
    critic = ValueOperator(MLP(in_features=logits.in_features, out_features=1, **network), in_keys=["observation"])
    advantages = GAE(gamma=0.999, lmbda=0.95, value_network=critic)  # hardly discounted: an attack pays late
    loss = ClipPPOLoss(actor, critic, entropy_coeff=0.005, critic_coeff=0.5, normalize_advantage=True)
    optimizer = torch.optim.Adam(loss.parameters(), lr=LEARNING_RATE, eps=1e-5)

    updates = max(1, args.steps // (ENVS * LENGTH))
    collector = Collector(env, actor, frames_per_batch=ENVS * LENGTH, total_frames=updates * ENVS * LENGTH)
    for update, batch in enumerate(collector):
        optimizer.param_groups[0]["lr"] = LEARNING_RATE * (1 - update / updates)
        with torch.no_grad():
            advantages(batch)
        batch = batch.reshape(-1)
        for _ in range(EPOCHS):
            for which in torch.randperm(len(batch)).chunk(MINIBATCHES):
                losses = loss(batch[which])
                optimizer.zero_grad()
                (losses["loss_objective"] + losses["loss_critic"] + losses["loss_entropy"]).backward()
                torch.nn.utils.clip_grad_norm_(loss.parameters(), 0.5)
                optimizer.step()
        print(f"{(update + 1) * ENVS * LENGTH:>10,} steps, reward {batch['next', 'reward'].mean():+.4f}", end="\r", flush=True)
    collector.shutdown()

    found = undermine.evaluate("nakamoto", logits, steps=300_000, seed=args.seed, **where)
    print(f"\nrevenue {found.revenue.mean:.4f} (99 %: {found.revenue.low:.4f} to {found.revenue.high:.4f})")
    print(f"exactly {found.exact:.6f}, {found.gap:.6f} below the best attack")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--alpha", type=float, default=0.4, help="the attacker's share of the mining power")
    parser.add_argument("--gamma", type=float, default=0.5, help="share of defenders that see the attacker's block first")
    parser.add_argument("--steps", type=int, default=300_000, help="of all environments together")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
