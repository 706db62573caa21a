"""What a trained policy earns: with dice, and exactly where a table fits."""

import inspect
import math
import sys
import time
from types import SimpleNamespace

import numpy as np

from . import gateway, lending
from .values import number, options_of, protocol_of
from .vector import AttackVectorEnv

_BATCHES = 100
_QUANTILE = 2.6264  # of Student's t, 99 degrees of freedom, 99 % two-sided
_ASKED = 1 << 14  # states a policy is asked about at once


def acting(policy):
    """``(observations, masks) -> actions``, in batches, for whatever decides.

    Args:
        policy: a trained model of Stable-Baselines3 or sb3-contrib, which plays its most likely action; a ``torch`` module
            from observations to a value for each action, of which the greatest legal one is taken; or such a function.
    """
    if hasattr(policy, "predict"):
        masked = "action_masks" in inspect.signature(policy.predict).parameters
        if masked:
            return lambda seen, masks: policy.predict(seen, action_masks=masks, deterministic=True)[0]
        return lambda seen, masks: policy.predict(seen, deterministic=True)[0]
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(policy, torch.nn.Module):

        def greatest(seen, masks):
            with torch.no_grad():
                worth = policy(torch.as_tensor(seen)).cpu().numpy()
            return np.where(masks > 0, worth, -np.inf).argmax(axis=1)

        return greatest
    if callable(policy):
        return policy
    raise ValueError(f"policy is {policy!r}; allowed: a name, a Result, a file, a model, a module, a function")


def next_legal(actions, masks):
    """Each action, or where it is illegal the next legal one in the order of the list and round it."""
    n, a = masks.shape
    order = (np.asarray(actions)[:, None] + np.arange(a)) % a
    return order[np.arange(n), np.take_along_axis(masks, order, axis=1).argmax(axis=1)]


def play(policy, *, protocol, options, alpha, gamma, steps, seed):
    """The long-run ratio with its 99 % interval: mean, low, high. As many decisions as ``steps``, in 100 batches."""
    if steps < _BATCHES:
        raise ValueError(f"steps is {steps}; allowed: from {_BATCHES}")
    envs = AttackVectorEnv(
        _BATCHES, protocol, alpha, gamma, learn="ratio", horizon=1e300, autoreset_mode="Disabled", copy=False, **options
    )
    try:
        seen, told = envs.reset(seed=seed)
        for _ in range(steps // _BATCHES):
            actions = next_legal(policy(seen.copy(), told["action_mask"].copy()), told["action_mask"])
            seen, _, _, _, told = envs.step(actions)
        earned, progress = told["attacker_reward"].copy(), told["progress"].copy()
    finally:
        envs.close()
    if progress.sum() == 0:
        raise ValueError(f"no progress in {steps} steps; take more")
    mean = earned.sum() / progress.sum()
    off = earned - mean * progress
    error = math.sqrt((off * off).sum() * _BATCHES / (_BATCHES - 1)) / progress.sum()
    return mean, mean - _QUANTILE * error, mean + _QUANTILE * error


def exactly(policy, *, protocol, options, alpha, gamma, epsilon=1e-6):
    """What the JVM says of the policy's value in the table, and of the optimum; None where the table would be too large."""
    jvm = gateway.current()
    table = jvm.ask("table", protocol=protocol_of(protocol), options=options_of(options))
    if "id" not in table:
        return None
    envs = AttackVectorEnv(1, protocol, alpha, gamma, **options)
    k, a, n = len(envs.features), len(envs.action_names), table["states"]
    envs.close()
    try:
        with lending.file(n * (4 * k + a)) as (_, file):
            jvm.method("rows")(table["id"], file)
            told = np.fromfile(file, np.uint8)
            seen = told[: 4 * n * k].view("<f4").reshape(n, k)
            masks = told[4 * n * k :].view(np.int8).reshape(n, a)
            chosen = np.empty(n, "<i4")
            for start in range(0, n, _ASKED):
                part = slice(start, start + _ASKED)
                chosen[part] = next_legal(policy(seen[part].copy(), masks[part].copy()), masks[part])
            chosen.tofile(file)
            return jvm.ask("value", id=table["id"], alpha=alpha, gamma=gamma, epsilon=epsilon, actions=file)
    finally:
        gateway.release(jvm, table["id"])


def evaluate_trained(protocol, policy, *, alpha, gamma, steps, seed, options) -> SimpleNamespace:
    """`undermine.evaluate` for what decides outside the JVM."""
    start = time.perf_counter()
    decides = acting(policy)
    about = {"protocol": protocol, "options": options, "alpha": number(alpha, "alpha"), "gamma": number(gamma, "gamma")}
    told = exactly(decides, **about)
    mean, low, high = play(decides, **about, steps=int(steps), seed=int(seed))
    found = {
        "protocol": protocol_of(protocol),
        "alpha": about["alpha"],
        "gamma": about["gamma"],
        "policy": type(policy).__name__,
        "steps": int(steps),
        "seed": int(seed),
        "revenue": {"mean": float(mean), "low": float(low), "high": float(high)},
        "exact": told and told["exact"],
        "optimum": told and told["optimum"],
        "gap": told and told["optimum"]["upper"] - told["exact"],
        "seconds": time.perf_counter() - start,
    }
    return SimpleNamespace(**{**found, "revenue": SimpleNamespace(**found["revenue"])}, json=found)
