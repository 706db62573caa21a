"""For RLlib (Ray 2.60, its new API stack): environments whose observations hold the mask, and a PPO module that obeys it.

>>> from ray.rllib.algorithms.ppo import PPOConfig
>>> config = masked(PPOConfig(), "nakamoto", alpha=0.35, gamma=0.5).env_runners(num_envs_per_env_runner=64)
>>> trained = config.build_algo()
>>> trained.train()
>>> undermine.evaluate("nakamoto", policy(trained), alpha=0.35, gamma=0.5)

RLlib's algorithms without masks need nothing of this: ``.environment("undermine:undermine/Nakamoto-v0", env_config={"alpha":
0.35, "gamma": 0.5})``. The part before the colon has each process of Ray import the package; each starts a JVM of its own.
"""

import gymnasium
import numpy as np
import torch
from gymnasium.spaces import Box, Dict
from gymnasium.vector.utils import batch_space
from ray.rllib.algorithms.ppo.torch.default_ppo_torch_rl_module import DefaultPPOTorchRLModule
from ray.rllib.core.columns import Columns
from ray.rllib.core.rl_module.rl_module import RLModule, RLModuleSpec
from ray.rllib.utils.torch_utils import FLOAT_MIN

from .env import AttackEnv
from .vector import AttackVectorEnv

MASKED = "undermine.rllib:undermine/Masked-v0"  # protocol, alpha, gamma and all others in env_config


def masked(config, protocol, **how):
    """A ``PPOConfig`` that trains on `protocol` and never takes an illegal action; changed and returned.

    Args:
        config: a ``PPOConfig`` of the new API stack, with torch. Its ``num_envs_per_env_runner`` environments are stepped by
            one call into the JVM.
        protocol, how: as for `undermine.env.AttackEnv`, which see; ``alpha`` and ``gamma`` are required. ``illegal`` is
            ``"raise"`` if not given.
    """
    how = {"protocol": protocol, "illegal": "raise", **how}
    return (
        config.environment(MASKED, env_config=how)
        .env_runners(gym_env_vectorize_mode="vector_entry_point")
        .rl_module(rl_module_spec=RLModuleSpec(module_class=MaskedPPO))
    )


def policy(trained):
    """What `undermine.evaluate` takes: a function ``(observations, masks) -> actions`` that plays the most likely legal action.

    Connectors of one's own between environment and module, such as filters of observations, are not applied.

    Args:
        trained: an ``Algorithm``, or the ``RLModule`` of one that chooses by logits; trained with masks or without.
    """
    module = trained if isinstance(trained, RLModule) else trained.get_module()

    def most_likely(seen, masks):
        seen, legal = torch.as_tensor(seen), torch.as_tensor(masks)
        if isinstance(module, MaskedPPO):
            seen = {"observations": seen, "action_mask": legal}
        with torch.no_grad():
            logits = module.forward_inference({Columns.OBS: seen})[Columns.ACTION_DIST_INPUTS]
        return _legal(logits, legal).argmax(dim=1).numpy()

    return most_likely


class MaskedPPO(DefaultPPOTorchRLModule):
    """RLlib's own module for PPO, but that illegal actions have probability 0. Whatever ``model_config`` sets is as there.

    Observations: a dict of ``observations``, which the networks see, and ``action_mask``.
    """

    def __init__(self, *, observation_space, **how):
        super().__init__(observation_space=observation_space["observations"], **how)
        self.observation_space = observation_space  # what a checkpoint makes the module from

    def _forward(self, batch, **how):
        return _obeying(super()._forward(_seen(batch), **how), batch)

    def _forward_train(self, batch, **how):
        return _obeying(super()._forward_train(_seen(batch), **how), batch)

    def compute_values(self, batch, embeddings=None):
        return super().compute_values(_seen(batch), embeddings)


def _seen(batch):
    return {**batch, Columns.OBS: batch[Columns.OBS]["observations"]}


def _obeying(answer, batch):
    logits = answer[Columns.ACTION_DIST_INPUTS]
    return {**answer, Columns.ACTION_DIST_INPUTS: _legal(logits, batch[Columns.OBS]["action_mask"])}


def _legal(logits, masks):
    return torch.where(masks > 0, logits, FLOAT_MIN)


class MaskedEnv(AttackEnv):
    """`undermine.env.AttackEnv`, observed as a dict of ``observations`` and ``action_mask`` (int8, shape (a,))."""

    def __init__(self, **how):
        super().__init__(**how)
        self.observation_space = _with_mask(self.observation_space, self.action_space)

    def _observation(self):
        return {"observations": super()._observation(), "action_mask": self.action_masks()}


class MaskedVectorEnv(AttackVectorEnv):
    """`undermine.vector.AttackVectorEnv`, observed as a dict of ``observations`` and ``action_mask`` (int8, shape (n, a))."""

    def __init__(self, num_envs=1, **how):
        super().__init__(num_envs, **how)
        self.single_observation_space = _with_mask(self.single_observation_space, self.single_action_space)
        self.observation_space = batch_space(self.single_observation_space, num_envs)

    def reset(self, **how):
        seen, infos = super().reset(**how)
        return {"observations": seen, "action_mask": infos["action_mask"]}, infos

    def step(self, actions):
        seen, *told, infos = super().step(actions)
        return {"observations": seen, "action_mask": infos["action_mask"]}, *told, infos


def _with_mask(observations, actions):
    return Dict({"observations": observations, "action_mask": Box(0, 1, (actions.n,), np.int8)})


def _register():
    id = MASKED.partition(":")[2]
    if id not in gymnasium.registry:
        gymnasium.register(id, entry_point=MaskedEnv, vector_entry_point=MaskedVectorEnv)


_register()
