"""A JVM that ``undermine gateway`` started, for several processes of one user."""

import errno
import os
import select
import stat

from . import lending
from .client import Client, hello
from .errors import JvmDied


class Connected(Client):
    """Connects to the gateway that wrote a token file. What it keeps for this process it releases when this process ends.

    Raises:
        OSError: there is no such file, others can read it, or nobody answers.
        ValueError: it is no token file.
        undermine.JvmDied: the gateway is of another version.
    """

    def __init__(self, file: str):
        self.file = file
        port, token, self._process = _read(file)
        super().__init__(port, token)
        self._lifeline = None
        try:
            with lending.pipe(writes=True) as (self._lifeline, others):
                self._service = self._py4j.entry_point.client(others)
        except Exception as e:
            raise self._refused(e, port) from None
        self._gone = select.poll()
        self._gone.register(self._lifeline.descriptor, 0)  # is told that nobody is at the other end

    def _refused(self, error, port) -> Exception:
        from .wire import Py4JAuthenticationError, Py4JJavaError, Py4JNetworkError

        if isinstance(error, Py4JJavaError):  # it may not open what is lent
            return PermissionError(f"the gateway of {self.file} runs as another user, or in another container, than this process")
        if isinstance(error, (Py4JAuthenticationError, Py4JNetworkError, OSError)):
            gone = f"nobody answers at port {port}, or not to its token; the gateway is gone that wrote"
            return ConnectionRefusedError(errno.ECONNREFUSED, gone, self.file)
        return error

    def _end(self, seconds):
        if self._lifeline.descriptor < 0:
            return "was let go"
        return f"of {self.file} is gone" if self._gone.poll(1000 * seconds) else None

    def close(self):
        if self.owner == os.getpid():
            self._lifeline.close()
            self._py4j.close()


def _read(file: str) -> tuple[int, str, int]:
    try:
        with open(file, encoding="ascii", errors="replace") as opened:
            about = os.fstat(opened.fileno())
            line = opened.read(1000)
    except FileNotFoundError:
        raise FileNotFoundError(
            errno.ENOENT, "no gateway has written this token file; ./undermine gateway --token-file does", file
        ) from None
    if about.st_uid != os.geteuid():
        raise PermissionError(errno.EACCES, f"the token file is user {about.st_uid}'s; allowed: one's own", file)
    mode = stat.S_IMODE(about.st_mode)
    if mode & 0o077:
        raise PermissionError(errno.EACCES, f"others can get at the token file, its mode is {mode:04o}; allowed: 0600", file)
    try:
        return hello(line)
    except ValueError:
        raise ValueError(f"{file} is no token file of ./undermine gateway") from None
    except JvmDied as e:
        raise JvmDied(f"{file}: {e}") from None
