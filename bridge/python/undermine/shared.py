"""The memory that environments in the JVM and their user share: ``Layout.java`` is the picture of it."""

import mmap

import numpy as np

from . import lending

MAGIC = 0x444E4D55
VERSION = 3
_WORDS = {"bell": 64, "sleeps": 68, "answer": 128, "jvm_sleeps": 132}
_HEADER = 192


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


class SharedMemory:
    """Views of the sections, as attributes: ``memory.rewards`` is a float64 array of shape (n,), and so on.

    Args:
        attach: is given the path of a file and has the JVM map it; see `lending`.
    """

    def __init__(self, n: int, k: int, a: int, m: int, attach):
        found = sections(n, k, a, m)
        size = found["end"][0]
        with lending.file(size) as (file, path):
            self._memory = mmap.mmap(file, size)
            attach(path)
        magic, version = np.frombuffer(self._memory, "<i4", 2)
        if (magic, version) != (MAGIC, VERSION):
            raise RuntimeError(f"the jar's shared memory is version {version}, expected {VERSION}")
        for name, offset in _WORDS.items():
            setattr(self, name, np.frombuffer(self._memory, "<i4", 1, offset))
        for name, (offset, kind, shape) in found.items():
            if name != "end":
                view = np.frombuffer(self._memory, kind, int(np.prod(shape)), offset)
                setattr(self, name, view.reshape(shape))
