"""A protocol in a Java file of the user's, by its path."""

from pathlib import Path

import gymnasium
import pytest

import undermine
from undermine import gateway

RULES = """
import org.undermine.protocols.*;

public record Mine(@Range(min = 1, max = 9, value = 1) int pays, Tie tie_break) implements Protocol {
    enum Tie { FIRST_SEEN, LAST_SEEN }
    public Draft mine(View v) { return Draft.extending(v.head()); }
    public int prefer(View v, int block) {
        int lead = v.height(block) - v.height(v.head());
        return lead > 0 || lead == 0 && tie_break == Tie.LAST_SEEN ? block : v.head();
    }
    public int progress(View v, int block) { return 1; }
    public void coinbase(View v, int block, Payout payout) { payout.pay(v.miner(block), pays); }
    public int unit() { return pays; }
}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working directory, with Mine.java in it, other than the one that the JVM was started in."""
    gateway.current()
    (tmp_path / "Mine.java").write_text(RULES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("how", [str, Path], ids=["text", "path"])
def test_a_path_is_relative_to_where_python_is(folder, how):
    known = undermine.attack("nakamoto", alpha=0.4, cutoff=6)
    own = undermine.attack(how("Mine.java"), alpha=0.4, cutoff=6, pays=3)
    assert own.optimum.lower == pytest.approx(known.optimum.lower, abs=2e-6)
    assert own.protocol == str(folder / "Mine.java")
    assert own.parameters == {"pays": 3, "tie-break": "first-seen"}
    assert undermine.evaluate(own.protocol, own, alpha=0.4, steps=1000, cutoff=6).exact >= own.optimum.lower - 1e-12


def test_an_edited_file_is_another_protocol(folder):
    first = undermine.attack("Mine.java", alpha=0.4, gamma=0, cutoff=6)
    (folder / "Mine.java").write_text(RULES.replace("lead == 0 &&", "lead == 0 ||"))
    second = undermine.attack("Mine.java", alpha=0.4, gamma=0, cutoff=6)
    assert second.optimum.lower > first.optimum.upper  # whoever comes last wins every tie
    assert len(first.policy.frame()) == first.model.states


def test_it_is_an_environment(folder):
    env = gymnasium.make("undermine/Protocol-v0", protocol="Mine.java", alpha=0.4, gamma=0, cutoff=6, tie_break="last-seen")
    observation, info = env.reset(seed=1)
    assert observation in env.observation_space and info["action_mask"].any()
    env.close()


def test_what_the_compiler_says_is_a_value_error(folder):
    (folder / "Mine.java").write_text(RULES.replace("v.head())", "v.heat())", 1))
    with pytest.raises(ValueError, match=r"Mine\.java:6: cannot find symbol; symbol: method heat\(\)"):
        undermine.attack("Mine.java", alpha=0.4)
    with pytest.raises(ValueError, match="there is no file .*Nowhere.java"):
        undermine.break_even("Nowhere.java")


def test_a_rule_that_fails_is_named_by_its_line(folder):
    (folder / "Mine.java").write_text(RULES.replace("{ return 1; }", "{ return 1 / (pays - 1); }"))
    with pytest.raises(ArithmeticError, match=r"Mine\.java:11: ArithmeticException: / by zero"):
        undermine.attack("Mine.java", alpha=0.4, cutoff=4)


def test_a_rule_that_fails_in_a_step_leaves_a_usable_environment(folder):
    (folder / "Mine.java").write_text(RULES.replace("{ return 1; }", "{ return 1 / (pays - 1); }"))
    env = gymnasium.make("undermine/Protocol-v0", protocol="Mine.java", alpha=0.4, gamma=0, cutoff=6).unwrapped
    for _ in range(2):
        env.reset(seed=1)
        with pytest.raises(ArithmeticError, match=r"Mine\.java:11: ArithmeticException: / by zero"):
            for _ in range(100):
                env.step(0)
        with pytest.raises(RuntimeError, match="reset first"):
            env.step(0)
    env.close()
