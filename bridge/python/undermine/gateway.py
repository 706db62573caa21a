"""The JVM behind this process: started on first use, asked through Py4J, gone when this process is."""

import atexit
import json
import os
import selectors
import shlex
import subprocess
import threading
import time

from . import java
from .errors import JvmDied, matching

VERSION = 1  # of the line that the JVM says first; see Gateway.java
_START_TIMEOUT = 60  # seconds


class Gateway:
    """A JVM of one's own and a connection to it.

    Calls may come from any thread; each thread in a call has a connection of its own. ``UNDERMINE_JAVA_OPTIONS`` adds
    options for the JVM, such as ``-Xmx8g``; without it the heap may grow to half of the machine's memory.
    """

    def __init__(self):
        from .wire import connect

        self.owner = os.getpid()
        command, version = java.find_java()
        native = ["--enable-native-access=ALL-UNNAMED"] if version >= 22 else []
        options = shlex.split(os.environ.get("UNDERMINE_JAVA_OPTIONS", ""))
        self.process = subprocess.Popen(
            [command, "-XX:+UseParallelGC", "-XX:MaxRAMPercentage=50", *native, *options]
            + ["-cp", str(java.find_jar()), "org.undermine.bridge.Gateway", str(self.owner)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for Python alone
        )
        port, token = self._hello()
        self._py4j = connect(port, token)
        self._service = self._py4j.entry_point

    def _hello(self) -> tuple[int, str]:
        """Reads port and token from the JVM's standard output."""
        said = b""
        deadline = time.monotonic() + _START_TIMEOUT
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not said.endswith(b"\n"):
                if not selector.select(deadline - time.monotonic()):
                    self.close()
                    raise JvmDied(f"the JVM did not answer within {_START_TIMEOUT} s")
                more = os.read(self.process.stdout.fileno(), 4096)
                if not more:
                    raise JvmDied(f"the JVM did not start (exit status {self.process.wait()}); what it said is above")
                said += more
        self.process.stdout.close()
        name, version, port, token = said.decode("ascii").split()
        if (name, version) != ("undermine-gateway", str(VERSION)):
            self.close()
            raise JvmDied(f"the jar speaks {name} version {version}, expected {VERSION}: package and jar do not fit")
        return int(port), token

    def method(self, name: str):
        """The service's method of that name: what it raises in Java is raised as the matching Python exception."""
        from .wire import Py4JError, Py4JJavaError, Py4JNetworkError

        asked = getattr(self._service, name)
        owner = self.owner

        def call(*arguments):
            if os.getpid() != owner:
                raise RuntimeError(
                    "this process was forked from the one that made this; make environments and results after the fork"
                )
            try:
                return asked(*arguments)
            except Py4JJavaError as e:
                error = self._matching(e)
            except (Py4JNetworkError, OSError) as e:
                error = self.died(e)
            except Py4JError as e:
                error = RuntimeError(str(e))
            raise error from None

        return call

    def ask(self, name: str, **question) -> dict | list:
        """Calls a method that takes and answers JSON."""
        return json.loads(self.method(name)(json.dumps(question)))

    def ask_words(self, name: str, words: list[str]) -> dict:
        """Calls a method that takes a list of words and answers JSON."""
        return json.loads(self.method(name)(json.dumps(words)))

    def _matching(self, error) -> BaseException:
        try:
            told = json.loads(self._service.explain(error.java_exception))
            self._py4j.detach(error.java_exception)
            return matching(told["classes"], told["message"])
        except Exception as e:  # the JVM went while it was asked what was wrong
            return self.died(e)

    def died(self, error="it was closed") -> JvmDied:
        """What to raise, once the JVM does not answer any more."""
        try:
            status = self.process.wait(1)
        except subprocess.TimeoutExpired:
            return JvmDied(f"the connection to the JVM broke: {error}")
        how = f"was killed by signal {-status}" if status < 0 else f"ended with exit status {status}"
        return JvmDied(f"the JVM {how}; environments and results that it held are lost")

    def alive(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def close(self) -> None:
        """Ends the JVM. In a forked child it only forgets it."""
        if self.owner != os.getpid():
            return
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()


_current: Gateway | None = None
_lock = threading.Lock()


def current() -> Gateway:
    """This process's gateway; starts a JVM if there is none, if it has died, or if the process was forked."""
    global _current
    with _lock:
        if _current is None or not _current.alive():
            _current = Gateway()
        return _current


def release(jvm: Gateway, id: int) -> None:
    """Has the JVM forget what ``id`` stands for; nothing if either side is gone."""
    if jvm.alive():
        try:
            jvm.method("release")(id)
        except JvmDied:
            pass


def _after_fork() -> None:
    """The child lets go of its copy of the pipe, on whose end the parent's JVM waits, and of a lock held elsewhere."""
    global _lock
    _lock = threading.Lock()
    if _current is not None:
        _current.process.stdin.close()


@atexit.register
def _end() -> None:
    if _current is not None:
        _current.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
