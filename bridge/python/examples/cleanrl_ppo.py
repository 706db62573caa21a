"""Proximal policy optimisation in plain torch, in one file, as CleanRL writes it, on Gymnasium's own vector of environments.

    ./undermine python --with trainers bridge/python/examples/cleanrl_ppo.py --alpha 0.4 --gamma 0.5

Three things differ from CleanRL's ppo.py. Illegal actions have probability 0. An episode that is cut off (truncated) goes on
in the value of its last observation, which SAME_STEP tells in info["final_obs"]; with the default, NEXT_STEP, one step in
each episode would be a reset that must not be learnt from. And rewards are not discounted away: an attack pays late.
"""

import argparse

import gymnasium
import numpy as np
import torch
from gymnasium.vector import AutoresetMode
from torch import nn
from torch.distributions import Categorical

import undermine

ENVS, LENGTH = 256, 32  # environments, and steps of each between two updates
EPOCHS, MINIBATCHES = 4, 8
LEARNING_RATE, CLIP, ENTROPY, VALUE, MAX_NORM = 1e-3, 0.2, 0.005, 0.5, 0.5
DISCOUNT, GAE = 0.999, 0.95


class Agent(nn.Module):
    """Logits of actions, illegal ones at the least number there is, and the value of an observation."""

    def __init__(self, features: int, actions: int):
        super().__init__()
        self.actor, self.critic = network(features, actions, 0.01), network(features, 1, 1.0)

    def policy(self, seen, masks):
        return Categorical(logits=torch.where(masks, self.actor(seen), torch.finfo(torch.float32).min))

    def value(self, seen):
        return self.critic(seen).squeeze(-1)


def network(inputs: int, outputs: int, scale: float) -> nn.Sequential:
    layers = [nn.Linear(inputs, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, outputs)]
    for layer, gain in zip(layers[::2], (2**0.5, 2**0.5, scale)):
        nn.init.orthogonal_(layer.weight, gain)
        nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)  # the networks are small
    where = {"alpha": args.alpha, "gamma": args.gamma}
    envs = gymnasium.make_vec(
        "undermine/Nakamoto-v0", num_envs=ENVS, autoreset_mode=AutoresetMode.SAME_STEP, illegal="raise", **where
    )
    features, actions = envs.single_observation_space.shape[0], int(envs.single_action_space.n)
    agent = Agent(features, actions)
    optimizer = torch.optim.Adam(agent.parameters(), lr=LEARNING_RATE, eps=1e-5)

    seen = torch.zeros(LENGTH, ENVS, features)
    masks = torch.zeros(LENGTH, ENVS, actions, dtype=torch.bool)
    taken = torch.zeros(LENGTH, ENVS, dtype=torch.long)
    said, values, rewards, over = torch.zeros(4, LENGTH, ENVS)

    observation, info = envs.reset(seed=args.seed)
    updates = max(1, args.steps // (ENVS * LENGTH))
    for update in range(updates):
        optimizer.param_groups[0]["lr"] = LEARNING_RATE * (1 - update / updates)

        with torch.no_grad():
            for t in range(LENGTH):
                seen[t], masks[t] = torch.as_tensor(observation), torch.as_tensor(info["action_mask"])
                policy, values[t] = agent.policy(seen[t], masks[t]), agent.value(seen[t])
                taken[t] = policy.sample()
                said[t] = policy.log_prob(taken[t])
                observation, reward, terminated, truncated, info = envs.step(taken[t].numpy())
                rewards[t], over[t] = torch.as_tensor(reward), torch.as_tensor(terminated | truncated)
                if truncated.any():
                    final = torch.as_tensor(np.stack(info["final_obs"][truncated]))
                    rewards[t, torch.as_tensor(truncated)] += DISCOUNT * agent.value(final)
            following = agent.value(torch.as_tensor(observation))
            advantages = advantages_of(rewards, values, over, following)

        batch = [x.flatten(0, 1) for x in (seen, masks, taken, said, advantages, advantages + values)]
        for _ in range(EPOCHS):
            for which in torch.randperm(ENVS * LENGTH).chunk(MINIBATCHES):
                loss = loss_of(agent, *(x[which] for x in batch))
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(agent.parameters(), MAX_NORM)
                optimizer.step()
        print(f"{(update + 1) * ENVS * LENGTH:>10,} steps, running ratio {info['ratio'].mean():.4f}", end="\r", flush=True)
    envs.close()

    found = undermine.evaluate("nakamoto", agent.actor, steps=300_000, seed=args.seed, **where)
    print(f"\nrevenue {found.revenue.mean:.4f} (99 %: {found.revenue.low:.4f} to {found.revenue.high:.4f})")
    print(f"exactly {found.exact:.6f}, {found.gap:.6f} below the best attack")


def advantages_of(rewards, values, over, following):
    """Generalised advantage estimation, backwards in time."""
    advantages, last = torch.zeros_like(rewards), torch.zeros(ENVS)
    for t in reversed(range(LENGTH)):
        goes_on = 1 - over[t]
        error = rewards[t] + DISCOUNT * following * goes_on - values[t]
        advantages[t] = last = error + DISCOUNT * GAE * goes_on * last
        following = values[t]
    return advantages


def loss_of(agent, seen, masks, taken, said, advantages, returns):
    policy = agent.policy(seen, masks)
    ratio = (policy.log_prob(taken) - said).exp()
    advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
    clipped = torch.min(ratio * advantages, ratio.clamp(1 - CLIP, 1 + CLIP) * advantages)
    errors = 0.5 * (agent.value(seen) - returns) ** 2
    return -clipped.mean() + VALUE * errors.mean() - ENTROPY * policy.entropy().mean()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--alpha", type=float, default=0.4, help="the attacker's share of the mining power")
    parser.add_argument("--gamma", type=float, default=0.5, help="share of defenders that see the attacker's block first")
    parser.add_argument("--steps", type=int, default=500_000, help="of all environments together")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
