"""The tiny blockchain once more, from its specification alone and in nothing but the standard library."""

import base64
import hashlib
import json
import socket
import struct
import time

ZERO = bytes(32)


class Miner:
    """Mines and listens in one thread. Without a target it is the protocol's first version, without proof-of-work.

    chain maps a block's hash to (height, data, previous hash); blocks that cannot be appended are forgotten.
    """

    def __init__(self, data: bytes, target: int | None):
        self.data, self.target, self.chain, self.tip, self.found = data, target, {}, None, []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def hash(self, data, previous, work):
        return hashlib.sha256(data + previous + (b"" if self.target is None else work)).digest()

    def append(self, data, previous, work):
        """The block's hash, if it is valid, new and has a path to the genesis."""
        name = self.hash(data, previous, work)
        height = 0 if previous == ZERO else self.chain[previous][0] + 1 if previous in self.chain else None
        worked = self.target is None or previous == ZERO or int.from_bytes(name, "big") <= self.target
        if height is None or not worked or name in self.chain or (height == 0 and self.chain):
            return None
        self.chain[name] = (height, data, previous)
        if self.tip is None or height > self.chain[self.tip][0]:
            self.tip = name
        return name

    def send(self, peer, data, previous, work):
        message = {"data": base64.b64encode(data).decode(), "previous": previous.hex(), "ignored": [None, {"a": 1}]}
        if self.target is not None:
            message["p_o_w"] = work.hex()
        self.socket.sendto(json.dumps(message).encode(), ("127.0.0.1", peer))

    def hear(self, seconds):
        """What arrives within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                message = json.loads(self.socket.recv(65536))
            except TimeoutError:
                return
            work = bytes.fromhex(message["p_o_w"]) if self.target is not None else b""
            self.append(base64.b64decode(message["data"]), bytes.fromhex(message["previous"]), work)

    def mine(self, peer, attempts):
        """Tries a few times to extend the tip; what is found is sent to the peer."""
        for _ in range(attempts if self.tip else 0):
            work = struct.pack(">Q", time.perf_counter_ns())
            previous = self.tip
            if name := self.append(self.data, previous, work):
                self.found.append(name)
                self.send(peer, self.data, previous, work)
                return
