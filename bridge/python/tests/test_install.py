"""``pip install bridge/python`` into somebody's own environment, then use far from the checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1]

USE = """
import os, undermine, gymnasium
from undermine import java
assert "site-packages" in undermine.__file__, undermine.__file__
assert "site-packages" in str(java.find_jar()), java.find_jar()
result = undermine.attack("nakamoto", alpha=0.35, gamma=0.5)
assert 0.43017 < result.optimum.lower < 0.43018, result
env = gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5)
env.reset(seed=1)
for _ in range(100):
    env.step(env.action_space.sample())
try:
    result.policy.frame()
except ModuleNotFoundError as e:
    print(e)
"""


def test_pip_install_in_a_fresh_environment(tmp_path):
    checkout = tmp_path / "checkout"  # installed from, then removed
    shutil.copytree(PACKAGE, checkout / "bridge" / "python", ignore=shutil.ignore_patterns("build", "*.egg-info"))
    target = Path(os.environ.get("UNDERMINE_JAR", PACKAGE.parent / "target" / "undermine.jar")).parent
    shutil.copytree(target / "lib", checkout / "bridge" / "target" / "lib")
    shutil.copy2(target / "undermine.jar", checkout / "bridge" / "target")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    installed = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", checkout / "bridge" / "python"],
        capture_output=True,
        text=True,
    )
    if installed.returncode and "Could not find a version" in installed.stderr + installed.stdout:
        pytest.skip("no package index within reach")
    assert installed.returncode == 0, installed.stderr
    shutil.rmtree(checkout)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("UNDERMINE_", "PYTHON"))}
    used = subprocess.run([python, "-c", USE], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert used.returncode == 0, used.stderr
    assert used.stdout == "tables need pandas: pip install 'undermine[plot]'\n"


def test_import_does_not_load_what_only_some_need():
    code = "import undermine, sys; print([m for m in ('pandas', 'matplotlib', 'py4j', 'torch') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
