"""Notebooks that train run where torch is: in ./undermine test trainers. All else is asked of them in test_notebooks.py."""

from importlib.util import find_spec

import pytest
from test_notebooks import ELSEWHERE, FOLDER, executed, ran_well


@pytest.mark.parametrize("name", sorted(ELSEWHERE))
@pytest.mark.skipif(find_spec("sb3_contrib") is None, reason=f"{', '.join(ELSEWHERE)}: run by ./undermine test trainers")
def test_it_runs_without_errors_or_warnings(name, tmp_path):
    ran_well(executed(FOLDER / f"{name}.ipynb", tmp_path))
