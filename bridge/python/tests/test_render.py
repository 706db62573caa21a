"""What environments look like."""

import sys
import warnings

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

import undermine  # noqa: F401  registers the ids
from undermine import registration, render

SHAPE = (450, 800, 3)


def frames(env, steps, seed=3):
    """What random legal play looks like: what was rendered, and the info that goes with it."""
    random = np.random.default_rng(seed)
    _, info = env.reset(seed=seed)
    yield env.render(), info
    for _ in range(steps):
        *_, terminated, truncated, info = env.step(random.choice(np.flatnonzero(info["action_mask"])))
        yield env.render(), info
        if terminated or truncated:
            _, info = env.reset()


@pytest.mark.parametrize("mode", [None, *render.MODES])
@pytest.mark.parametrize("how", [{}, {"space": "free", "cutoff": 6}, {"space": "fc16", "cutoff": 5}, {"alpha": (0.2, 0.4)}], ids=str)
def test_gymnasiums_checker_has_nothing_to_say(make, how, mode):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(make(render_mode=mode, **how).unwrapped)


def test_every_protocol_can_be_seen():
    for protocol in registration.PROTOCOLS:
        for mode in render.MODES:
            env = gymnasium.make(registration.id_of(protocol), alpha=0.4, gamma=0.5, render_mode=mode)
            for frame, info in frames(env, 4 if mode == "ansi" else 1):
                if mode == "rgb_array":
                    assert frame.shape == SHAPE and frame.dtype == np.uint8, protocol
                else:
                    assert protocol in frame and f"step {info['length']}: " in frame, frame
            env.close()


def test_text_says_what_there_is(make):
    env = make(render_mode="ansi").unwrapped
    actions = {"adopt": 0, "override": 1, "match": 2, "wait": 3}
    seen = set()
    for text, info in frames(env, 200):
        lines = dict(line.strip().split(None, 1) for line in text.splitlines() if line.startswith("  "))
        assert lines["may"].split(", ") == [name for name, n in actions.items() if info["action_mask"][n]]
        assert lines.get("did") == (env.action_names[info["action"]] if "action" in info else None)
        told = dict(part.rsplit(" ", 1) for part in lines["sees"].split(", "))
        observation = env._memory.observations[0]
        assert [float(told[name]) for name in env.features] == observation.tolist()
        withheld = sum("withheld" in line for line in text.splitlines())
        assert withheld == 0 or "attacker" in text
        assert "root" in text and "<- " in text
        seen.add(withheld)
    assert {0, 1, 2} <= seen


def test_the_blocks_are_those_of_the_features(make):
    """Heights in the frame, told by the chronicle of blocks, against a and h, told by the space."""
    env = make(render_mode="rgb_array").unwrapped
    random = np.random.default_rng(2)
    _, info = env.reset(seed=2)
    for _ in range(300):
        frame = env._envs.frame(0)
        blocks, heads = frame["blocks"], frame["heads"]
        open = [b for b in blocks.values() if not b["past"] and not b["lost"]]
        mine = max((b["height"] for b in open if b["miner"] == "attacker"), default=0)
        a, h, lead, *_ = env._memory.observations[0]
        assert set(map(str, heads.values())) <= set(blocks)
        heights = {who: blocks[str(b)]["height"] for who, b in heads.items()}
        public = max([b["height"] for b in open if not b["withheld"]])
        if a > 0:
            assert mine == heights["attacker"] and mine - public == lead
        assert public - heights["near"] in (0, 1)
        *_, over, truncated, info = env.step(random.choice(np.flatnonzero(info["action_mask"])))
        if over or truncated:
            _, info = env.reset()


def test_pictures_differ_where_the_attack_does(make):
    pictures = [frame for frame, _ in frames(make(render_mode="rgb_array"), 6)]
    assert all(not np.array_equal(one, other) for one, other in zip(pictures, pictures[1:]))
    again = [frame for frame, _ in frames(make(render_mode="rgb_array"), 6)]
    np.testing.assert_array_equal(pictures, again)


@pytest.mark.parametrize("mode", render.MODES)
def test_a_vector_shows_each(mode):
    envs = gymnasium.make_vec("undermine/Parallel-v0", num_envs=2, k=3, alpha=0.4, gamma=0.5, render_mode=mode)
    envs.reset(seed=[5, 6])
    alone = gymnasium.make("undermine/Parallel-v0", k=3, alpha=0.4, gamma=0.5, render_mode=mode)
    alone.reset(seed=6)
    shown = envs.render()
    assert isinstance(shown, tuple) and len(shown) == 2
    np.testing.assert_array_equal(shown[1], alone.render())
    envs.close()
    alone.close()


def test_nothing_is_shown_or_kept_unasked(make):
    env = make().unwrapped
    env.reset(seed=1)
    with pytest.warns(UserWarning, match="render_mode"):
        assert env.render() is None
    with pytest.raises(RuntimeError, match="render_mode"):
        env._envs.frame(0)


def test_what_cannot_be_shown_is_one_line(make, monkeypatch):
    with pytest.raises(ValueError, match=r"^render_mode is human; allowed: None, ansi, rgb_array$"):
        undermine.env.AttackEnv("nakamoto", 0.3, 0.5, render_mode="human")
    with pytest.raises(RuntimeError, match="render before the first reset"):
        make(render_mode="ansi").unwrapped.render()
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ModuleNotFoundError, match=r"^pictures need matplotlib: pip install 'undermine\[plot\]'$"):
        undermine.env.AttackEnv("nakamoto", 0.3, 0.5, render_mode="rgb_array")
    undermine.env.AttackEnv("nakamoto", 0.3, 0.5, render_mode="ansi").close()


def test_videos_can_be_made_of_it(make):
    """What `RecordVideo` does, but for the encoder."""
    env = gymnasium.wrappers.RenderCollection(make(render_mode="rgb_array", horizon=5))
    _, info = env.reset(seed=1)
    over = False
    while not over:
        _, _, terminated, truncated, info = env.step(info["action_mask"].argmax())
        over = terminated or truncated
    film = env.render()
    assert len(film) > 5 and {frame.shape for frame in film} == {SHAPE}
    assert env.metadata["render_fps"] == 4
