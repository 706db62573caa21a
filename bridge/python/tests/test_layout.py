"""``Layout.java`` and ``shared.py`` are two readers of one table."""

import numpy as np

from undermine import gateway
from undermine.shared import sections

NAMES = (
    "seeds resets actions rewards ended earned progress lengths ratios alphas gammas masks observations"
    " last_earned last_progress last_lengths last_observations"
).split()


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def test_both_sides_see_the_same_offsets():
    java = gateway.current()._py4j.jvm.org.undermine.bridge.Layout
    for n, k, a, m in [(1, 5, 4, 0), (64, 7, 31, 64), (8192, 133, 200, 0)]:
        layout, here = java(n, k, a, m), sections(n, k, a, m)
        assert [here[name][0] for name in NAMES] == [getattr(layout, camel(name))() for name in NAMES]
        assert here["end"][0] == layout.size()


def test_memory_is_private_and_has_no_name(tmp_path, monkeypatch):
    import os
    import stat

    from undermine.shared import MAGIC, VERSION, SharedMemory

    seen = []

    def attach(path):
        seen.append((path, stat.S_IMODE(os.stat(path).st_mode)))
        with open(path, "r+b") as file:
            file.write(np.array([MAGIC, VERSION], "<i4").tobytes())

    SharedMemory(2, 3, 4, 0, attach)
    (path, mode), = seen
    assert mode == 0o600
    assert not os.path.exists(path)
