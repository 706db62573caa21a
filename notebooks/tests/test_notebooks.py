"""Every notebook runs from top to bottom without a word of warning, and is stored clean and simple."""

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
ENOUGH = 900  # seconds for one cell
ELSEWHERE = {"native-training", "train-with-sb3"}  # run by test_with_trainers.py: ./undermine test trainers
LIBRARIES = {"undermine", "pandas", "numpy", "matplotlib", "sb3_contrib", "torch"}
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.With)
LONGEST = 12  # lines of a cell
AT_ONCE = 2
HERE = [path for path in NOTEBOOKS if path.stem not in ELSEWHERE]

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
every_one_here = pytest.mark.parametrize("path", HERE, ids=lambda path: path.stem)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert {"selfish-mining", "vote-withholding", "one-proof-many-chains", *ELSEWHERE} <= {path.stem for path in NOTEBOOKS}


def executed(path, folder):
    notebook = nbformat.read(path, as_version=4)
    return NotebookClient(notebook, timeout=ENOUGH, resources={"metadata": {"path": str(folder)}}).execute()


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """All of them at work, a few at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {path: pool.submit(executed, path, tmp_path_factory.mktemp(path.stem)) for path in HERE}


@every_one_here
def test_it_runs_without_errors_or_warnings(path, runs):
    ran_well(runs[path].result())


def ran_well(notebook):
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    shown = [kind for output in outputs for kind in output.get("data", {})]
    assert "image/png" in shown


@every_notebook
def test_it_is_stored_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert [cell.outputs for cell in code_cells(notebook) if cell.outputs] == []
    assert {cell.execution_count for cell in code_cells(notebook)} == {None}
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert [cell.metadata for cell in notebook.cells if cell.metadata] == []


@every_notebook
def test_it_leaves_logic_to_the_package(path):
    for cell in code_cells(nbformat.read(path, as_version=4)):
        lines = [line for line in cell.source.splitlines() if not line.startswith("%")]
        tree = ast.parse("\n".join(lines))
        assert len(lines) <= LONGEST, cell.source
        assert [node for node in ast.walk(tree) if isinstance(node, LOGIC)] == [], cell.source
        imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
        named = {
            name.split(".")[0]
            for node in imports
            for name in ([node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
        }
        assert named <= LIBRARIES, cell.source
