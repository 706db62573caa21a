"""Finds a Java to run and the jar to run it on."""

import glob
import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST = 17
_HERE = Path(__file__).resolve().parent


def find_java() -> tuple[str, int]:
    """The path of a ``java`` that is new enough, and its version.

    Looks at ``UNDERMINE_JAVA`` (a JDK's folder or a ``java``), then ``JAVA_HOME``, ``PATH``, ``/usr/lib/jvm``.

    Raises:
        ValueError: ``UNDERMINE_JAVA`` is set to something else.
        FileNotFoundError: there is none; the message says what to install.
    """
    chosen = os.environ.get("UNDERMINE_JAVA")
    if chosen:
        java = chosen if os.path.isfile(chosen) else os.path.join(chosen, "bin", "java")
        version = _version(java)
        if version < OLDEST:
            raise ValueError(f"UNDERMINE_JAVA={chosen} is not a Java {OLDEST} or newer")
        return java, version
    for java in _candidates():
        version = _version(java)
        if version >= OLDEST:
            return java, version
    raise FileNotFoundError(
        f"no Java {OLDEST} or newer in UNDERMINE_JAVA, JAVA_HOME, PATH or /usr/lib/jvm; "
        "on Debian and Ubuntu: sudo apt-get install openjdk-17-jre-headless"
    )


def _candidates():
    if os.environ.get("JAVA_HOME"):
        yield os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    if on_path := shutil.which("java"):
        yield on_path
    yield from sorted(glob.glob("/usr/lib/jvm/*/bin/java"))


def _version(java: str) -> int:
    """17 for a Java 17; 0 if it does not run."""
    if not os.path.isfile(java):
        return 0
    release = Path(os.path.realpath(java)).parents[1] / "release"
    try:
        said = release.read_text(encoding="utf-8", errors="replace")
    except OSError:
        try:
            said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30).stderr
        except (OSError, subprocess.TimeoutExpired):
            return 0
    found = re.search(r'(?:JAVA_VERSION=|version )"(\d+)', said)
    return int(found[1]) if found else 0


def find_jar() -> Path:
    """The jar: ``UNDERMINE_JAR``, else the one inside this package, else the one built in the checkout around it.

    Raises:
        FileNotFoundError: there is none.
    """
    if chosen := os.environ.get("UNDERMINE_JAR"):
        places = [Path(chosen)]
    else:
        places = [_HERE / "jar" / "undermine.jar", _HERE.parents[1] / "target" / "undermine.jar"]
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(f"no undermine.jar at {' or '.join(map(str, places))}; ./undermine builds it")
