"""Hands the shared memory to the environments in the JVM and gets it back: ``Doorbell.java`` is the other side."""

import os
import socket
import tempfile

from .shared import private_folder

RESET, STEP, _SPIN, _SYNC = 1, 2, 3, 4
_DONE, _SYNCED = 0, 2
_KINDS = 4
_NUMBERS = 0x7FFFFFFC  # of questions, in steps of _KINDS and round again
_START_TIMEOUT = 60  # seconds
_LOOK = 1 << 20  # turns between two looks at the JVM


class Listener:
    """A Unix socket in a folder of its own that only this user may enter; gone once one has connected."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="undermine-", dir=private_folder())  # mode 0700
        self.path = os.path.join(self._folder.name, "bell")
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(self.path)
        self._socket.listen(1)
        self._socket.settimeout(_START_TIMEOUT)

    def accept(self) -> socket.socket:
        connected, _ = self._socket.accept()
        connected.settimeout(None)
        return connected

    def close(self) -> None:
        self._socket.close()
        self._folder.cleanup()


class Doorbell:
    """Rings and waits.

    Args:
        memory: the `SharedMemory`.
        jvm: the `Gateway`, which knows whether the JVM lives and how it died.
        spin: look at the memory all the time instead of waiting for the socket: faster, as long as a core is idle.
    """

    def __init__(self, connected: socket.socket, memory, jvm, spin: bool):
        self._socket = connected
        self._jvm = jvm
        self._bell = memory.bell
        self._answer = memory.answer
        self.owed = False  # whether a question was interrupted before its answer came
        self._asked = 0
        self._words = {kind: bytes([kind]) for kind in (RESET, STEP, _SPIN, _SYNC)}
        self.ring, self.settle = (self._spin, self._settle_spin) if spin else (self._knock, self._settle)
        if spin:
            connected.sendall(self._words[_SPIN])

    # ring(kind) asks, waits, and says whether it was done. settle() waits until nothing is asked any more: an interrupt may
    # come anywhere between asking and hearing. Until then the memory belongs to the environments.

    def _knock(self, kind: int) -> bool:
        try:
            self.owed = True
            self._socket.sendall(self._words[kind])
            said = self._hear()
            self.owed = False
            return said == _DONE
        except (BrokenPipeError, ConnectionError):
            raise self._jvm.died() from None

    def _settle(self) -> None:
        try:
            self._socket.sendall(self._words[_SYNC])
            while self._hear() != _SYNCED:
                pass
            self.owed = False
        except (BrokenPipeError, ConnectionError):
            raise self._jvm.died() from None

    def _hear(self) -> int:
        said = self._socket.recv(1)
        if not said:
            raise self._jvm.died()
        return said[0]

    def _spin(self, kind: int) -> bool:
        self.owed = True
        self._asked = (self._asked + _KINDS) & _NUMBERS
        self._bell[0] = self._asked + kind
        said = self._watch()
        self.owed = False
        return said - self._asked == _DONE

    def _settle_spin(self) -> None:
        self._asked = self._bell.item(0) & _NUMBERS
        self._watch()
        self.owed = False

    def _watch(self) -> int:
        answer, asked, turn = self._answer.item, self._asked, 0
        while (said := answer(0)) & _NUMBERS != asked:
            turn += 1
            if turn % _LOOK == 0 and not self._jvm.alive():
                raise self._jvm.died()
        return said

    def close(self) -> None:
        self._socket.close()
