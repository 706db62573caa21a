"""What a trained policy earns: with dice, and exactly where a table fits."""

import inspect
import math
import sys
import time
import weakref
from types import SimpleNamespace

import numpy as np

from . import gateway, lending
from .agent import Agent
from .result import Learned, Policy
from .values import number, options_of, protocol_of
from .vector import AttackVectorEnv

_BATCHES = 100
_QUANTILE = 2.6264  # of Student's t, 99 degrees of freedom, 99 % two-sided
_ASKED = 1 << 14  # states a policy is asked about at once


def acting(policy):
    """``(observations, masks) -> actions``, in batches, for whatever decides.

    Args:
        policy: a trained model of Stable-Baselines3 or sb3-contrib, which plays its most likely action, on
            observations normalised as its ``VecNormalize`` does, if it has one; a ``torch`` module from observations to a
            value for each action, of which the greatest legal one is taken; or such a function.
    """
    if hasattr(policy, "predict"):
        normalize = getattr(policy, "get_vec_normalize_env", lambda: None)()
        as_trained = normalize.normalize_obs if normalize is not None else lambda seen: seen
        if "action_masks" in inspect.signature(policy.predict).parameters:
            return lambda seen, masks: policy.predict(as_trained(seen), action_masks=masks, deterministic=True)[0]
        return lambda seen, masks: policy.predict(as_trained(seen), deterministic=True)[0]
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
        if isinstance(policy, Agent):
            space = envs.single_observation_space
            policy.check(envs.features, space.low, space.high, envs.action_names)
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


class Table:
    """A compiled attack, every state of which a trained policy is asked about."""

    def __init__(self, jvm, made: dict):
        self._jvm, self._id = jvm, made["id"]
        self.close = weakref.finalize(self, gateway.release, jvm, self._id)
        n, k, a = made["states"], made["features"], made["actions"]
        self._shown = made["shown"]
        with lending.file(n * (4 * k + a)) as (_, file):
            jvm.method("rows")(self._id, file)
            told = np.fromfile(file, np.uint8)
        self._seen = told[: 4 * n * k].view("<f4").reshape(n, k)
        self._masks = told[4 * n * k :].view(np.int8).reshape(n, a)
        self._best = {}

    @classmethod
    def of(cls, protocol, options) -> "Table | None":
        """None where it would be too large."""
        jvm = gateway.current()
        made = jvm.ask("table", protocol=protocol_of(protocol), options=options_of(options))
        return cls(jvm, made) if "id" in made else None

    def best(self, alpha, gamma, epsilon=1e-6) -> dict:
        """The summary of the best attack, found once."""
        at = alpha, gamma, epsilon
        if at not in self._best:
            self._best[at] = self._jvm.ask("best", id=self._id, alpha=alpha, gamma=gamma, epsilon=epsilon)
        return self._best[at]

    def learned(self, decides, alpha, gamma) -> Learned:
        told = self._value(decides, alpha, gamma, keep=True)
        return Learned(self.best(alpha, gamma), told["exact"], Policy(self._jvm, told["id"]))

    def value(self, decides, alpha, gamma) -> float:
        """What it earns in the long run."""
        return self._value(decides, alpha, gamma)["exact"]

    def _value(self, decides, alpha, gamma, keep=False) -> dict:
        if isinstance(decides, Agent):
            decides.check(**self._shown)
        chosen = np.empty(len(self._seen), "<i4")
        for start in range(0, len(chosen), _ASKED):
            part = slice(start, start + _ASKED)
            masks = self._masks[part].copy()
            chosen[part] = next_legal(decides(self._seen[part].copy(), masks), masks)
        with lending.file(chosen.nbytes) as (_, file):
            chosen.tofile(file)
            return self._jvm.ask("value", id=self._id, alpha=alpha, gamma=gamma, actions=file, keep=keep)


def evaluate_trained(protocol, policy, *, alpha, gamma, steps, seed, options, table) -> SimpleNamespace:
    """`undermine.evaluate` for what decides outside the JVM; ``table``: what `Table.of` the protocol and the options is."""
    start = time.perf_counter()
    decides = acting(policy)
    alpha, gamma = number(alpha, "alpha"), number(gamma, "gamma")
    exact = table and table.value(decides, alpha, gamma)
    optimum = table and table.best(alpha, gamma)["optimum"]
    about = {"protocol": protocol, "options": options, "alpha": alpha, "gamma": gamma}
    mean, low, high = play(decides, **about, steps=int(steps), seed=int(seed))
    found = {
        "protocol": protocol_of(protocol),
        "alpha": alpha,
        "gamma": gamma,
        "policy": type(policy).__name__,
        "steps": int(steps),
        "seed": int(seed),
        "revenue": {"mean": float(mean), "low": float(low), "high": float(high)},
        "exact": exact,
        "optimum": optimum,
        "gap": table and optimum["upper"] - exact,
        "seconds": time.perf_counter() - start,
    }
    return SimpleNamespace(**{**found, "revenue": SimpleNamespace(**found["revenue"])}, json=found)
