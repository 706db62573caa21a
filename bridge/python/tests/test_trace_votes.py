"""trace and draw where there are votes, summaries and several parents."""

import pytest

import undermine

VOTES = ["parallel", "simple-parallel", "tree-parallel", "dag-parallel", "tailstorm"]


def traced(protocol, **how):
    how = {"k": 3, "cutoff": 5, **how} if protocol in VOTES else how
    policy = how.pop("policy", "minor-delay" if protocol in VOTES else "selfish-release")
    return undermine.trace(protocol, policy, alpha=0.4, gamma=0.5, steps=1500, seed=2, **how)


@pytest.fixture(scope="module", params=[*VOTES, "ethereum-byzantium"])
def trace(request):
    return traced(request.param)


def test_blocks_say_what_they_are(trace):
    blocks = trace.blocks[1:]
    assert set(blocks.miner) <= {"attacker", "defender", "nobody"}
    assert (blocks.attackers == (blocks.miner == "attacker")).all()
    assert ((blocks.kind == "summary") == (blocks.miner == "nobody")).all()
    assert ("vote" in set(blocks.kind)) == (trace.protocol in VOTES)
    assert ("summary" in set(blocks.kind)) == (trace.protocol == "tailstorm")
    assert blocks.proof.all() == (trace.protocol not in ("parallel", "tailstorm"))
    assert max(map(len, blocks.parents)) > 1 or trace.protocol == "tree-parallel"


def test_attacks_count_proofs_of_work(trace):
    assert len(trace.attacks) > 10
    for attack in trace.attacks.itertuples():
        found = trace.found(attack.first, attack.last)
        kept = found[found.proof & found.agreed]
        assert attack.attacker == (kept.miner == "attacker").sum()
        assert attack.defenders == (kept.miner == "defender").sum()
        lost = found[found.proof & ~found.agreed & (found.settled >= 0)]
        assert (attack.orphaned, attack.pushed_out) == (len(lost), (lost.miner == "defender").sum())
        assert found.proof.sum() >= attack.attacker + attack.defenders + attack.orphaned > 1


@pytest.mark.parametrize("protocol", [*VOTES, "ethereum-whitepaper"])
def test_honest_play_is_no_attack(protocol):
    trace = traced(protocol, policy="honest")
    assert trace.steps.over.any() and len(trace.attacks) == 0


def test_every_attack_can_be_drawn_inside_its_picture(trace):
    for i in range(2, 5):
        figure = undermine.draw(trace, i)
        figure.canvas.draw()
        for text in figure.axes[0].texts:
            box = text.get_window_extent()
            assert figure.bbox.contains(box.x0, box.y0) and figure.bbox.contains(box.x1, box.y1), text


def test_the_picture_tells_every_new_block(trace):
    attack = trace.attacks.iloc[3]
    told = [text.get_text() for text in undermine.draw(trace, 3).axes[0].texts]
    new = trace.found(attack["first"], attack["last"])
    for verb, shown in [
        ("finds", new.proof),
        ("proposes", ~new.proof & (new.kind == "block")),
        ("follows", new.kind == "summary"),
    ]:
        assert sum(verb in text for text in told) == shown.sum()


def test_only_who_may_find_the_next_is_said_to_mine():
    trace = undermine.trace("parallel", "minor-delay", alpha=0.4, gamma=0, k=2, cutoff=5, steps=1500, seed=2)
    for i, attack in list(enumerate(trace.attacks.itertuples()))[:20]:
        said = [text.get_text() for text in undermine.draw(trace, i).axes[0].texts if "mine here" in text.get_text()]
        steps = trace.steps.loc[attack.first : attack.last]
        found = trace.blocks[trace.blocks.proof].found
        races = [t for t, step in steps.iterrows() if step.near_head != step.far_head and t in set(found)]
        assert len(said) <= 2 * len(races)


def test_numbers_in_a_row_are_a_range():
    from undermine.plot_tree import _listed

    assert _listed([3]) == "3" and _listed([1, 2]) == "1 and 2" and _listed([1, 2, 3, 5, 6]) == "1 to 3, 5 and 6"


def test_no_two_blocks_are_drawn_on_one_spot(trace):
    from undermine.dag import columns_of, lanes_of
    from undermine.plot_tree import _before

    for attack in trace.attacks.itertuples():
        new = trace.found(attack.first, attack.last)
        shown = trace.blocks.loc[[*_before(trace.blocks, new), *new.index]]
        blocks = dict(shown.iterrows())
        columns = columns_of(blocks)
        lanes = lanes_of(blocks, columns)
        assert len({(columns[b], lanes[b]) for b in shown.index}) == len(shown)
        for b, parents in shown.parents.items():
            assert all(columns[p] < columns[b] for p in parents if p in columns)
