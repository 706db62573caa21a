"""Whoever is killed, nothing is left behind. ``--kills 1000`` does it more often."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from undermine import java
from processes import LIMIT, instances, jvms_of, names_left, python, seconds_until, serving

BUSY = """
import gymnasium, undermine, sys
print("ready", flush=True)
spin = sys.argv[1] == "True"
while True:
    envs = gymnasium.make_vec("undermine/Parallel-v0", num_envs=16, alpha=0.35, gamma=0.5, k=3, spin=spin)
    envs.reset(seed=1)
    for _ in range(20):
        envs.step(envs.action_space.sample())
    envs.close()
    undermine.attack("nakamoto", alpha=0.35, cutoff=5).policy.frame()
"""
AT_ONCE = 2


def kill(n, **environment):
    """Kills a Python that makes and steps environments, at a moment that n decides; seconds until its JVM is gone too."""
    dice = random.Random(n)
    command = [sys.executable, "-c", BUSY, str(dice.random() < 0.2)]
    busy = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})
    assert busy.stdout.readline() == "ready\n"
    time.sleep(dice.uniform(0, 1.5))  # the JVM takes about half a second to start
    busy.send_signal(signal.SIGKILL)
    assert busy.wait() == -signal.SIGKILL
    busy.stdout.close()
    return seconds_until(lambda: not jvms_of(busy.pid), 20)


def test_kill_python_at_any_moment(pytestconfig):
    before = names_left()
    kills = pytestconfig.getoption("--kills")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        took = list(pool.map(kill, range(kills)))
    print(f"{kills} kills; the last JVM was gone {max(took):.2f} s after")
    seconds_until(lambda: names_left() <= before, 5)


@pytest.fixture
def served(tmp_path):
    yield from serving(tmp_path / "gateway")


def test_kill_users_of_a_gateway_at_any_moment(served, pytestconfig):
    def held():
        return [os.readlink(fd.path).split(":")[0] for fd in os.scandir(f"/proc/{served.pid}/fd")].count("pipe")

    before = held()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        kills = pytestconfig.getoption("--kills") // 5
        list(pool.map(lambda n: kill(n, UNDERMINE_GATEWAY=str(served.file)), range(kills)))
    seconds_until(lambda: held() == before, 10)
    kept = ["org.undermine.bridge.Environments", "org.undermine.bridge.Found", "org.undermine.bridge.Doorbell"]
    seconds_until(lambda: instances(served.pid, *kept) == 0, 10)
    print(f"{kills} users of a gateway killed; it holds nothing of theirs")


@pytest.mark.parametrize("spin", [False, True])
def test_kill_the_jvm_in_the_middle_of_a_step(spin):
    code = """
import os, signal, threading, time
envs = gymnasium.make_vec("undermine/Parallel-v0", num_envs=512, alpha=0.35, gamma=0.5, k=8, threads=2, spin=sys.argv[2] == "True")
envs.reset(seed=1)
actions = envs.action_space.sample()
killed = []
def kill():
    os.kill(gateway.current().process.pid, signal.SIGKILL)
    killed.append(time.monotonic())
threading.Timer(0.5, kill).start()
try:
    while True:
        envs.step(actions)
except undermine.JvmDied as e:
    print(time.monotonic() - killed[0], e)
envs.close()
"""
    said, errors = python(code, 1, spin).communicate(timeout=60)
    took, _, line = said.strip().partition(" ")
    assert line == "the JVM was killed by signal 9; environments and results that it held are lost"
    assert errors == "" and float(took) < LIMIT
    print(f"JvmDied {took} s after kill -9 of the JVM, spin={spin}")


def test_a_sweep_killed_in_the_middle_goes_on(tmp_path):
    """What is on disk is whole at any moment, and its rows, seconds and all, are not solved again."""
    file = tmp_path / "sweep.json"
    sweep = [java.find_java()[0], "-jar", java.find_jar(), "sweep", "nakamoto", "--space", "fc16", "--cutoff", "40"]
    sweep += ["--gamma", "0", "--epsilon", "1e-9", "--threads", "1", "-q", "-o", file, "--alpha"]
    busy = subprocess.Popen([*sweep, "0.02:0.48:0.0002"])
    seconds_until(file.exists, 60)
    busy.kill()
    assert busy.wait() == -signal.SIGKILL
    kept = json.loads(file.read_text())
    assert kept
    done = subprocess.run([*sweep, "0.02:0.021:0.0002"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and not done.stderr
    rows = json.loads(file.read_text())
    assert rows[: len(kept)] == kept and len(rows) == max(len(kept), 6)
