"""What is lent to the JVM has no name, or where it must have one, one that nobody else can use and that soon is gone."""

import os
import stat
import sys

import gymnasium
import numpy as np
import pytest

from processes import names_left
from undermine import lending


@pytest.fixture(params=[True, False], ids=["nameless", "named"])
def nameless(request, monkeypatch):
    if request.param and not lending.NAMELESS:
        pytest.skip("not on this system")
    monkeypatch.setattr(lending, "NAMELESS", request.param)
    return request.param


def played(spin):
    envs = gymnasium.make_vec("undermine/Nakamoto-v0", num_envs=5, alpha=0.35, gamma=0.5, spin=spin)
    seen = [envs.reset(seed=1)[0]]
    for action in range(40):
        seen.append(envs.step(np.full(5, action % 4))[0])
    envs.close()
    return np.array(seen)


def test_environments_play_either_way(nameless, make):
    before = names_left()
    np.testing.assert_array_equal(played(False), played(True))
    assert names_left() == before


def test_a_file_is_private(nameless):
    with lending.file(10) as (descriptor, path):
        about = os.stat(path)
        assert stat.S_IMODE(about.st_mode) == 0o600 and about.st_size == 10
        os.write(descriptor, b"0123456789")
        with open(path, "rb") as other:
            assert other.read() == b"0123456789"
    assert not os.path.exists(path)


@pytest.mark.parametrize("writes", [True, False])
def test_a_pipe_ends_when_either_side_does(nameless, writes):
    with lending.pipe(writes=writes) as (own, path):
        others = os.open(path, os.O_RDONLY if writes else os.O_WRONLY)
        if not nameless:
            assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
    assert not os.path.exists(path)
    reads, wrote = (others, own.descriptor) if writes else (own.descriptor, others)
    os.write(wrote, b"x")
    assert os.read(reads, 1) == b"x"
    if writes:
        own.close()
        own.close()
        assert os.read(others, 1) == b""
        os.close(others)
    else:
        os.close(others)
        assert os.read(own.descriptor, 1) == b""
        own.close()


def test_what_fails_while_it_is_lent_leaves_nothing(nameless):
    before, open_before = names_left(), os.listdir("/proc/self/fd") if sys.platform == "linux" else []
    with pytest.raises(ZeroDivisionError), lending.pipe(writes=True), lending.file(3):
        1 / 0
    assert names_left() == before
    if open_before:
        assert len(os.listdir("/proc/self/fd")) == len(open_before)
