"""Trained agents without a JVM, beside the same agents in it."""

import hashlib
import io
import json
import random
import subprocess
import sys
import zipfile

import gymnasium
import numpy as np
import pytest

import undermine
from undermine import gateway
from undermine.evaluation import Table

ALPHA, GAMMA = 0.45, 0.25


def run(*words) -> str:
    """What a command of the command line says."""
    said = json.loads(gateway.current().method("command")(json.dumps([str(word) for word in words])))
    assert said["code"] == 0, said["err"]
    return said["out"]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("agent") / "agent.zip"
    run("train", "nakamoto", "-a", ALPHA, "-g", GAMMA, "--cutoff", 8, "--steps", 6_000, "-o", path, "-q")
    return path


def sealed(entries: dict) -> bytes:
    """A zip archive as `undermine train` seals it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, entry in entries.items():
            archive.writestr(name, entry)
        archive.comment = b"sha256:" + b"0" * 64
    content = content.getvalue()[:-71]
    return content + b"sha256:" + hashlib.sha256(content).hexdigest().encode()


def entries(file) -> dict:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_says_what_it_is(file):
    agent = undermine.load(file)
    assert agent.protocol == "nakamoto" and agent.parameters == {} and agent.attack["cutoff"] == 8
    assert (agent.alpha, agent.gamma) == (ALPHA, GAMMA)
    assert agent.features == ["a", "h", "lead", "relevant", "active"] and agent.actions == ["adopt", "override", "match", "wait"]
    assert (agent.training["agent"], agent.training["learn"]) == ("ppo", "ratio")
    assert agent.training["steps"] >= 6_000 and agent.training["curve"]


def random_network(file, activation: str, sizes: list[int], seed: int) -> bytes:
    """The same agent with another network."""
    told = json.loads(entries(file)["description.json"])
    told["network"] = {"activation": activation, "sizes": [10, *sizes, 4]}
    count = sum((i + 1) * o for i, o in zip([10, *sizes], [*sizes, 4]))
    parameters = np.random.default_rng(seed).normal(0, 0.4, count).astype("<f4")
    return sealed({"description.json": json.dumps(told), "parameters.f32": parameters.tobytes()})


@pytest.mark.parametrize("network", [None, ("RELU", [64, 64], 1), ("TANH", [33, 18], 2), ("RELU", [], 3)])
def test_chooses_as_the_jvm_does_everywhere(file, tmp_path, network):
    if network:
        (tmp_path / "other.zip").write_bytes(random_network(file, *network))
        file = tmp_path / "other.zip"
    agent, proof = undermine.load(file), tmp_path / "proof.json"
    table = Table.of("nakamoto", agent.attack)
    theirs = json.loads(run("evaluate", "nakamoto", "--policy", file, "-n", 10_000, "--json", "-o", proof))
    ours = agent(table._seen, table._masks)
    assert len(ours) > 400
    np.testing.assert_array_equal(ours, json.loads(proof.read_text())["policy"]["action"])
    assert table.value(agent, ALPHA, GAMMA) == pytest.approx(theirs["exact"], abs=1e-12)


def test_a_table_chooses_as_the_jvm_does_everywhere(tmp_path):
    file, proof = tmp_path / "q.zip", tmp_path / "proof.json"
    run("train", "nakamoto", "-a", ALPHA, "--cutoff", 6, "--agent", "q", "--steps", 100_000, "-o", file, "-q")
    run("evaluate", "nakamoto", "--policy", file, "--cutoff", 6, "-n", 1_000, "-o", proof)
    agent, table = undermine.load(file), Table.of("nakamoto", {"cutoff": 6})
    np.testing.assert_array_equal(agent(table._seen, table._masks), json.loads(proof.read_text())["policy"]["action"])
    assert agent([9, 9, 9, 9, 9], [0, 0, 1, 1]) == 2
    good = entries(file)
    refused(file, sealed({**good, "parameters.f32": good["parameters.f32"][:-4]}))
    for value in (None, {}, {"rows": 1}, {"rows": True}, {"rows": -1}, 3):
        told = {**json.loads(good["description.json"]), "table": value}
        refused(file, sealed({**good, "description.json": json.dumps(told)}))


def general(file, path):
    """The same agent, but trained for a range and of another network."""
    told = json.loads(entries(file)["description.json"])
    told |= {"alpha": [0.2, 0.45], "gamma": [0, 1], "network": {"activation": "RELU", "sizes": [14, 20, 4]}}
    told["observation"] += [{"name": "alpha", "low": 0.2, "high": 0.45}, {"name": "gamma", "low": 0, "high": 1}]
    parameters = np.random.default_rng(4).normal(0, 0.4, 15 * 20 + 21 * 4).astype("<f4")
    path.write_bytes(sealed({"description.json": json.dumps(told), "parameters.f32": parameters.tobytes()}))
    return told


def test_one_for_a_range_is_told_where_it_plays(file, tmp_path):
    path, proof = tmp_path / "general.zip", tmp_path / "proof.json"
    told = general(file, path)
    whole = undermine.load(path)
    assert (whole.alpha, whole.gamma) == ((0.2, 0.45), (0, 1)) and len(whole.features) == 7
    agent = undermine.load(path, alpha="1/3", gamma=0.7)
    assert (agent.alpha, agent.gamma) == (1 / 3, 0.7) and len(agent.features) == 5
    table = Table.of("nakamoto", agent.attack)
    theirs = run("evaluate", "nakamoto", "-a", "1/3", "-g", 0.7, "--policy", path, "-n", 1_000, "--json", "-o", proof)
    chosen = agent(table._seen, table._masks)
    np.testing.assert_array_equal(chosen, json.loads(proof.read_text())["policy"]["action"])
    seen = np.hstack([table._seen, np.tile([1 / 3, 0.7], (len(table._seen), 1))])
    np.testing.assert_array_equal(chosen, whole(seen, table._masks))
    ours = undermine.evaluate("nakamoto", path, alpha=1 / 3, gamma=0.7, steps=1_000)
    assert ours.exact == pytest.approx(json.loads(theirs)["exact"], abs=1e-12)
    envs = gymnasium.make_vec("undermine/Nakamoto-v0", num_envs=3, cutoff=8, alpha=(0.2, 0.45), gamma=(0, 1))
    observed, info = envs.reset(seed=1)
    assert (np.take_along_axis(info["action_mask"], whole(observed, info["action_mask"])[:, None], axis=1)).all()
    envs.close()
    for where in ({}, {"alpha": 0.3}, {"alpha": 0.5, "gamma": 0.5}):
        with pytest.raises(ValueError, match="^(alpha|gamma) is "):
            undermine.evaluate("nakamoto", path, steps=1_000, **where)
    with pytest.raises(ValueError, match="^alpha is 0.1; the agent was trained for 0.2 to 0.45$"):
        undermine.load(path, alpha=0.1, gamma=0)
    for name, value in (("alpha", [0.2]), ("alpha", [0.45, 0.2]), ("gamma", [0, 0.5]), ("gamma", 0.5), ("alpha", ["a", 1])):
        refused(path, sealed({**entries(path), "description.json": json.dumps({**told, name: value})}))


def test_a_batch_is_its_rows(file):
    agent = undermine.load(file)
    random = np.random.default_rng(1)
    seen = random.integers(agent.low, agent.high + 1, (500, 5)).astype(np.float32)
    masks = random.random((500, 4)) < 0.6
    masks[np.arange(500), random.integers(0, 4, 500)] = True
    together = agent(seen, masks)
    assert (np.take_along_axis(masks, together[:, None], axis=1)).all()
    assert [agent(s, m) for s, m in zip(seen, masks)] == together.tolist()
    assert agent(seen[:0], masks[:0]).shape == (0,)


def test_is_evaluated_like_any_policy(file):
    agent = undermine.load(file)
    found = undermine.evaluate("nakamoto", agent, steps=50_000)
    named = undermine.evaluate("nakamoto", str(file), alpha=ALPHA, gamma=GAMMA, steps=50_000)
    assert found.exact == named.exact and found.revenue == named.revenue
    assert found.revenue.low <= found.exact <= found.revenue.high and found.gap >= 0
    assert undermine.learned("nakamoto", agent).earns == found.exact


def test_needs_no_jvm(file):
    script = """if True:
        import os, sys
        os.environ["UNDERMINE_JAVA"] = "/nowhere"
        import numpy as np, undermine
        agent = undermine.load(sys.argv[1])
        print(agent(np.zeros(5), [0, 0, 0, 1]))
    """
    said = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, timeout=120)
    assert said.stdout == "3\n", said.stderr


def test_other_environments_are_refused(file):
    agent = undermine.load(file)
    with pytest.raises(ValueError, match="^the agent was trained on nakamoto, not on ethereum-byzantium$"):
        undermine.evaluate("ethereum-byzantium", agent)
    with pytest.raises(ValueError, match="^the agent was trained on observations a 0 to 8, .*; here they are a 0 to 9"):
        undermine.evaluate("nakamoto", agent, cutoff=9, steps=1_000)
    with pytest.raises(ValueError, match="^the agent was trained on actions"):
        agent.check(agent.features, agent.low, agent.high, ["adopt"])
    with pytest.raises(ValueError, match="^no action is legal$"):
        agent(np.zeros((2, 5)), [[1, 0, 0, 0], [0, 0, 0, 0]])
    with pytest.raises(ValueError, match="^observations"):
        agent(np.zeros((2, 4)), np.ones((2, 4)))
    with pytest.raises(ValueError, match="^policy is a trained agent"):
        undermine.trace("nakamoto", file, alpha=0.3)


def refused(path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(ValueError) as refusal:
        undermine.load(path)
    said = str(refusal.value)
    assert said.startswith(str(path)) and "\n" not in said
    return said


def test_damage_is_noticed(file, tmp_path):
    content, other, dice = file.read_bytes(), tmp_path / "other.zip", random.Random(1)
    for _ in range(1_000):
        damaged = bytearray(content)
        damaged[dice.randrange(len(content))] ^= dice.randrange(1, 256)
        refused(other, bytes(damaged))
    for length in [0, 1, 2, 70, *(dice.randrange(len(content)) for _ in range(100))]:
        refused(other, content[:length])
    refused(other, content + b"\0")
    with pytest.raises(FileNotFoundError):
        undermine.load(tmp_path / "nowhere.zip")


def test_a_seal_makes_no_nonsense_true(file, tmp_path):
    """Edited with the hash made anew: still refused in one line, or the edit was no damage."""
    good, other = entries(file), tmp_path / "other.zip"
    other.write_bytes(sealed(good))
    assert undermine.load(other).protocol == "nakamoto"
    description = json.loads(good["description.json"])

    def edited(change):
        told = json.loads(good["description.json"])
        change(told)
        return sealed({**good, "description.json": json.dumps(told)})

    for name in ("format", "undermine", "protocol", "parameters", "attack", "alpha", "gamma", "observation", "actions"):
        refused(other, edited(lambda told: told.pop(name)))
    for name in ("network", "training"):
        refused(other, edited(lambda told: told.pop(name)))
    for name in description:
        for value in (None, [1, {}], True):
            refused(other, edited(lambda told: told.update({name: value})))
    later = description["format"] + 1
    assert f"its format is {later}" in refused(other, edited(lambda told: told.update(format=later)))
    assert "undermine 9.9.9 wrote it" in refused(other, edited(lambda told: told.update(undermine="9.9.9")))
    refused(other, edited(lambda told: told.update(alpha=1.5)))
    refused(other, edited(lambda told: told["actions"].pop()))
    refused(other, edited(lambda told: told["observation"].pop()))
    refused(other, edited(lambda told: told["observation"][0].update(low="0")))
    refused(other, edited(lambda told: told["network"].update(activation="SIGMOID")))
    refused(other, edited(lambda told: told["network"]["sizes"].insert(1, -3)))
    refused(other, edited(lambda told: told["network"].update(sizes=[])))
    refused(other, sealed({**good, "parameters.f32": good["parameters.f32"][:-4]}))
    refused(other, sealed({**good, "parameters.f32": good["parameters.f32"][:-3]}))
    refused(other, sealed({**good, "parameters.f32": np.full(len(good["parameters.f32"]) // 4, np.nan, "<f4").tobytes()}))
    refused(other, sealed({**good, "description.json": "["}))
    refused(other, sealed({**good, "description.json": "[]"}))
    refused(other, sealed({"description.json": good["description.json"]}))
