"""The memory that environments in the JVM and their user share: ``Layout.java`` is the picture of it."""

import mmap
import os
import tempfile

import numpy as np

MAGIC = 0x444E4D55
VERSION = 2
_BELL, _ANSWER, _HEADER = 64, 128, 192


def sections(n: int, k: int, a: int, m: int = 0) -> dict[str, tuple[int, np.dtype, tuple[int, ...]]]:
    """Offset, type and shape of every section.

    Args:
        n: environments; k: numbers an observation; a: actions; m: environments whose last moments are kept, n or 0.
    """
    kinds = {
        "seeds": ("<i8", (n,)),
        "resets": ("i1", (n,)),
        "actions": ("<i4", (n,)),
        "rewards": ("<f8", (n,)),
        "ended": ("i1", (n,)),
        "earned": ("<f8", (n,)),
        "progress": ("<f8", (n,)),
        "lengths": ("<i4", (n,)),
        "ratios": ("<f8", (n,)),
        "alphas": ("<f8", (n,)),
        "gammas": ("<f8", (n,)),
        "masks": ("i1", (n, a)),
        "observations": ("<f4", (n, k)),
        "last_earned": ("<f8", (m,)),
        "last_progress": ("<f8", (m,)),
        "last_lengths": ("<i4", (m,)),
        "last_observations": ("<f4", (m, k)),
    }
    offset, found = _HEADER, {}
    for name, (kind, shape) in kinds.items():
        found[name] = offset, np.dtype(kind), shape
        offset = -(-(offset + np.dtype(kind).itemsize * int(np.prod(shape))) // 64) * 64
    found["end"] = offset, np.dtype("i1"), (0,)
    return found


def private_folder() -> str:
    """Where files that only this user may read can lie: in memory where there is such a place."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()


class SharedMemory:
    """Views of the sections, as attributes: ``memory.rewards`` is a float64 array of shape (n,), and so on.

    The file lies in /dev/shm where there is one, is readable by this user alone, and has no name once both sides hold it.

    Args:
        attach: is given the file's path and has the JVM map it.
    """

    def __init__(self, n: int, k: int, a: int, m: int, attach):
        found = sections(n, k, a, m)
        file, path = tempfile.mkstemp(prefix="undermine-", dir=private_folder())  # mode 0600
        try:
            os.ftruncate(file, found["end"][0])
            self._memory = mmap.mmap(file, found["end"][0])
            attach(path)
        finally:
            os.close(file)
            os.unlink(path)
        magic, version = np.frombuffer(self._memory, "<i4", 2)
        if (magic, version) != (MAGIC, VERSION):
            raise RuntimeError(f"the jar's shared memory is version {version}, expected {VERSION}")
        self.bell = np.frombuffer(self._memory, "<i4", 1, _BELL)
        self.answer = np.frombuffer(self._memory, "<i4", 1, _ANSWER)
        for name, (offset, kind, shape) in found.items():
            if name != "end":
                view = np.frombuffer(self._memory, kind, int(np.prod(shape)), offset)
                setattr(self, name, view.reshape(shape))
