"""The wheel, installed where there is no checkout, compiles a deck and brings its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT

DECK = """\
deck: Minerals
id: minerals
facts:
  - id: chvostek
    sign: Chvostek's sign
    elicited by: tapping the facial nerve
    shows: twitching of the face
    points to: hypocalcemia
    never points to: [hypercalcemia, hyperkalemia]
    why: Low calcium lets nerves fire too easily.
"""
SOURCES = ["quizgen", "decks", "templates", "pyproject.toml", "README.md", "LICENSE"]

Quizgen = Callable[..., "subprocess.CompletedProcess[str]"]


def done(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A finished command, with nothing of our own environment to find quizgen by."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))
    }
    result = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy, so that nothing which lies about in the checkout comes
    along.
    """
    copy = tmp_path_factory.mktemp("copy")
    for name in SOURCES:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, copy / name)
    done(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", copy / "out", cwd=copy)
    [built] = (copy / "out").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Quizgen:
    """The installed command, in an environment that has quizgen's dependencies but not this
    checkout.
    """
    venv = tmp_path_factory.mktemp("venv") / "venv"
    done(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    install = [
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-cache-dir",
        "--disable-pip-version-check",
    ]
    done(
        sys.executable,
        "-m",
        "pip",
        "--python",
        scripts / "python",
        *install,
        wheel,
        cwd=venv.parent,
    )
    query = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(done(scripts / "python", "-c", query, cwd=venv).stdout.strip())
    # Paths alone: where quizgen itself is installed for editing, its own .pth there is not read.
    paths = dict.fromkeys(map(sysconfig.get_path, ("purelib", "platlib")))
    (packages / "dependencies.pth").write_text("\n".join(paths) + "\n", encoding="utf-8")
    origin = done(
        scripts / "python", "-c", "import quizgen; print(quizgen.__file__)", cwd=venv
    ).stdout.strip()
    assert Path(origin).resolve().is_relative_to(venv.resolve())

    def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        return done(scripts / "quizgen", *arguments, cwd=cwd)

    return run


def test_the_wheel_holds_what_quizgen_needs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = next(name.partition("/")[0] for name in names if ".dist-info/" in name)
    assert {name for name in names if not name.startswith(info)} == set(wanted(wheel.parent.parent))
    assert f"{info}/licenses/LICENSE" in names
    assert {"quizgen/templates/languages/de/wording.toml", "quizgen/decks/collection.yaml"} < names


def wanted(checkout: Path) -> Iterator[str]:
    """The package as it is, and what lies beside it in a checkout inside it."""
    for folder, root in (
        ("quizgen", checkout / "quizgen"),
        ("templates", checkout),
        ("decks", checkout),
    ):
        for path in (checkout / folder).rglob("*"):
            if path.is_file():
                yield f"quizgen/{path.relative_to(root).as_posix()}"


def test_an_installed_quizgen_compiles_a_deck_of_ten_lines(
    installed: Quizgen, tmp_path: Path
) -> None:
    (tmp_path / "minerals.yaml").write_text(DECK, encoding="utf-8")
    output = installed("build", "minerals.yaml", cwd=tmp_path).stdout
    assert re.search(r"minerals\.apkg +1 notes?, 4 cards", output)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        "minerals-worksheet-key.pdf",
        "minerals-worksheet.json",
        "minerals-worksheet.pdf",
        "minerals.apkg",
        "minerals.lock",
        "minerals.yaml",
    ]


def test_an_installed_quizgen_brings_its_decks(installed: Quizgen, tmp_path: Path) -> None:
    result = installed("build", cwd=tmp_path)
    assert "using those that quizgen ships" in result.stderr
    decks = {path.stem for path in (ROOT / "decks").glob("*.yaml")} - {"collection", "terms"}
    assert {path.stem for path in (tmp_path / "dist" / "decks").glob("*.apkg")} == decks
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
