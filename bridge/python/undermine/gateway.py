"""The JVM behind this process: one of its own, started on first use, or one that several processes share."""

import atexit
import os
import threading

from .client import FORKED, Client
from .connected import Connected
from .errors import JvmDied
from .started import Started

__all__ = ["FORKED", "connect", "current", "release"]

_VARIABLE = "UNDERMINE_GATEWAY"

_current: Client | None = None
_former: list[Client] = []  # what was made there lives on
_lock = threading.Lock()


def current() -> Client:
    """This process's JVM: that of the token file ``UNDERMINE_GATEWAY``, if this is set, else one of its own.

    Found on first use, and again if it has died or if the process was forked.
    """
    global _current
    with _lock:
        if _current is None or not _current.alive():
            file = os.environ.get(_VARIABLE)
            _current = Connected(file) if file else Started()
        return _current


def connect(path) -> None:
    """Uses a JVM that runs already, instead of starting one: from now on, here and in all processes started from here.

    ``./undermine gateway --token-file FILE`` runs one, which any number of processes of the same user on the same machine may
    share: so the workers of a `SubprocVecEnv` or `AsyncVectorEnv` need one JVM together. Its memory is theirs together,
    too. Setting ``UNDERMINE_GATEWAY=FILE`` in the environment does the same; `connect` sets it.

    When this process ends, or is killed, the JVM forgets all that it kept for it and lives on. If the JVM ends, what was made
    there raises `JvmDied`, and new calls look for another behind the same file. What was made before this call goes on where
    it was made. Files that `simulate`, `live` and `consistency` are told of are found from where the gateway was started,
    unless their paths are absolute.

    Args:
        path: the token file; None for a JVM of one's own again.

    Raises:
        FileNotFoundError: there is no such file. PermissionError: it is another user's, or others can read it.
        ConnectionRefusedError: nobody answers. ValueError: it is something else.
        undermine.JvmDied: that JVM is of another version.
    """
    global _current
    with _lock:
        if path is None:
            os.environ.pop(_VARIABLE, None)
            following = None
        else:
            path = os.path.abspath(path)
            following = Connected(path)
            os.environ[_VARIABLE] = path
        if _current is not None:
            _former.append(_current)
        _current = following


def release(jvm: Client, id: int) -> None:
    """Has the JVM forget what ``id`` stands for; nothing if either side is gone."""
    if jvm.alive():
        try:
            jvm.method("release")(id)
        except JvmDied:
            pass


def _all() -> list[Client]:
    return _former if _current is None else [*_former, _current]


def _after_fork() -> None:
    """The child lets go of what keeps its parent's JVM alive, and of a lock held elsewhere."""
    global _lock
    _lock = threading.Lock()
    for jvm in _all():
        jvm.forked()


@atexit.register
def _end() -> None:
    for jvm in _all():
        jvm.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
