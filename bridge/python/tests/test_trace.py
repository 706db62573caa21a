"""trace and draw: what is told agrees with itself, with the picture, and with what a policy earns."""

import pytest

import undermine


@pytest.fixture(scope="module")
def trace(small):
    return undermine.trace("nakamoto", small, alpha=0.35, gamma=0.5, steps=5000, seed=3)


def test_a_trace_repeats_itself(small, trace):
    again = undermine.trace("nakamoto", small, alpha=0.35, gamma=0.5, steps=5000, seed=3)
    assert again.steps.equals(trace.steps) and again.blocks.equals(trace.blocks)
    other = undermine.trace("nakamoto", small, alpha=0.35, gamma=0.5, steps=5000, seed=4)
    assert not other.steps.equals(trace.steps)


def test_a_result_file_can_be_watched(small, trace, tmp_path):
    small.save(tmp_path / "r.json")
    read = undermine.trace("nakamoto", tmp_path / "r.json", alpha=0.35, gamma=0.5, steps=5000, seed=3)
    assert read.steps.equals(trace.steps)


def test_what_was_agreed_on_is_what_the_policy_earns(small, trace):
    agreed = trace.blocks[1:][trace.blocks.agreed[1:]]
    assert agreed.attackers.mean() == pytest.approx(small.optimum.lower, abs=0.03)
    assert trace.blocks.attackers[1:].mean() == pytest.approx(0.35, abs=0.03)
    heights = agreed.height.tolist()
    assert heights == list(range(1, len(heights) + 1))


def test_attacks_account_for_all_their_blocks(trace):
    for attack in trace.attacks.itertuples():
        assert trace.steps.over[attack.last] and not trace.steps.over[attack.first : attack.last - 1].any()
        found = trace.found(attack.first, attack.last)
        assert attack.attacker + attack.defenders + attack.orphaned == len(found) == attack.last - attack.first + 1


def test_honest_play_is_no_attack():
    trace = undermine.trace("nakamoto", "honest", alpha=0.35, gamma=0.5)
    assert len(trace.steps) == 200 and len(trace.attacks) == 0
    assert trace.blocks.agreed[:200].all()
    with pytest.raises(ValueError, match="no attack"):
        undermine.draw(trace)


def test_the_picture_tells_each_decision(trace):
    attack = trace.attacks.iloc[0]
    figure = undermine.draw(trace)
    told = [text.get_text() for text in figure.axes[0].texts]
    for action in trace.steps.action[attack["first"] : attack["last"]]:
        assert action in told
    assert sum("finds" in text for text in told) == len(trace.found(attack["first"], attack["last"]))
    with pytest.raises(ValueError, match="attack is 9999"):
        undermine.draw(trace, 9999)


def test_every_attack_can_be_drawn_inside_its_picture(trace):
    for i in range(20):
        figure = undermine.draw(trace, i)
        figure.canvas.draw()
        for text in figure.axes[0].texts:
            box = text.get_window_extent()
            assert figure.bbox.contains(box.x0, box.y0) and figure.bbox.contains(box.x1, box.y1), text


def test_free_attackers_can_be_watched_too():
    trace = undermine.trace("nakamoto", "honest", alpha=0.4, space="free", cutoff=6, steps=100)
    assert set(trace.steps.action.str.split().str[0]) <= {"continue", "honest", "consider", "release"}
    assert trace.steps.over.any()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [({"space": "fc16"}, "fc16"), ({"steps": 0}, "steps"), ({"steps": 10_001}, "steps"), ({"alpha": 1.5}, "alpha")],
)
def test_bad_questions_are_refused_by_name(wrong, named):
    with pytest.raises(ValueError, match=named):
        undermine.trace("nakamoto", "sm1", **{"alpha": 0.35, **wrong})


def test_revenue_has_a_panel_for_each_gamma():
    table = undermine.sweep("nakamoto", alpha=[0.1, 0.25, 0.4, 0.45], gamma=[0, 1], space="fc16", cutoff=8)
    figure = undermine.revenue(table.assign(SM1=table.honest), {0: (0.33, 0.34)})
    assert [panel.get_title(loc="left") for panel in figure.axes] == ["γ = 0", "γ = 1"]
    told = [text.get_text() for text in figure.axes[0].texts]
    assert {"honest", "optimum", "SM1"} <= set(told) and any("0.335" in text for text in told)
