"""Policies whose revenue is known exactly, and what they earn in environments of any kind."""

import math

import gymnasium
import numpy as np

import undermine
from undermine.evaluation import next_legal
from undermine.registration import id_of

SHARES = {"alpha": 0.4, "gamma": 0.5}
UNIFORM = {  # any legal action, equally likely: solved in UniformPlayTest.java
    ("nakamoto", 1, 8): 0.26821056744,
    ("parallel", 3, 4): 0.35526053177,
    ("tailstorm", 2, 4): 0.33547578445,
}
STUDENT = 2.68  # 99 % two-sided, 49 degrees of freedom
ENVIRONMENTS = 50


def options(protocol, k, cutoff):
    return {"cutoff": cutoff} if protocol == "nakamoto" else {"k": k, "cutoff": cutoff}


def uniform(seed=1):
    """A policy in batches: ``(observations, masks) -> actions``."""
    random = np.random.default_rng(seed)
    return lambda seen, masks: (random.random(masks.shape) * masks).argmax(axis=1)


def optimal(protocol, k, cutoff):
    """The optimal policy by observation, and what it earns exactly. With votes, some states look alike: then a policy near it."""
    found = undermine.attack(protocol, **SHARES, **options(protocol, k, cutoff))
    frame = found.policy.frame()
    env = gymnasium.make(id_of(protocol), **SHARES, **options(protocol, k, cutoff))
    features, actions = env.unwrapped.features, env.unwrapped.action_names
    env.close()
    chosen = {}
    for *seen, action in frame[[*features, "action"]].itertuples(index=False):
        chosen.setdefault(tuple(map(float, seen)), actions.index(action))

    def policy(seen, masks):
        return next_legal(np.array([chosen[tuple(row)] for row in seen.tolist()]), masks)

    if len(chosen) == len(frame):
        return policy, found.optimum.lower
    return policy, undermine.evaluate(protocol, policy, **SHARES, **options(protocol, k, cutoff), steps=1000).exact


def interval(earned, progress):
    """Mean and half width of the ratio of sums, from one pair an environment."""
    mean = earned.sum() / progress.sum()
    off = earned - mean * progress
    return mean, STUDENT * math.sqrt((off * off).sum() * len(off) / (len(off) - 1)) / progress.sum()


def played(envs, policy, steps):
    """What a policy earns in a vector environment of Gymnasium's: mean and half width of the 99 % interval.

    Every step counts, whatever episodes they are cut into.
    """
    n = envs.num_envs
    earned, progress, over = np.zeros(n), np.zeros(n), np.zeros(n, bool)
    same = envs.metadata["autoreset_mode"].name == "SAME_STEP"
    seen, info = envs.reset(seed=5)
    for _ in range(steps):
        seen, _, terminated, truncated, info = envs.step(policy(seen, info["action_mask"]))
        over = terminated | truncated
        ended = info["final_info"] if same and over.any() else info
        earned[over] += ended["attacker_reward"][over]
        progress[over] += ended["progress"][over]
    going = np.ones(n, bool) if same else ~over
    earned[going] += info["attacker_reward"][going]
    progress[going] += info["progress"][going]
    return interval(earned, progress)
