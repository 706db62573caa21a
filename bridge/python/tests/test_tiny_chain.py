"""A Java miner and one written from the specification in Python mine one chain, over UDP."""

import json
import subprocess
import time

import pytest
from tiny_chain import ZERO, Miner

from undermine import java

BLOCKS = 25


@pytest.mark.parametrize("first", ["java", "python"])
@pytest.mark.parametrize("work", [True, False])
def test_both_accept_each_others_blocks(first, work):
    ours = Miner(b"python \x00\xff", 2**248 if work else None)
    command = [java.find_java()[0], "-Xmx64m", "-jar", java.find_jar(), "miner", "127.0.0.1:0"]
    command += [f"127.0.0.1:{ours.port}", *["genesis"] * (first == "java"), "--json", "--data", "java"]
    command += ["--blocks", str(BLOCKS), *(["--target", "2^248", "--rate", "2560"] if work else ["--without-work", "--rate", "10"])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as theirs:
        try:
            peer = int(json.loads(theirs.stdout.readline())["listening"].rpartition(":")[2])
            if first == "python":
                ours.append(b"in the beginning", ZERO, bytes(8))
                ours.send(peer, b"in the beginning", ZERO, bytes(8))
            deadline = time.monotonic() + 60
            while theirs.poll() is None:
                assert time.monotonic() < deadline, f"{len(ours.chain)} blocks in 60 s"
                ours.hear(0.02 if work else 0.1)
                ours.mine(peer, 50 if work else 1)
            lines = [json.loads(line) for line in theirs.stdout]
        finally:
            theirs.kill()
    found = {e["block"]: e["other"] for e in lines if "event" in e}
    account = next(line["account"] for line in lines if "account" in line)
    deadline = time.monotonic() + 10
    while bytes.fromhex(account["tip"]) not in ours.chain and time.monotonic() < deadline:
        ours.hear(0.2)
    assert bytes.fromhex(account["tip"]) in ours.chain, "Python does not know Java's tip"
    chain, block = [], bytes.fromhex(account["tip"])
    while block != ZERO:
        chain.append(block)
        block = ours.chain[block][2]
    assert len(chain) == account["height"] + 1 > BLOCKS
    assert {ours.chain[b][1] for b in chain[:-1]} == {b"java", b"python \x00\xff"}
    assert {b.hex() for b in chain} & set(found), "no block of Java's on the chain"
    assert set(found.values()) & {b.hex() for b in ours.found}, "Java never extended a block of Python's"
    assert not set(account["dropped"]) - {"KNOWN"}, account
