"""Processes for tests, and what is left of them."""

import glob
import os
import signal
import subprocess
import sys
import tempfile
import time

from undermine import java

LIMIT = 10  # seconds within which what takes less than one on an idle machine must have happened on a busy one

PLAY = """
import gymnasium, undermine, sys
from undermine import gateway
env = gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5)
env.reset(seed=int(sys.argv[1]))
def play():
    import numpy as np
    random, sum, info = np.random.default_rng(1), 0.0, env.reset(seed=int(sys.argv[1]))[1]
    for _ in range(300):
        observation, reward, *over, info = env.step(random.choice(np.flatnonzero(info["action_mask"])))
        sum += reward + observation.sum()
        if any(over):
            info = env.reset()[1]
    return sum
"""


def python(code, *arguments, environment=None):
    """A Python that runs `PLAY`, whose seed is the first argument, and then the code."""
    return subprocess.Popen(
        [sys.executable, "-c", PLAY + code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    )


def gone(pid):
    """Whether no such process runs; a zombie does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def seconds_until(condition, limit):
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < limit, f"not within {limit} s"
        time.sleep(0.01)
    return time.monotonic() - start


def jvms_of(parent):
    """The processes that are a JVM for Python process ``parent`` alone."""
    found = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as file:
                words = file.read().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if words[-3:-1] == [b"org.undermine.bridge.Gateway", str(parent).encode()] and not gone(path.split("/")[2]):
            found.append(int(path.split("/")[2]))
    return found


def names_left():
    """Everything with a name of ours where temporary things lie."""
    folders = {"/dev/shm", tempfile.gettempdir()}
    return {os.path.join(f, name) for f in folders if os.path.isdir(f) for name in os.listdir(f) if name.startswith("undermine-")}


def serve(file):
    """A gateway; ``file``, an attribute too, is its token file."""
    command, _ = java.find_java()
    served = subprocess.Popen(
        [command, "-jar", java.find_jar(), "gateway", "--token-file", file],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # under nohup it is ignored, by the JVM too
    )
    served.file = file
    return served


def serving(file):
    """Yields a gateway that serves, and kills it."""
    served = serve(file)
    seconds_until(lambda: served.file.exists() or served.poll() is not None, 60)
    yield served
    served.kill()
    served.communicate()


def instances(jvm, *kinds):
    """How many objects of these classes live in a JVM."""
    jcmd = os.path.join(os.path.dirname(os.path.realpath(java.find_java()[0])), "jcmd")
    table = subprocess.run([jcmd, str(jvm), "GC.class_histogram"], capture_output=True, text=True, check=True, timeout=60).stdout
    rows = [line.split() for line in table.splitlines()]
    return sum(int(row[1]) for row in rows if len(row) > 3 and row[3] in kinds)
