"""Set before torch and Ray are imported. Ray, where a test starts it, speaks to nobody but itself and leaves nothing behind."""

import os
import secrets
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True)

os.environ.update(
    OMP_NUM_THREADS="1",  # the networks are small: threads would wait for each other
    RAY_USAGE_STATS_ENABLED="0",
    RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER="0",  # what has Ray listen on the loopback address only, on Linux too
    RAY_AUTH_MODE="token",
    RAY_AUTH_TOKEN=secrets.token_hex(32),  # else Ray leaves one in ~/.ray
    RAY_TMPDIR=_folder.name,
    http_proxy="http://127.0.0.1:9",  # nobody there: Ray asks the network in which cloud it runs
)


def pytest_unconfigure():
    _folder.cleanup()
