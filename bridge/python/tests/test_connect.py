"""One JVM for several processes of one user, and for nobody else."""

import os
import signal
import stat
import subprocess
import sys

import pytest

from processes import gone, instances, python, seconds_until, serve, serving
from undermine import gateway


@pytest.fixture
def served(tmp_path):
    """A gateway that serves; its token file is its attribute ``file``."""
    yield from serving(tmp_path / "gateway")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """The same, for tests that leave it as it was."""
    yield from serving(tmp_path_factory.mktemp("served") / "gateway")


def client(code, served):
    """A Python that plays through the gateway; it finds this folder's modules, too."""
    path = os.pathsep.join([os.path.dirname(__file__), os.environ.get("PYTHONPATH", "")])
    there = {"UNDERMINE_GATEWAY": str(served.file), "PYTHONPATH": path}
    return python("import os\nfrom processes import jvms_of\n" + code, 1, served.file, served.pid, environment=there)


def said_by(code, served):
    said, errors = client(code, served).communicate(timeout=60)
    assert errors == ""
    return said.splitlines()


def test_several_processes_share_it_and_end_without_it(shared):
    alone = python("print(play())", 1)
    for _ in range(2):
        assert said_by("print(play(), jvms_of(os.getpid()))", shared) == [f"{alone.communicate(timeout=60)[0].strip()} []"]
    assert shared.poll() is None


def test_spawned_workers_share_it(shared):
    code = """
from gymnasium.vector import AsyncVectorEnv
def make():
    import undermine
    return gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5)
envs = AsyncVectorEnv([make, make], context="spawn")
envs.reset(seed=1)
envs.step(envs.action_space.sample())
print([jvms_of(worker.pid) for worker in envs.processes])
envs.close()
"""
    assert said_by(code, shared) == ["[[], []]"]


def test_what_a_killed_process_held_is_released(shared):
    code = """
vector = gymnasium.make_vec("undermine/Parallel-v0", num_envs=3, alpha=0.35, gamma=0.5, threads=2)
spinning = gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5, spin=True)
spinning.reset(seed=1)
found = undermine.attack("nakamoto", alpha=0.35, cutoff=5)
print("holds", flush=True); input()
"""
    held = ["org.undermine.bridge.Environments", "org.undermine.bridge.Found"]
    killed = client(code, shared)
    assert killed.stdout.readline() == "holds\n"
    assert instances(shared.pid, *held) == 4
    killed.kill()
    killed.communicate()
    seconds_until(lambda: instances(shared.pid, *held) == 0, 10)
    assert said_by("print(play() > 0)", shared) == ["True"]


def test_a_forked_child_keeps_nothing_of_its_parents(shared):
    code = """
import time
child = os.fork()
if child == 0:
    env = gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5)  # through a connection of its own
    play()
    print(os.getpid(), flush=True)
    time.sleep(60)
    os._exit(0)
input()
"""
    killed = client(code, shared)
    child = int(killed.stdout.readline())
    try:
        assert instances(shared.pid, "org.undermine.bridge.Environments") == 2
        killed.kill()
        killed.wait()
        seconds_until(lambda: instances(shared.pid, "org.undermine.bridge.Environments") == 1, 10)
        assert not gone(child)
    finally:
        os.kill(child, signal.SIGKILL)
        killed.communicate()


def test_connecting_and_back(shared):
    code = """
there = gateway.current()
undermine.connect(None)
mine = gateway.current()
print(there is mine, "UNDERMINE_GATEWAY" in os.environ, len(jvms_of(os.getpid())), play() > 0)  # there, env lives on
undermine.connect(sys.argv[2])
print(gateway.current() is mine, "UNDERMINE_GATEWAY" in os.environ, len(undermine.protocols()) > 0)
"""
    assert said_by(code, shared) == ["False False 1 True", "False True True"]


def test_the_end_of_the_gateway_is_said_clearly(served):
    code = """
import signal, time
play()
os.kill(int(sys.argv[3]), signal.SIGKILL)
start = time.monotonic()
try:
    play()
except undermine.JvmDied as e:
    print(e)
    print(time.monotonic() - start < 10)
try:
    undermine.protocols()
except ConnectionRefusedError as e:
    print(e.strerror.split(" at port")[0])
"""
    died = f"the JVM of {served.file} is gone; environments and results that it held are lost"
    assert said_by(code, served) == [died, "True", "nobody answers"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_token_file_is_private_and_goes_with_the_gateway(served, how):
    about = served.file.stat()
    assert stat.S_IMODE(about.st_mode) == 0o600 and about.st_uid == os.geteuid()
    name, _, port, token, process = served.file.read_text().split()
    assert (name, int(process)) == ("undermine-gateway", served.pid) and len(token) >= 32
    for place in ("cmdline", "environ"):
        with open(f"/proc/{served.pid}/{place}", "rb") as file:
            assert token.encode() not in file.read()
    assert os.listdir(served.file.parent) == [served.file.name]
    assert served.stderr.readline() == f'undermine: serving; in Python: undermine.connect("{served.file}")\n'
    served.send_signal(how)
    assert served.communicate(timeout=10) == ("", "")
    assert os.listdir(served.file.parent) == []


def test_a_token_file_is_overwritten_once_its_gateway_is_dead(served):
    second = serve(served.file)
    line = f"undermine: {served.file} is the token file of process {served.pid}, which is alive; end it or choose another name\n"
    assert second.communicate(timeout=60) == ("", line) and second.returncode == 2
    served.kill()
    served.wait()
    third = serve(served.file)
    try:
        seconds_until(lambda: str(third.pid) in served.file.read_text(), 60)
    finally:
        third.kill()
        third.communicate()


def test_no_other_file_is_overwritten(tmp_path):
    other = tmp_path / "thesis.tex"
    other.write_text("\\documentclass{article}")
    refused = serve(other)
    said = refused.communicate(timeout=60)[1]
    assert said == f"undermine: {other} is something else than a token file; choose another name\n"
    assert other.read_text() == "\\documentclass{article}"


def line(port=1, version=3, token="guess"):
    return f"undermine-gateway {version} {port} {token} 1\n"


@pytest.mark.parametrize(
    "content, mode, kind, said",
    [
        (None, None, FileNotFoundError, "no gateway has written this token file; ./undermine gateway --token-file does"),
        (line(), 0o644, PermissionError, "others can get at the token file, its mode is 0644; allowed: 0600"),
        (line(), 0o600, ConnectionRefusedError, "nobody answers at port 1, or not to its token"),
        (line(version=7), 0o600, gateway.JvmDied, "the jar speaks undermine-gateway version 7, expected 3"),
        ("hello\n", 0o600, ValueError, "is no token file of ./undermine gateway"),
        ("", 0o600, ValueError, "is no token file of ./undermine gateway"),
    ],
)
def test_what_keeps_it_from_connecting_is_named(tmp_path, monkeypatch, content, mode, kind, said):
    file = tmp_path / "gateway"
    if content is not None:
        file.write_text(content)
        file.chmod(mode)
    before = gateway.current()
    with pytest.raises(kind) as refused:
        gateway.connect(file)
    assert said in str(refused.value) and str(file) in str(refused.value) and "\n" not in str(refused.value)
    assert gateway.current() is before and "UNDERMINE_GATEWAY" not in os.environ


def test_another_token_is_refused(shared, tmp_path):
    other = tmp_path / "other"
    name, version, port, token, process = shared.file.read_text().split()
    other.write_text(" ".join([name, version, port, token[::-1], process]))
    other.chmod(0o600)
    with pytest.raises(ConnectionRefusedError, match="or not to its token"):
        gateway.connect(other)


STRANGER = """
import encodings.idna, os, socket, sys
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
port, file, *processes = sys.argv[1:]

def tried(what, *how):
    try:
        what(*how)
    except PermissionError:
        return
    print("allowed:", what.__name__, *how)

tried(open, file)
for process in processes:
    tried(os.listdir, f"/proc/{process}/fd")
    for n in range(100):
        tried(open, f"/proc/{process}/fd/{n}", "r+b")
    for what in ("mem", "maps", "environ"):
        tried(open, f"/proc/{process}/{what}", "rb")
    tried(os.kill, int(process), 0)
for first in ("", "A\\nguess\\n"):
    said = b""
    with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as connection:
        try:
            connection.sendall((first + "c\\nt\\nprotocols\\ne\\n").encode())
            while more := connection.recv(4096):
                said += more
        except ConnectionResetError:
            pass
    if b"nakamoto" in said or b"!y" in said:
        print("answered:", said)
print("done")
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_another_user_reaches_neither_token_nor_memory_nor_jvm(shared):
    playing = client("play(); print('played', flush=True); input()", shared)
    assert playing.stdout.readline() == "played\n"
    os.chmod(shared.file.parent, 0o755)
    port = shared.file.read_text().split()[2]
    asked = [port, shared.file, shared.pid, playing.pid]
    stranger = [sys.executable, "-c", STRANGER, *map(str, asked)]
    said = subprocess.run(stranger, cwd="/", capture_output=True, text=True, timeout=60)
    playing.kill()
    playing.communicate()
    assert (said.stdout, said.stderr) == ("done\n", "")
