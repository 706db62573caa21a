"""One process's way into a JVM, asked through Py4J."""

import json
import os

from .errors import JvmDied, matching

VERSION = 3  # of the line that tells port and token; see Gateway.java
FORKED = "this process was forked from the one that made this; make environments and results after the fork"


def hello(line: str) -> tuple[int, str, int]:
    """Port, token and process id in a gateway's line.

    Raises:
        ValueError: it is no such line.
        JvmDied: it is of another version.
    """
    name, version, port, token, process = (line.split() + 5 * [""])[:5]
    if name != "undermine-gateway":
        raise ValueError("it is not what a gateway says")
    if version != str(VERSION):
        raise JvmDied(f"the jar speaks {name} version {version}, expected {VERSION}: package and jar do not fit")
    return int(port), token, int(process)


class Client:
    """A connection to a JVM.

    Calls may come from any thread; each thread in a call has a connection of its own.
    """

    def __init__(self, port: int, token: str):
        from .wire import connect

        self.owner = os.getpid()
        self._py4j = connect(port, token)
        self._service = self._py4j.entry_point

    def method(self, name: str):
        """The service's method of that name: what it raises in Java is raised as the matching Python exception."""
        from .wire import Py4JError, Py4JJavaError, Py4JNetworkError

        asked = getattr(self._service, name)
        owner = self.owner

        def call(*arguments):
            if os.getpid() != owner:
                raise RuntimeError(FORKED)
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
        how = self._end(1)
        if how is None:
            return JvmDied(f"the connection to the JVM broke: {error}")
        return JvmDied(f"the JVM {how}; environments and results that it held are lost")

    def alive(self) -> bool:
        return self.owner == os.getpid() and self._end(0) is None

    def _end(self, seconds: float) -> str | None:
        """How the JVM ended, which may come to be within so many seconds; None if it lives."""
        raise NotImplementedError

    def close(self) -> None:
        """Lets go of the JVM. A forked child only forgets it."""
        raise NotImplementedError

    def forked(self) -> None:
        """In a forked child: lets go of what keeps the parent's JVM alive."""
