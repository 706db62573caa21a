"""Puts the jar and the jars it needs inside the package; has Maven make them where they are not there yet."""

import shutil
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CHECKOUT = Path(__file__).resolve().parents[2]
TARGET = CHECKOUT / "bridge" / "target"


def build_jar() -> None:
    if (TARGET / "undermine.jar").is_file():
        return
    maven = shutil.which("mvn")
    if maven is None:
        raise SystemExit("undermine.jar is not built and Maven is not installed: run ./undermine --version, or install maven")
    subprocess.run(
        [maven, "--batch-mode", "--quiet", "--file", str(CHECKOUT / "pom.xml"), "package"]
        + ["-Dmaven.test.skip", "-Dspotless.check.skip"],
        check=True,
        stdin=subprocess.DEVNULL,
    )


class WithJar(build_py):
    """An editable install runs from the checkout and finds the jar there."""

    def run(self):
        shutil.rmtree(Path(self.build_lib) / "undermine", ignore_errors=True)  # modules that are no more
        super().run()
        build_jar()
        if self.editable_mode:
            return
        inside = Path(self.build_lib) / "undermine" / "jar"
        (inside / "lib").mkdir(parents=True)
        shutil.copy2(TARGET / "undermine.jar", inside)
        for jar in _class_path(TARGET / "undermine.jar"):
            shutil.copy2(TARGET / jar, inside / "lib")


def _class_path(jar: Path) -> list[str]:
    """What the jar's manifest needs: target/lib may hold jars of earlier builds besides."""
    from zipfile import ZipFile

    manifest = ZipFile(jar).read("META-INF/MANIFEST.MF").decode()
    lines = manifest.replace("\r", "").replace("\n ", "").splitlines()  # long lines are folded
    return next(line for line in lines if line.startswith("Class-Path: ")).split()[1:]


setup(cmdclass={"build_py": WithJar})
