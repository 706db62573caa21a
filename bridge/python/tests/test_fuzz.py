"""Whatever comes from the trainer's side, nothing crashes, hangs or goes wrong unseen: ``--corruptions 1000000`` for a long run."""

import os
import re
import socket

import gymnasium
import numpy as np
import pytest
import undermine
from undermine import gateway

N = 64
HOW = {"alpha": 0.35, "gamma": 0.5, "horizon": 20, "threads": 2}


@pytest.fixture
def corruptions(pytestconfig):
    return pytestconfig.getoption("--corruptions")


def vector(**how):
    return gymnasium.make_vec("undermine/Nakamoto-v0", num_envs=N, **{**HOW, **how})


def legal(masks, random):
    return (random.random(masks.shape) * masks).argmax(axis=1)


def bad_actions(masks, random, kind):
    """Numbers that are no action, or that are not allowed now, for each environment."""
    if kind == 0:
        return random.integers(-(1 << 31), 1 << 31, N)
    if kind == 1:
        return random.choice([-1, masks.shape[1], 1 << 30, -(1 << 31), (1 << 31) - 1], N)
    return masks.argmin(axis=1)


def test_actions_that_are_none_or_not_allowed(corruptions):
    print("seed 1")
    random = np.random.default_rng(1)
    envs, clean = vector(illegal="raise"), vector()
    _, info = envs.reset(seed=2)
    clean.reset(seed=2)
    made = 0
    while made < corruptions:
        masks = info["action_mask"]
        good = legal(masks, random)
        for kind in range(3):
            where = random.random(N) < 0.05
            wrong = np.where(where, bad_actions(masks, random, kind), good)
            where &= (wrong < 0) | (wrong >= masks.shape[1]) | (masks[np.arange(N), wrong % masks.shape[1]] == 0)
            over = clean._memory.ended != 0
            where &= ~over
            if not where.any():
                continue
            made += where.sum()
            with pytest.raises(ValueError) as refused:
                envs.step(wrong)
            i = where.argmax()
            said = re.fullmatch(r"environment (\d+): action (-?\d+)(?: \(\w+\))? is not legal now; allowed: (.*)", str(refused.value))
            assert said and (int(said[1]), int(said[2])) == (i, wrong[i]), refused.value
            assert [int(a) for a in re.findall(r"(\d+) \(", said[3])] == masks[i].nonzero()[0].tolist()
        seen, paid, *_, info = envs.step(good)
        expected, owed, *_, told = clean.step(good)
        np.testing.assert_array_equal(seen, expected)
        np.testing.assert_array_equal(paid, owed)
    envs.close()
    clean.close()


@pytest.mark.parametrize("actions", [np.full(N, np.nan), np.full(N, 1.0), np.ones((N, 1), int), np.ones(N - 1, int), "1" * N, None, [[]] * N])
def test_what_is_no_array_of_actions(actions):
    envs = vector()
    envs.reset(seed=1)
    with pytest.raises(ValueError, match=r"allowed: \(64,\), whole numbers"):
        envs.step(actions)
    envs.step(np.full(N, 3))
    envs.close()


@pytest.mark.parametrize("action", [np.nan, 1.5, "3", None, 1 << 40, [3, 3]])
def test_what_is_no_action(make, action):
    env = make().unwrapped
    env.reset(seed=1)
    with pytest.raises(ValueError, match="allowed: the number of a legal action"):
        env.step(action)
    env.step(3)


def test_the_header_and_what_the_trainer_does_not_own(corruptions):
    print("seed 2")
    random = np.random.default_rng(2)
    envs, clean = vector(), vector()
    (_, info), _ = envs.reset(seed=3), clean.reset(seed=3)
    memory = envs._memory
    header = np.frombuffer(memory._memory, np.uint8, 64)
    answers = [memory.observations, memory.masks, memory.rewards, memory.ended, memory.progress, memory.ratios]
    for _ in range(max(1, corruptions // 200)):
        actions = legal(info["action_mask"], random)
        header[random.integers(64, size=40)] = random.integers(256, size=40)
        memory.sleeps[0], memory.jvm_sleeps[0] = random.integers(-1, 2, size=2)  # a lie costs time, no more
        for section in answers:
            section.reshape(-1).view(np.uint8)[random.integers(section.nbytes, size=17)] = random.integers(256, size=17)
        told, (*expected, info) = envs.step(actions), clean.step(actions)
        for mine, other in zip(told, expected):
            np.testing.assert_array_equal(mine, other)
    envs.close()
    clean.close()


def test_resets_and_seeds_of_any_kind():
    print("seed 3")
    random = np.random.default_rng(3)
    envs = vector()
    envs.reset(seed=1)
    for _ in range(300):
        envs._memory.resets[:] = random.integers(-128, 128, N) if random.random() < 0.5 else random.integers(4, size=N)
        envs._memory.seeds[:] = random.integers(-(1 << 63), 1 << 63, N)
        wrong = np.flatnonzero((envs._memory.resets < 0) | (envs._memory.resets > 3))
        if len(wrong):
            with pytest.raises(ValueError, match=rf"^reset of environment {wrong[0]} is .*; allowed: 0 to 3$"):
                envs._envs.reset()
        else:
            envs._envs.reset()
            assert (envs._memory.masks.sum(axis=1) > 0).all()
    envs.close()


@pytest.mark.parametrize("spin", [False, True])
def test_bells_that_mean_nothing(spin, corruptions):
    print("seed 4")
    random = np.random.default_rng(4)
    for _ in range(max(10, corruptions // 2000)):
        env = gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5, spin=spin).unwrapped
        env.reset(seed=1)
        bell = env._envs._doorbell
        if random.random() < 0.5:
            env._memory.bell[0] = 4 * random.integers(3, 1 << 29) + random.integers(4)  # not the next
            bell._wake()
        else:
            os.write(bell._asks.descriptor, bytes([0]) + random.bytes(random.integers(20)))
        assert bell._heard.poll(10_000)  # the JVM has hung up
        with pytest.raises((undermine.JvmDied, RuntimeError)):
            for _ in range(100):  # until the JVM has come to it
                env._envs.step()
        env.close()
    assert undermine.protocols()[0]["name"] == "nakamoto"


def test_handshakes_of_strangers(corruptions):
    print("seed 5")
    random = np.random.default_rng(5)
    port = gateway.current()._py4j.gateway_parameters.port
    starts = [b"", b"A\n", b"A\n\n", b"c\nt\nprotocols\ne\n", b"A\nguess\nc\nt\nprotocols\ne\n", b"r\nu\njava\ne\n"]
    for _ in range(max(20, corruptions // 100)):
        said = b""
        with socket.create_connection(("127.0.0.1", port), timeout=10) as stranger:
            try:
                stranger.sendall(starts[random.integers(len(starts))] + random.bytes(random.integers(1, 200)) + b"\n")
                stranger.shutdown(socket.SHUT_WR)
                while more := stranger.recv(4096):
                    said += more
            except (ConnectionResetError, BrokenPipeError, OSError):
                pass
        assert b"!y" not in said and b"nakamoto" not in said
    assert undermine.protocols()[0]["name"] == "nakamoto"
