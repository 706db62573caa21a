"""Files and pipes that the JVM opens by path and that have no name: whoever is killed, nothing is left behind.

The path leads through this process's descriptors, ``/proc/PID/fd/N``, which only its user may follow. Where the system has no
such paths, they lie in a folder that only this user may enter, for as long as they are lent.
"""

import contextlib
import os
import tempfile
import weakref

NAMELESS = hasattr(os, "memfd_create") and os.path.isdir("/proc/self/fd")


@contextlib.contextmanager
def file(size: int):
    """Lends a new file of so many bytes: its descriptor and its path, both of which end with the context."""
    if NAMELESS:
        descriptor = os.memfd_create("undermine")
        os.fchmod(descriptor, 0o600)
        path = _path(descriptor)
    else:
        descriptor, path = tempfile.mkstemp(prefix="undermine-")  # mode 0600
    try:
        os.ftruncate(descriptor, size)
        yield descriptor, path
    finally:
        os.close(descriptor)
        if not NAMELESS:
            os.unlink(path)


@contextlib.contextmanager
def pipe(*, writes: bool):
    """Lends one end of a new pipe: one's own `End`, which one reads or ``writes``, and the path of the other."""
    with contextlib.ExitStack() as lent:
        if NAMELESS:
            ends = [End(descriptor) for descriptor in os.pipe()]
            path = _path(ends[writes ^ 1].descriptor)
        else:
            path = os.path.join(lent.enter_context(tempfile.TemporaryDirectory(prefix="undermine-")), "pipe")  # mode 0700
            os.mkfifo(path, 0o600)
            ends = [End(os.open(path, os.O_RDONLY | os.O_NONBLOCK)), End(os.open(path, os.O_WRONLY))]
            os.set_blocking(ends[0].descriptor, True)
        own, others = ends[writes], ends[writes ^ 1]
        lent.callback(others.close)
        try:
            yield own, path
        except BaseException:
            own.close()
            raise


def _path(descriptor: int) -> str:
    return f"/proc/{os.getpid()}/fd/{descriptor}"


class End:
    """An end of a pipe. A forked child lets go of it: the other side waits until nobody holds it any more."""

    _all = weakref.WeakSet()

    def __init__(self, descriptor: int):
        self.descriptor = descriptor  # -1 once closed
        End._all.add(self)

    def close(self) -> None:
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def _after_fork() -> None:
    for end in list(End._all):
        end.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
