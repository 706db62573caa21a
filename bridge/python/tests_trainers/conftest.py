"""Ray, where a test starts it, speaks to nobody but itself. Ray reads all of this when it is imported."""

import os
import secrets

os.environ.update(
    RAY_USAGE_STATS_ENABLED="0",
    RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER="0",  # what has Ray listen on the loopback address only, on Linux too
    RAY_AUTH_MODE="token",
    RAY_AUTH_TOKEN=secrets.token_hex(32),  # else Ray leaves one in ~/.ray
    http_proxy="http://127.0.0.1:9",  # nobody there: Ray asks the network in which cloud it runs
)
