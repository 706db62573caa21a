import gymnasium
import pytest

import undermine  # noqa: F401  registers the ids


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=25, help="how often test_kills.py kills Python (default: 25)")
    parser.addoption("--corruptions", type=int, default=5_000, help="how many test_fuzz.py makes (default: 5000)")


@pytest.fixture
def make():
    """gymnasium.make of Nakamoto with alpha .35 and gamma 1/2 unless told otherwise; closed after the test."""
    made = []

    def make(**how):
        made.append(gymnasium.make("undermine/Nakamoto-v0", **{"alpha": 0.35, "gamma": 0.5, **how}))
        return made[-1]

    yield make
    for env in made:
        env.close()


@pytest.fixture(scope="session")
def small():
    """A result on a small model."""
    return undermine.attack("nakamoto", alpha=0.35, gamma=0.5, cutoff=12)
