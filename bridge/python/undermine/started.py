"""A JVM of this process's own: gone when the process is."""

import os
import selectors
import shlex
import subprocess
import time

from . import java
from .client import Client, hello
from .errors import JvmDied

_START_TIMEOUT = 60  # seconds


class Started(Client):
    """Starts a JVM.

    ``UNDERMINE_JAVA_OPTIONS`` adds options for it, such as ``-Xmx8g``; without it the heap may grow to half of the machine's
    memory.
    """

    def __init__(self):
        command, version = java.find_java()
        native = ["--enable-native-access=ALL-UNNAMED"] if version >= 22 else []
        options = shlex.split(os.environ.get("UNDERMINE_JAVA_OPTIONS", ""))
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [command, "-XX:+UseParallelGC", "-XX:MaxRAMPercentage=50", *native, *options]
            + ["-cp", str(java.find_jar()), "org.undermine.bridge.Gateway", str(self.owner)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for Python alone
        )
        try:
            port, token, _ = hello(self._said())
        except BaseException:
            self.close()
            raise
        super().__init__(port, token)

    def _said(self) -> str:
        """The line on the JVM's standard output."""
        said = b""
        deadline = time.monotonic() + _START_TIMEOUT
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not said.endswith(b"\n"):
                if not selector.select(deadline - time.monotonic()):
                    raise JvmDied(f"the JVM did not answer within {_START_TIMEOUT} s")
                more = os.read(self.process.stdout.fileno(), 4096)
                if not more:
                    raise JvmDied(f"the JVM did not start (exit status {self.process.wait()}); what it said is above")
                said += more
        self.process.stdout.close()
        return said.decode("ascii")

    def _end(self, seconds):
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return f"was killed by signal {-status}" if status < 0 else f"ended with exit status {status}"

    def close(self):
        if self.owner != os.getpid():
            return
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()

    def forked(self):
        self.process.stdin.close()
