"""Finds the best attack on a proof-of-work protocol.

>>> import undermine
>>> r = undermine.attack("nakamoto", alpha=0.35, gamma=0.5)
>>> r.optimum.lower, r.ceiling, r.model.states
>>> r.policy.frame()                                        # pandas
>>> r.plot()                                                # matplotlib
>>> undermine.draw(undermine.trace("nakamoto", r, alpha=0.35, gamma=0.5, seed=1))

>>> import gymnasium
>>> env = gymnasium.make("undermine/Nakamoto-v0", alpha=0.35, gamma=0.5)

A JVM of this process's own is started on first use and ends with the process; `connect` uses one that runs already.
"""

from . import hfm
from .agent import Agent
from .errors import JvmDied
from .gateway import connect
from .plot import revenue
from .plot_compare import compare
from .plot_learning import learning_curve
from .plot_tree import draw
from .plot_ways import agreement
from .questions import attack, break_even, evaluate, learned, least_payment, load, protocols, sweep, trace
from .registration import register as _register
from .result import Result
from .runs import consistency, live, simulate
from .traces import Trace
from .training import train
from .ways import four_ways

__version__ = "0.1.0"
__all__ = [
    "Agent",
    "JvmDied",
    "Result",
    "Trace",
    "agreement",
    "attack",
    "break_even",
    "compare",
    "connect",
    "consistency",
    "draw",
    "evaluate",
    "four_ways",
    "hfm",
    "learned",
    "learning_curve",
    "least_payment",
    "live",
    "load",
    "protocols",
    "revenue",
    "simulate",
    "sweep",
    "trace",
    "train",
]

_register()
