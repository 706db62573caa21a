"""Errors of the Java side as Python raises them, with the same one line."""

import builtins
import errno
import os


class JvmDied(RuntimeError):
    """The JVM that held the environments and results is gone; what it held is lost. New calls start another."""


_MATCHING = {
    "java.lang.IllegalArgumentException": "ValueError",
    "java.lang.IllegalStateException": "RuntimeError",
    "java.lang.OutOfMemoryError": "MemoryError",
    "java.io.IOException": "OSError",
    "java.util.NoSuchElementException": "KeyError",
    "java.lang.UnsupportedOperationException": "NotImplementedError",
    "java.lang.ArithmeticException": "ArithmeticError",
    "java.lang.IndexOutOfBoundsException": "IndexError",
}

_NUMBERED = {
    "java.nio.file.NoSuchFileException": errno.ENOENT,
    "java.nio.file.AccessDeniedException": errno.EACCES,
}


def matching(lineage: list[str], message: str) -> BaseException:
    """The Python exception for a Java one, given its class and superclasses by name, nearest first."""
    for name in lineage:
        if name in _NUMBERED:  # their message is a path
            return OSError(_NUMBERED[name], os.strerror(_NUMBERED[name]), message)
        if name in _MATCHING:
            return getattr(builtins, _MATCHING[name])(message)
    return RuntimeError(f"{lineage[0]}: {message}")
