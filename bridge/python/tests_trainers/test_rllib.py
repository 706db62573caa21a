"""RLlib's PPO on its new API stack, with masks and without, in this process and in others."""

import os
import pickle
import time

import gymnasium
import numpy as np
import pytest
import ray
import torch
from gymnasium.utils.env_checker import check_env
from ray.rllib.algorithms.ppo import PPOConfig
from ray.rllib.core.columns import Columns
from ray.rllib.core.rl_module.rl_module import RLModule

import undermine
from undermine.rllib import MASKED, MaskedEnv, MaskedPPO, masked, policy

WHERE = {"alpha": 0.4, "gamma": 0.5}
PLAIN = "undermine:undermine/Nakamoto-v0"


@pytest.fixture(scope="module", autouse=True)
def local_ray():
    for last in (False, False, True):
        try:
            ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
            break
        except Exception:  # Ray gives its own processes 30 s to start, which a busy machine may not keep
            ray.shutdown()
            if last:
                raise
    yield
    ray.shutdown()


def short(config, runners=0):
    """Few steps, which end some episodes."""
    return (
        config.env_runners(num_env_runners=runners, num_envs_per_env_runner=8)
        .training(train_batch_size=1024, minibatch_size=256, num_epochs=2)
        .debugging(seed=1)
    )


def descendants():
    """Name and parent by number, of the processes below this one."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                name, _, rest = stat.read().partition("(")[2].rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, parent = rest.split()[:2]
        if state != "Z":
            found[int(pid)] = name, int(parent)
    below = {os.getpid()}
    while more := {pid for pid, (_, parent) in found.items() if parent in below} - below:
        below |= more
    return {pid: found[pid] for pid in below if pid != os.getpid()}


def listening(pids):
    """The addresses, in hexadecimal, on which any of the processes listens."""
    inodes = set()
    for pid in pids:
        try:
            inodes |= {os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")}
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = set()
    for table in ("tcp", "tcp6"):
        with open(f"/proc/net/{table}") as lines:
            for fields in map(str.split, list(lines)[1:]):
                if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                    found.add(fields[1].split(":")[0])
    return found


def test_ray_listens_on_loopback_only():
    loopback = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}
    assert listening(descendants()) and listening([*descendants(), os.getpid()]) <= loopback


def test_masked_ppo_takes_no_illegal_action():
    trained = short(masked(PPOConfig(), "nakamoto", **WHERE, horizon=20)).build_algo()
    for _ in range(3):
        told = trained.train()
    assert told["env_runners"]["num_episodes_lifetime"] > 8
    found = undermine.evaluate("nakamoto", policy(trained), **WHERE, steps=20_000)
    assert found.revenue.mean == pytest.approx(found.exact, abs=0.05) and 0 <= found.gap < 0.6
    trained.stop()


def test_ppo_without_masks_needs_only_the_id():
    trained = short(PPOConfig().environment(PLAIN, env_config=WHERE)).build_algo()
    trained.train()
    found = undermine.evaluate("nakamoto", policy(trained), **WHERE, steps=20_000)
    assert found.revenue.mean == pytest.approx(found.exact, abs=0.05) and 0 <= found.gap < 0.6
    trained.stop()


def test_without_masks_it_would_have_been_noticed():
    trained = short(PPOConfig().environment(PLAIN, env_config={**WHERE, "illegal": "raise"})).build_algo()
    with pytest.raises(RuntimeError) as told:
        trained.train()
    assert "is not legal now" in str(told.value.__cause__)
    trained.stop()


def test_each_runner_has_a_jvm_and_none_is_left():
    before = descendants()
    trained = short(masked(PPOConfig(), "nakamoto", **WHERE), runners=2).build_algo()
    told = trained.train()
    assert told["env_runners"]["num_env_steps_sampled_lifetime"] >= 1024
    started = {pid: parent for pid, (name, parent) in descendants().items() if name == "java" and pid not in before}
    assert len(set(started.values()) - {os.getpid()}) == 2
    learnt = trained.learner_group._learner.module["default_policy"].pi.state_dict()
    played = trained.get_module().pi.state_dict()  # what policy(trained) asks
    assert learnt.keys() == played.keys() and all(torch.equal(learnt[name], played[name]) for name in learnt)
    trained.stop()
    ended = time.monotonic() + 20
    while running := [pid for pid, parent in started.items() if parent != os.getpid() and pid in descendants()]:
        assert time.monotonic() < ended, running
        time.sleep(0.1)


def module():
    with MaskedEnv(protocol="nakamoto", **WHERE) as env:
        return MaskedPPO(observation_space=env.observation_space, action_space=env.action_space, model_config={})


def states(n, random):
    """Observations of any kind, and masks with at least one action."""
    masks = random.integers(0, 2, (n, 4), np.int8)
    masks[np.arange(n), random.integers(0, 4, n)] = 1
    return random.integers(0, 20, (n, 5)).astype(np.float32), masks


def test_illegal_actions_have_probability_zero_in_every_pass():
    obeying = module()
    seen, masks = map(torch.as_tensor, states(100, np.random.default_rng(1)))
    batch = {Columns.OBS: {"observations": seen, "action_mask": masks}}
    for forward in (obeying.forward_inference, obeying.forward_exploration, obeying.forward_train):
        chances = forward(batch)[Columns.ACTION_DIST_INPUTS].softmax(dim=1)
        assert (chances[masks == 0] == 0).all() and (chances[masks == 1] > 0).all()
    assert torch.equal(batch[Columns.OBS]["observations"], seen)  # left as it was: the next epoch needs it
    assert obeying.compute_values(batch).shape == (100,)


def test_a_checkpoint_plays_the_same(tmp_path):
    saved = module()
    saved.save_to_path(tmp_path / "module")
    loaded = RLModule.from_checkpoint(tmp_path / "module")
    seen, masks = states(1000, np.random.default_rng(2))
    actions = policy(saved)(seen, masks)
    assert (masks[np.arange(1000), actions] == 1).all()
    np.testing.assert_array_equal(policy(loaded)(seen, masks), actions)


def test_it_plays_what_gymnasiums_vector_plays():
    both = [
        gymnasium.make_vec(MASKED, num_envs=7, protocol="nakamoto", horizon=10, **WHERE),
        gymnasium.make_vec(PLAIN, num_envs=7, horizon=10, **WHERE),
    ]
    (seen, _), (told, info) = (envs.reset(seed=3) for envs in both)
    for _ in range(100):
        assert seen in both[0].observation_space
        np.testing.assert_array_equal(seen["observations"], told)
        np.testing.assert_array_equal(seen["action_mask"], info["action_mask"])
        actions = info["action_mask"].argmax(axis=1)
        (seen, *ours, _), (told, *theirs, info) = (envs.step(actions) for envs in both)
        np.testing.assert_array_equal(ours, theirs)
    for envs in both:
        envs.close()


def test_gymnasiums_checker():
    with MaskedEnv(protocol="nakamoto", **WHERE) as env:
        check_env(env, skip_render_check=True)
        assert pickle.loads(pickle.dumps(env)).observation_space == env.observation_space
