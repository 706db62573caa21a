"""Errors of the Java side as Python raises them, with the same one line."""

import builtins


class JvmDied(RuntimeError):
    """The JVM that held the environments and results is gone; what it held is lost. New calls start another."""


_MATCHING = {
    "java.lang.IllegalArgumentException": "ValueError",
    "java.lang.IllegalStateException": "RuntimeError",
    "java.lang.OutOfMemoryError": "MemoryError",
    "java.nio.file.NoSuchFileException": "FileNotFoundError",
    "java.nio.file.AccessDeniedException": "PermissionError",
    "java.io.IOException": "OSError",
    "java.util.NoSuchElementException": "KeyError",
    "java.lang.UnsupportedOperationException": "NotImplementedError",
    "java.lang.ArithmeticException": "ArithmeticError",
    "java.lang.IndexOutOfBoundsException": "IndexError",
}


def matching(lineage: list[str], message: str) -> BaseException:
    """The Python exception for a Java one, given its class and superclasses by name, nearest first."""
    for name in lineage:
        if name in _MATCHING:
            return getattr(builtins, _MATCHING[name])(message)
    return RuntimeError(f"{lineage[0]}: {message}")
