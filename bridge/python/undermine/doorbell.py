"""Hands the shared memory to the environments in the JVM and gets it back: ``Doorbell.java`` is the other side."""

import os
import select
import time

RESET, STEP = 1, 2
_DONE = 0
_KINDS = 4
_NUMBERS = 0x7FFFFFFC  # of questions, in steps of _KINDS and round again
_WAKE = b"\1"
_TURNS = 16  # of looking between two looks at the clock
_LONGEST = 1e-3  # seconds that answers may take at best to be worth looking for
_LEAST = 5e-5  # seconds of looking, where it is worth it
_BLIND = 64  # questions slept through, at the most, after looking was in vain
_SPIN = 0.1  # seconds of looking where spinning was asked for
_NAP = 50  # milliseconds of sleep between two looks


class Doorbell:
    """Rings and waits: looks for somewhat longer than answers take at best, then sleeps.

    Where the cores are busy it is woken sooner than it is let look, so it looks less often the oftener that is in vain.

    Args:
        asks, answers: one's own ends of the pipes, see `lending`.
        memory: the `SharedMemory`.
        jvm: the `Client`, which knows how the JVM died.
        spin: look for long: faster, as long as a core is idle.

    Attributes:
        owed: whether a question was interrupted before its answer came; until `settle` the memory belongs to the
            environments.
    """

    def __init__(self, asks, answers, memory, jvm, spin: bool):
        self._asks, self._answers = asks, answers
        self._jvm = jvm
        self._memory = memory
        self._heard = select.poll()
        self._heard.register(answers.descriptor, select.POLLIN)
        self._spin = spin
        self._best = _LEAST  # seconds until an answer: the least, lately
        self._blind = self._blinded = 0  # questions still to sleep through, of so many
        self._asked = 0
        self.owed = False

    def ring(self, kind: int) -> bool:
        """Asks, waits, and says whether it was done."""
        self.owed = True
        self._asked = (self._asked + _KINDS) & _NUMBERS
        self._memory.bell[0] = self._asked + kind
        woken = bool(self._memory.jvm_sleeps[0])
        if woken:
            self._wake()
        said = self._await(woken)
        self.owed = False
        return said - self._asked == _DONE

    def settle(self) -> None:
        """Waits until nothing is asked any more: an interrupt may come anywhere between asking and hearing."""
        self._asked = self._memory.bell.item(0) & _NUMBERS
        self._await(woken=False)
        self.owed = False

    def _await(self, woken: bool) -> int:
        answer, asked, now = self._memory.answer.item, self._asked, time.perf_counter
        start = now()
        end = start + self._patience()
        while now() < end:
            for _ in range(_TURNS):
                if (said := answer(0)) & _NUMBERS == asked:
                    self._best = min(1.02 * self._best, now() - start)
                    self._blind = self._blinded = 0
                    return said
        if not woken:
            self._wake()
        said = self._sleep()
        self._best = min(1.02 * self._best, now() - start)
        return said

    def _patience(self) -> float:
        if self._spin:
            return _SPIN
        if self._blind or self._best > _LONGEST:
            self._blind = max(0, self._blind - 1)
            return 0
        self._blind = self._blinded = min(_BLIND, 2 * self._blinded + 1)  # unless it is seen
        return _LEAST + 1.5 * self._best

    def _sleep(self) -> int:
        memory, asked = self._memory, self._asked
        before = (asked - _KINDS) & _NUMBERS
        memory.sleeps[0] = 1
        try:
            while (said := memory.answer.item(0)) & _NUMBERS != asked:
                if said & _NUMBERS != before:
                    raise RuntimeError(f"the answer in memory is {said}: somebody else has written there")
                self._nap(_NAP)
            self._nap(0)
        finally:
            memory.sleeps[0] = 0
        return said

    def _nap(self, longest: int) -> None:
        """Until the JVM wakes us, which it may have done for nothing."""
        if self._heard.poll(longest) and not os.read(self._answers.descriptor, 1 << 12):
            raise self._jvm.died()

    def _wake(self) -> None:
        try:
            os.write(self._asks.descriptor, _WAKE)
        except BrokenPipeError:
            raise self._jvm.died() from None

    def close(self) -> None:
        self._asks.close()
        self._answers.close()
