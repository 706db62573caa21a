"""In a notebook: interrupts and restarts of the kernel."""

import pytest
from jupyter_client import KernelManager

from processes import gone, jvms_of, names_left, seconds_until

MAKE = """
import os, gymnasium, numpy as np, undermine
from undermine import gateway
def played(envs, steps=30):
    seen, info = envs.reset(seed=1)
    total = seen.sum()
    for _ in range(steps):
        seen, rewards, *_, info = envs.step(info["action_mask"].argmax(axis=1))
        total += seen.sum() + rewards.sum()
    return total
def make(**how):
    return gymnasium.make_vec("undermine/Parallel-v0", num_envs=64, alpha=0.35, gamma=0.5, k=8, **how)
envs, spinning = make(), make(spin=True)
expected = played(envs)
spinning.reset(seed=1)
"""
STEP = """
print("stepping", flush=True)
while True:
    {}.step({}.action_space.sample())
"""


class Kernel:
    def __init__(self):
        self.manager = KernelManager(transport="ipc")
        self.manager.start_kernel()
        self._connect()

    def _connect(self):
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code, value="None"):
        """Runs a cell and says the value of an expression after it."""
        reply = self.client.execute(code, user_expressions={"value": value}, reply=True, timeout=60)["content"]
        assert reply["status"] == "ok", reply
        return reply["user_expressions"]["value"]["data"]["text/plain"]

    def begin(self, code):
        """Starts a cell and waits until it prints something."""
        self.begun = self.client.execute(code, stop_on_error=False)  # else what is asked next may be aborted
        while (message := self.client.get_iopub_msg(timeout=60))["msg_type"] != "stream":
            pass
        return message["content"]["text"]

    def interrupt(self):
        """What the cell that was begun then ends with."""
        self.manager.interrupt_kernel()
        while (message := self.client.get_shell_msg(timeout=60))["parent_header"]["msg_id"] != self.begun:
            pass
        return message["content"]["ename"]

    def restart(self):
        self.client.stop_channels()
        self.manager.restart_kernel(now=True)
        self._connect()

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel():
    started = Kernel()
    yield started
    started.close()


def test_interrupt_and_restart(kernel):
    before = names_left()
    process = int(kernel.run(MAKE, "os.getpid()"))
    (jvm,) = jvms_of(process)
    for name in ("envs", "spinning"):
        assert "stepping" in kernel.begin(STEP.format(name, name))
        assert kernel.interrupt() == "KeyboardInterrupt"
        assert kernel.run("", f"bool(played({name}) == expected)") == "True"
    assert jvms_of(process) == [jvm]
    assert "stepping" in kernel.begin(STEP.format("envs", "envs"))
    kernel.restart()
    seconds_until(lambda: gone(jvm), 5)
    assert names_left() <= before
    other = int(kernel.run(MAKE, "os.getpid()"))
    assert other != process and len(jvms_of(other)) == 1
