"""Hands the shared memory to the environments in the JVM and gets it back: ``Doorbell.java`` is the other side."""

import os
import select

RESET, STEP, _SPIN, _SYNC = 1, 2, 3, 4
_DONE = 0
_KINDS = 4
_NUMBERS = 0x7FFFFFFC  # of questions, in steps of _KINDS and round again
_LOOK = 1 << 16  # turns between two looks at the JVM


class Doorbell:
    """Rings and waits.

    Args:
        asks, answers: one's own ends of the pipes, see `lending`.
        memory: the `SharedMemory`.
        jvm: the `Client`, which knows how the JVM died.
        spin: look at the memory all the time instead of waiting for the pipe: faster, as long as a core is idle.
    """

    def __init__(self, asks, answers, memory, jvm, spin: bool):
        self._asks, self._answers = asks, answers
        self._jvm = jvm
        self._bell = memory.bell
        self._answer = memory.answer
        self.owed = False  # whether a question was interrupted before its answer came
        self._asked = 0
        self._syncs = 0
        self._words = [bytes([word]) for word in range(256)]
        self.ring, self.settle = (self._spin, self._settle_spin) if spin else (self._knock, self._settle)
        if spin:
            self._say(_SPIN)
            self._end = select.poll()
            self._end.register(answers.descriptor, 0)  # is told that the other side closed it, whatever it asks for

    # ring(kind) asks, waits, and says whether it was done. settle() waits until nothing is asked any more: an interrupt may
    # come anywhere between asking and hearing. Until then the memory belongs to the environments.

    def _knock(self, kind: int) -> bool:
        self.owed = True
        self._say(kind)
        said = self._hear()
        self.owed = False
        return said == _DONE

    def _settle(self) -> None:
        """Asks what no interrupted question can be answered by: the one before may have been a settling, too."""
        self._syncs += 1
        sync = _SYNC + self._syncs % (256 - _SYNC)
        self._say(sync)
        while self._hear() != sync:
            pass
        self.owed = False

    def _say(self, word: int) -> None:
        try:
            os.write(self._asks.descriptor, self._words[word])
        except BrokenPipeError:
            raise self._jvm.died() from None

    def _hear(self) -> int:
        said = os.read(self._answers.descriptor, 1)
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
            if turn % _LOOK == 0:
                if self._end.poll(0):
                    raise self._jvm.died()
                if said & _NUMBERS != (asked - _KINDS) & _NUMBERS:
                    raise RuntimeError(f"the answer in memory is {said}: somebody else has written there")
        return said

    def close(self) -> None:
        self._asks.close()
        self._answers.close()
