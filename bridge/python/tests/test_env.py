"""What Gymnasium and learners rely on."""

import gc
import warnings
from fractions import Fraction

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env, data_equivalence
from gymnasium.utils.env_match import check_environments_match

import undermine
from undermine import registration

EVERY_WAY = [
    {},
    {"learn": "termination"},
    {"learn": "episode", "horizon": 20},
    {"space": "free", "cutoff": 8, "own": "ignored"},
    {"space": "fc16", "cutoff": 10},
    {"space": "aft20", "cutoff": 10},
    {"alpha": (0.2, 0.45), "gamma": (0, 1)},
    {"alpha": [0.2, "1/3"], "gamma": Fraction(1, 2)},
    {"illegal": "raise"},
]


def trace(env, seed, steps):
    """Everything that random legal play shows, as one array a step."""
    random = np.random.default_rng(7)
    seen = []
    observation, info = env.reset(seed=seed)
    for _ in range(steps):
        action = random.choice(np.flatnonzero(info["action_mask"]))
        observation, reward, terminated, truncated, info = env.step(action)
        assert observation in env.observation_space
        assert info["action"] == action
        told = [reward, terminated, truncated] + [info[n] for n in ("attacker_reward", "progress", "ratio", "alpha")]
        seen.append(np.concatenate([observation, info["action_mask"], told]))
        if terminated or truncated:
            observation, info = env.reset()
    return np.array(seen)


def test_ten_thousand_steps_seeded_twice_are_identical(make):
    env = make()
    first = trace(env, 42, 10_000)
    np.testing.assert_array_equal(first, trace(env, 42, 10_000))
    np.testing.assert_array_equal(first, trace(make(), 42, 10_000))
    assert not np.array_equal(first, trace(env, 43, 10_000))


@pytest.mark.parametrize("how", EVERY_WAY, ids=str)
def test_seeded_twice_in_every_way(make, how):
    np.testing.assert_array_equal(trace(make(**how), 1, 500), trace(make(**how), 1, 500))


@pytest.mark.parametrize("how", [w for w in EVERY_WAY if "illegal" not in w], ids=str)
def test_gymnasium_checker_has_nothing_to_say(make, how):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(make(**how).unwrapped)


def test_there_is_an_id_for_every_protocol():
    assert [p["name"] for p in undermine.protocols()] == list(registration.PROTOCOLS)


@pytest.mark.parametrize("protocol", registration.PROTOCOLS)
def test_gymnasium_has_nothing_to_say_of_any_id(protocol):
    id, shares = registration.id_of(protocol), {"alpha": 0.3, "gamma": 0.5}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(gymnasium.make(id, **shares).unwrapped)
        check_environments_match(gymnasium.make(id, **shares), gymnasium.make(id, **shares), 200, seed=4)


@pytest.mark.parametrize("protocol", registration.PROTOCOLS)
def test_a_vector_of_any_id_is_gymnasiums_vector_of_single_ones(protocol):
    id, shares = registration.id_of(protocol), {"alpha": 0.3, "gamma": 0.5, "horizon": 5}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ours = gymnasium.make_vec(id, num_envs=3, **shares)
        theirs = gymnasium.make_vec(id, num_envs=3, vectorization_mode="sync", **shares)
    assert ours.observation_space == theirs.observation_space and ours.action_space == theirs.action_space
    one, two = ours.reset(seed=[1, 2, 3]), theirs.reset(seed=[1, 2, 3])
    for _ in range(60):
        assert one[0] in ours.observation_space
        assert data_equivalence(one[0], two[0], exact=True)
        np.testing.assert_array_equal(one[-1]["action_mask"], two[-1]["action_mask"])
        actions = one[-1]["action_mask"].argmax(axis=1)
        one, two = ours.step(actions), theirs.step(actions)
        for mine, other in zip(one[1:4], two[1:4]):
            assert mine.dtype == other.dtype and mine.shape == other.shape
            np.testing.assert_array_equal(mine, other)
    ours.close()
    theirs.close()


def test_features_and_actions_have_names(make):
    env = make().unwrapped
    assert env.features == ["a", "h", "lead", "relevant", "active"]
    assert env.action_names == ["adopt", "override", "match", "wait"]
    assert env.observation_space.shape == (5,) and env.observation_space.dtype == np.float32
    assert env.action_space == gymnasium.spaces.Discrete(4)


def test_masks_agree(make):
    env = make()
    _, info = env.reset(seed=1)
    assert info["action_mask"].dtype == np.int8
    np.testing.assert_array_equal(info["action_mask"], env.unwrapped.action_masks())
    assert env.action_space.contains(env.action_space.sample(mask=env.unwrapped.action_masks()))


def test_an_illegal_action_is_named_with_those_allowed(make):
    env = make(illegal="raise")
    env.reset(seed=1)
    with pytest.raises(ValueError, match=r"^action 0 \(adopt\) is not legal now; allowed: 3 \(wait\)$"):
        env.step(0)
    env.step(3)


def test_an_illegal_action_becomes_the_next_legal_one(make):
    env = make()
    env.reset(seed=1)
    assert env.step(0)[4]["action"] == 3
    with pytest.raises(ValueError, match="action 4 "):
        env.step(4)


def test_drawn_shares_are_observed_and_vary(make):
    env = make(alpha=(0.2, 0.45), gamma=[0, 0.5, 1])
    assert env.unwrapped.features[-2:] == ["alpha", "gamma"]
    drawn = set()
    for seed in range(40):
        observation, info = env.reset(seed=seed)
        assert observation[-2:] == pytest.approx([info["alpha"], info["gamma"]])
        drawn.add((info["alpha"], info["gamma"]))
    alphas, gammas = zip(*drawn)
    assert len(set(alphas)) == 40 and min(alphas) >= 0.2 and max(alphas) <= 0.45
    assert set(gammas) == {0, 0.5, 1}


def test_honest_play_earns_alpha(make):
    env = make(learn="episode", horizon=20_000)
    observation, info = env.reset(seed=5)
    over = False
    while not over:
        lead = observation[2]
        observation, reward, terminated, truncated, info = env.step(0 if lead < 0 else 1)
        over = terminated or truncated
    assert terminated and not truncated
    assert reward == pytest.approx(0.35, abs=0.012)
    assert reward == pytest.approx(info["attacker_reward"] / info["progress"])


def test_ratio_is_truncated_and_termination_terminates(make):
    for how, ends in [({"learn": "ratio", "horizon": 10}, (False, True)), ({"learn": "termination", "horizon": 10}, (True, False))]:
        env = make(**how)
        env.reset(seed=1)
        over = (False, False)
        while not any(over):
            _, _, *over, _ = env.step(1)
        assert tuple(over) == ends
        with pytest.raises(RuntimeError, match="reset first"):
            env.unwrapped.step(1)


def test_step_before_reset_is_refused(make):
    with pytest.raises(RuntimeError, match="before the first reset"):
        make().unwrapped.step(3)


def test_close_twice_and_use_after(make):
    env = make().unwrapped
    env.reset(seed=1)
    env.close()
    env.close()
    with pytest.raises(RuntimeError, match="closed"):
        env.step(3)


def test_garbage_collection_closes():
    env = gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5)
    finalizer = env.unwrapped._envs.close
    del env
    gc.collect()
    assert not finalizer.alive


def test_vectors_of_gymnasium_work():
    envs = gymnasium.make_vec("undermine/Nakamoto-v0", num_envs=3, alpha=0.35, gamma=0.5)
    envs.reset(seed=1)
    for _ in range(300):
        envs.step(envs.action_space.sample())
    envs.close()


@pytest.mark.parametrize(
    "how, line",
    [
        ({"alpha": 1.5}, "alpha is 1.5; allowed: 0 to 1"),
        ({"alpha": -0.1}, "alpha is -0.1; allowed: 0 to 1"),
        ({"alpha": float("nan")}, "alpha is NaN; allowed: 0 to 1"),
        ({"alpha": "a third"}, "alpha is a third; allowed: a number, a fraction, or text such as 0.35 or 1/3"),
        ({"gamma": 2}, "gamma is 2.0; allowed: 0 to 1"),
        ({"gamma": (1, 0)}, "gamma is from 1.0 to 0.0; allowed: the lesser first"),
        ({"cutoff": 0}, "cutoff is 0; allowed: whole numbers from 1"),
        ({"cutoff": 1000000}, "cutoff is 1000000: a window of 2000002 blocks; allowed: up to 4096 blocks"),
        ({"horizon": 0}, "horizon is 0.0; allowed: 1 or more"),
        ({"learn": "reward"}, "learn is reward; allowed: ratio, termination, episode"),
        ({"space": "witholding"}, "unknown space witholding; did you mean withholding? (allowed: withholding, free, fc16, aft20)"),
        ({"k": 3}, "nakamoto has no parameter k; it has: none"),
    ],
    ids=str,
)
def test_bad_input_is_one_line(make, how, line):
    with pytest.raises(ValueError) as refused:
        make(**how)
    assert str(refused.value) == line
