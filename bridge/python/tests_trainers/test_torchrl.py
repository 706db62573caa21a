"""TorchRL through its own wrapper of Gymnasium. What it needs to know of masks is said in examples/torchrl_ppo.py."""

import runpy
from pathlib import Path

import gymnasium
import numpy as np
import pytest
import torch
from torchrl.data import Binary, Composite
from torchrl.envs import ActionMask, Compose, DTypeCastTransform, GymEnv, GymWrapper, TransformedEnv, default_info_dict_reader
from torchrl.envs.utils import check_env_specs

import undermine  # noqa: F401  registers the ids

ID = "undermine/Nakamoto-v0"
WHERE = {"alpha": 0.4, "gamma": 0.5, "horizon": 20}
EXAMPLE = runpy.run_path(str(Path(__file__).parents[1] / "examples" / "torchrl_ppo.py"))


def test_an_environment_by_its_id():
    env = GymEnv(ID, categorical_action_encoding=True, **WHERE)
    check_env_specs(env)
    played = env.rollout(300, break_when_any_done=False)  # random, legal or not
    assert played["next", "truncated"].sum() >= 5
    env.close()


def test_masks_of_one_environment():
    env = GymEnv(ID, categorical_action_encoding=True, illegal="raise", **WHERE)
    env.set_info_dict_reader(default_info_dict_reader(["action_mask"], spec=Composite(action_mask=Binary(4, dtype=torch.int8))))
    masked = TransformedEnv(env, Compose(DTypeCastTransform(torch.int8, torch.bool, in_keys=["action_mask"]), ActionMask()))
    check_env_specs(masked)
    legal(masked.rollout(300, break_when_any_done=False))
    masked.close()


def test_masks_of_many():
    env, actions = EXAMPLE["environment"](**WHERE)
    assert actions == 4
    check_env_specs(env)
    env.set_seed(1)
    played = env.rollout(60, break_when_any_done=False)
    legal(played)
    assert played["next", "done"].sum() > len(played)
    env.close()


def legal(played):
    assert played["action_mask"].dtype == torch.bool
    assert played["action_mask"].gather(-1, played["action"].unsqueeze(-1)).all()


def test_without_masks_it_would_have_been_noticed():
    env = GymEnv(ID, categorical_action_encoding=True, illegal="raise", **WHERE)
    with pytest.raises(ValueError, match="not legal"):
        env.rollout(300, break_when_any_done=False)
    env.close()


def test_it_plays_what_gymnasium_plays():
    n = 7
    env = GymWrapper(gymnasium.make_vec(ID, num_envs=n, autoreset_mode="Disabled", **WHERE), categorical_action_encoding=True)
    env.set_seed(3)  # resets; rollout does so again
    played = env.rollout(200, break_when_any_done=False)
    other = gymnasium.make_vec(ID, num_envs=n, autoreset_mode="SameStep", **WHERE)
    other.reset(seed=3)
    told, _ = other.reset()
    for t in range(200):
        now = played[:, t]
        np.testing.assert_array_equal(now["observation"], told)
        told, paid, terminated, truncated, info = other.step(now["action"].numpy())
        np.testing.assert_array_equal(now["next", "reward"].squeeze(-1), paid.astype(np.float32))
        np.testing.assert_array_equal(now["next", "truncated"].squeeze(-1), truncated)
        for i in truncated.nonzero()[0]:
            np.testing.assert_array_equal(now["next", "observation"][i], info["final_obs"][i])
    assert played["next", "truncated"].sum() > n
    env.close()
    other.close()
