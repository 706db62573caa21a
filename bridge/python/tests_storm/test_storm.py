"""Storm, an independent model checker, reads what is exported, counts the same and finds the same optimum."""

import json
import os
import subprocess

import pytest

stormpy = pytest.importorskip("stormpy", reason="stormpy has no wheel for Python 3.10")
pytest.importorskip("stormpy.pars")

JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
MODELS = {
    "fc16": "nakamoto --space fc16 --cutoff 95",
    "parallel": "parallel --k 2 --cutoff 4",
    "races": "nakamoto --cutoff 8",
    "races won": "nakamoto --cutoff 8 --gamma 1",  # some outcomes cannot happen
}
POINT = "--alpha 0.35"
WIDTH = 1e-6
SHIFT = 1e-3  # Storm stops at a relative precision of 1e-6 and never where a mean is about zero: so of 1e-9 in what is shifted
PRECISION = 1e-6 * SHIFT


def undermine(line, *more):
    return subprocess.run([JAVA, "-jar", os.environ["UNDERMINE_JAR"], *line.split(), *more], check=True, capture_output=True).stdout


def export(line, form, file, *more):
    return json.loads(undermine(f"export {line} --format {form} --json", "-o", str(file), *more))["model"]


READERS = {"umb": stormpy.build_model_from_umb, "drn": stormpy.build_model_from_drn}


def amounts(model, structure):
    return list(model.reward_models[structure].state_action_rewards)


def greatest_mean(model, rho):
    """Of reward - rho * progress, in the long run."""
    gains = [SHIFT + r - rho * p for r, p in zip(amounts(model, "reward"), amounts(model, "progress"))]
    name = f"gain{len(model.reward_models)}"
    model.add_reward_model(name, stormpy.models.SparseRewardModel(optional_state_action_reward_vector=gains))
    property = stormpy.parse_properties(f'R{{"{name}"}}max=? [ LRA ]')[0]
    return stormpy.model_checking(model, property).get_value(model.initial_states[0]) - SHIFT


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", MODELS)
def test_the_optimum_lies_between_the_bounds(name, form, tmp_path):
    line = f"{MODELS[name]} {POINT}"
    written = export(line, form, tmp_path / "model")
    model = READERS[form](str(tmp_path / "model"))
    assert (model.nr_states, model.nr_choices, model.nr_transitions) == (
        written["states"],
        written["choices"],
        written["outcomes"],
    )
    assert list(model.initial_states) == [0]
    optimum = json.loads(undermine(f"attack {line} --json --epsilon {WIDTH}"))["optimum"]
    assert greatest_mean(model, optimum["lower"]) >= -PRECISION
    assert greatest_mean(model, optimum["upper"]) <= PRECISION
    assert greatest_mean(model, optimum["lower"] - WIDTH) > PRECISION
    assert greatest_mean(model, optimum["upper"] + WIDTH) < -PRECISION


def test_both_formats_are_the_same_model_to_the_last_bit(tmp_path):
    line = f"{MODELS['parallel']} {POINT} --gamma 1/3"
    umb, drn = (read(str(tmp_path / form)) for form, read in READERS.items() if export(line, form, tmp_path / form))
    assert [(e.column, e.value) for s in range(umb.nr_choices) for e in umb.transition_matrix.row_iter(s, s)] == [
        (e.column, e.value) for s in range(drn.nr_choices) for e in drn.transition_matrix.row_iter(s, s)
    ]
    for structure in ("reward", "progress"):
        assert amounts(umb, structure) == amounts(drn, structure)


def test_prisms_files_say_the_same(tmp_path):
    """PRISM itself is not on PyPI: its files are read by the few lines below."""
    line = f"{MODELS['parallel']} {POINT}"
    export(line, "prism", tmp_path / "model")
    export(line, "drn", tmp_path / "model.drn")
    model = READERS["drn"](str(tmp_path / "model.drn"))
    first = list(model.transition_matrix.get_row_group_start(s) for s in range(model.nr_states))
    head, *rows = (tmp_path / "model.tra").read_text().splitlines()
    assert head == f"{model.nr_states} {model.nr_choices} {model.nr_transitions}"
    read = {(first[int(s)] + int(c), int(t)): float(p) for s, c, t, p, _ in map(str.split, rows)}
    assert read == {
        (c, e.column): e.value for c in range(model.nr_choices) for e in model.transition_matrix.row_iter(c, c)
    }
    for number, structure in (("1", "reward"), ("2", "progress")):
        named, _, _, *rows = (tmp_path / f"model{number}.trew").read_text().splitlines()
        assert named == f'# Reward structure "{structure}"'
        paid = {first[int(s)] + int(c): float(x) for s, c, _, x in map(str.split, rows)}
        assert [paid.get(c, 0) for c in range(model.nr_choices)] == amounts(model, structure)


def test_alpha_and_gamma_may_stay_open(tmp_path):
    written = export(MODELS["races"], "drn", tmp_path / "open.drn")
    model = stormpy.build_model_from_drn[stormpy.RationalFunction](str(tmp_path / "open.drn"))
    assert (model.nr_states, model.nr_choices, model.nr_transitions) == (
        written["states"],
        written["choices"],
        written["outcomes"],
    )
    assert sorted(str(p) for p in model.collect_probability_parameters()) == ["alpha", "gamma"]
    export(f"{MODELS['races']} --alpha 0.25 --gamma 0.5", "drn", tmp_path / "numbers.drn")
    numbers = READERS["drn"](str(tmp_path / "numbers.drn"))
    values = {"alpha": stormpy.RationalFunctionCoefficient(0.25), "gamma": stormpy.RationalFunctionCoefficient(0.5)}
    at = {p: values[str(p)] for p in model.collect_probability_parameters()}
    filled = stormpy.pars.ModelInstantiator(model).instantiate(at)
    for c in range(numbers.nr_choices):
        row = [(e.column, e.value) for e in filled.transition_matrix.row_iter(c, c)]
        assert row == [(e.column, pytest.approx(e.value, abs=1e-15)) for e in numbers.transition_matrix.row_iter(c, c)]
    assert amounts(filled, "reward") == pytest.approx(amounts(numbers, "reward"), abs=1e-15)
