"""One JVM for each Python, and neither outlives the other."""

import gc
import os
import signal
import socket
import subprocess
import sys

import gymnasium
import numpy as np
import pytest

import undermine
from processes import LIMIT, PLAY, gone, python, seconds_until
from undermine import gateway

def listening(pid):
    """Address and port, in hexadecimal, of every TCP socket on which a process listens."""
    inodes = set()
    for descriptor in os.listdir(f"/proc/{pid}/fd"):
        try:
            target = os.readlink(f"/proc/{pid}/fd/{descriptor}")
        except FileNotFoundError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    found = []
    for table in ("tcp", "tcp6"):
        with open(f"/proc/{pid}/net/{table}") as lines:
            for line in list(lines)[1:]:
                fields = line.split()
                if fields[3] == "0A" and fields[9] in inodes:
                    found.append(tuple(fields[1].split(":")))
    return found


LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}


def test_nothing_listens_beyond_loopback():
    open_ports = listening(gateway.current().process.pid)
    assert len(open_ports) == 1
    assert {address for address, _ in open_ports} <= LOOPBACK
    assert listening(os.getpid()) == []  # no callback server


def connection():
    port = int(listening(gateway.current().process.pid)[0][1], 16)
    return socket.create_connection(("127.0.0.1", port), timeout=5)


@pytest.mark.parametrize("first", ["", "A\nguess\n", "A\n\n"])
def test_a_connection_without_the_token_is_refused(first):
    with connection() as stranger:
        said = b""
        try:
            stranger.sendall((first + "c\nt\nprotocols\ne\n").encode())
            while more := stranger.recv(4096):
                said += more
        except ConnectionResetError:
            pass
    assert b"nakamoto" not in said and b"!y" not in said
    assert undermine.protocols()[0]["name"] == "nakamoto"


def test_the_token_is_in_no_argument_and_no_environment():
    jvm = gateway.current()
    token = jvm._py4j.gateway_parameters.auth_token
    assert len(token) >= 32
    for place in ("cmdline", "environ"):
        with open(f"/proc/{jvm.process.pid}/{place}", "rb") as file:
            assert token.encode() not in file.read()


def test_killing_python_ends_the_jvm():
    killed = python("print(gateway.current().process.pid, flush=True); play(); input()", 1)
    jvm = int(killed.stdout.readline())
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    took = seconds_until(lambda: gone(jvm), LIMIT)
    print(f"the JVM was gone {took:.2f} s after kill -9 of Python")


def test_killing_python_ends_the_jvm_though_a_forked_child_lives():
    code = """
import os, time
child = os.fork()
if child == 0:
    time.sleep(60)
    os._exit(0)
print(gateway.current().process.pid, child, flush=True); input()
"""
    killed = python(code, 1)
    jvm, child = map(int, killed.stdout.readline().split())
    try:
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        took = seconds_until(lambda: gone(jvm), LIMIT)
        print(f"the JVM was gone {took:.2f} s after kill -9 of Python, a child of which lives on")
        assert not gone(child)
    finally:
        os.kill(child, signal.SIGKILL)


def test_killing_the_jvm_is_said_clearly():
    code = """
import os, signal, time
play()
os.kill(gateway.current().process.pid, signal.SIGKILL)
start = time.monotonic()
try:
    play()
except undermine.JvmDied as e:
    print(time.monotonic() - start, e)
undermine.protocols()  # starts another
env.close()
"""
    said, errors = python(code, 1).communicate(timeout=60)
    took, _, line = said.strip().partition(" ")
    assert line == "the JVM was killed by signal 9; environments and results that it held are lost"
    assert float(took) < LIMIT
    assert errors == ""
    print(f"JvmDied {took} s after kill -9 of the JVM")


def test_killing_the_jvm_while_it_works_is_said_clearly():
    code = """
import os, signal, threading, time
killed = []
def kill():
    killed.append(time.monotonic())
    os.kill(gateway.current().process.pid, signal.SIGKILL)
threading.Timer(1, kill).start()
try:
    undermine.attack("nakamoto", alpha=0.35, gamma=0.5, space="free", cutoff=40)
except undermine.JvmDied as e:
    print(time.monotonic() - killed[0], e)
"""
    said, errors = python(code, 1).communicate(timeout=60)
    took, _, line = said.strip().partition(" ")
    assert line.startswith("the JVM was killed by signal 9") and errors == ""
    assert float(took) < LIMIT


def test_ten_processes_at_once():
    ten = [python("print(gateway.current().process.pid, play())", i % 2) for i in range(10)]
    answers = [process.communicate(timeout=120) for process in ten]
    assert [errors for _, errors in answers] == [""] * 10
    jvms, sums = zip(*(said.split() for said, _ in answers))
    assert len(set(jvms)) == 10
    assert len(set(sums[::2])) == 1 and len(set(sums[1::2])) == 1 and sums[0] != sums[1]
    assert all(gone(int(jvm)) for jvm in jvms)


def test_a_forked_child_may_not_use_its_parents_jvm():
    code = """
import os
child = os.fork()
try:
    play()
except RuntimeError as e:
    print(e, flush=True)
if child == 0:
    env.close()
    print(undermine.protocols()[0]["name"], flush=True)  # a JVM of its own
    raise SystemExit
os.waitpid(child, 0)
play()
print("parent goes on")
"""
    said, errors = python(code, 1).communicate(timeout=60)
    assert said.splitlines() == [
        "this process was forked from the one that made this; make environments and results after the fork",
        "nakamoto",
        "parent goes on",
    ]
    assert errors == ""


def test_ctrl_c_leaves_the_jvm_alone():
    code = """
import os, signal
before = play()
try:
    os.killpg(0, signal.SIGINT)
    signal.pause()
except KeyboardInterrupt:
    print(play() == before)
"""
    interrupted = subprocess.Popen(
        [sys.executable, "-c", PLAY + code, "1"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    assert interrupted.communicate(timeout=60)[0] == "True\n"


@pytest.mark.parametrize(
    "setting, line",
    [
        ({"UNDERMINE_JAVA": "/nonexistent"}, "ValueError: UNDERMINE_JAVA=/nonexistent is not a Java 17 or newer"),
        ({"UNDERMINE_JAR": "/nonexistent.jar"}, "FileNotFoundError: no undermine.jar at /nonexistent.jar; ./undermine builds it"),
        ({"UNDERMINE_JAVA_OPTIONS": "-Xnonsense"}, "the JVM did not start (exit status 1); what it said is above"),
    ],
    ids=str,
)
def test_what_keeps_the_jvm_from_starting_is_named(setting, line):
    started = subprocess.run(
        [sys.executable, "-c", "import undermine; undermine.protocols()"],
        env={**os.environ, **setting},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert started.returncode == 1
    assert started.stderr.splitlines()[-1].endswith(line)


def test_garbage_is_forgotten_by_the_jvm():
    kept = gateway.current().method("kept")
    before = kept()
    made = [gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5, spin=i % 2 == 1) for i in range(6)]
    assert kept() == before + 6
    made[0].close()
    made[0].close()
    del made
    gc.collect()
    seconds_until(lambda: kept() == before, 5)


@pytest.mark.parametrize("spin", [False, True])
def test_many_interrupts_at_any_moment_leave_usable_environments(spin):
    """Also one in the middle of settling what another one interrupted."""
    how = {"num_envs": 64, "alpha": 0.35, "gamma": 0.5, "k": 8, "spin": spin}
    envs, other = (gymnasium.make_vec("undermine/Parallel-v0", **how) for _ in range(2))

    class Interrupt(Exception):
        pass

    def interrupt(*_):
        raise Interrupt

    def played(envs):
        observations, info = envs.reset(seed=1)
        seen = [observations]
        for _ in range(5):
            observations, *_, info = envs.step(info["action_mask"].argmax(axis=1))
            seen.append(observations)
        return np.array(seen)

    expected = played(other)
    envs.reset(seed=2)
    random = np.random.default_rng(3)
    before = signal.signal(signal.SIGALRM, interrupt)
    interrupts = 0
    try:
        for _ in range(400):
            try:
                signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-5, 5e-4))  # once
                while True:
                    envs.step(envs.action_space.sample()) if random.random() < 0.9 else envs.reset()
            except Interrupt:
                interrupts += 1
    finally:
        signal.signal(signal.SIGALRM, before)
    assert interrupts == 400
    np.testing.assert_array_equal(expected, played(envs))
    envs.close()
    other.close()
