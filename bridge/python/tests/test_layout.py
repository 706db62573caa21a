"""``Layout.java`` and ``shared.py`` are two readers of one table."""

import numpy as np

from undermine import gateway
from undermine.shared import sections

NAMES = "seeds resets actions rewards ended earned progress ratios alphas gammas masks observations".split()


def test_both_sides_see_the_same_offsets():
    java = gateway.current()._py4j.jvm.org.undermine.bridge.Layout
    for n, k, a in [(1, 5, 4), (64, 7, 31), (8192, 133, 200)]:
        layout, here = java(n, k, a), sections(n, k, a)
        assert [here[name][0] for name in NAMES] == [getattr(layout, name)() for name in NAMES]
        assert here["end"][0] == layout.size()


def test_memory_is_private_and_has_no_name(tmp_path, monkeypatch):
    import os
    import stat

    from undermine.shared import SharedMemory

    seen = []

    def attach(path):
        seen.append((path, stat.S_IMODE(os.stat(path).st_mode)))
        with open(path, "r+b") as file:
            file.write(np.array([0x444E4D55, 1], "<i4").tobytes())

    SharedMemory(2, 3, 4, attach)
    (path, mode), = seen
    assert mode == 0o600
    assert not os.path.exists(path)
