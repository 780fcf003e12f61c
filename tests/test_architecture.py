"""The import order is the architecture; this file is its only statement."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

# A module may import what stands on a line above its own. A package is one stage.
ORDER = [
    "quizgen",  # the version
    "diagnostics",
    "text",
    "knowledge",
    "questions",
    "grading",
    "quiz",
    "sitting",
    "history",
    "language",
    "lock",
    "lock_files",
    "flaws",
    "compiler",
    "importing",
    "targets",
    "terminal",
    "preview",  # shows what the outputs make, the terminal's lines among them
    "cli",
    "__main__",
]

# Where each third-party package lives, and nowhere else; and what has no place here at all.
HOMES = {
    "click": {"cli"},
    "yaml": {"language.reader", "language.insertion"},
    "latex2mathml": {"text.formula"},
    "markdown_it": {"text.markup", "importing.readers.marked_text"},
    "mdit_py_plugins": {"text.markup", "importing.readers.marked_text"},
    "pydantic": {
        "language.facts",
        "language.validation",
        "language.declarations",
        "language.json_schema",
        "quiz",
        "history.answer_record",
        "history.remarks",
        "history.exam_result",
    },  # what is read from YAML or from JSON
    "docx": {"targets.docx"},
    "pikepdf": {"targets.pdf_tags"},
    "typst": {"targets.pdf", "targets.pdf_fonts"},
    "pydantic_core": {"language.validation"},
    "jinja2": {"text.wording", "targets.anki"},  # the target names its types only
    "markupsafe": {"targets.anki"},
    "genanki": {"targets.anki_package"},
    "zstandard": {"importing.readers.anki_package"},
    "compression": {
        "importing.readers.anki_package"
    },  # the same in Python's own library, from 3.14
    # The seam to genanki, and the way back; the history's own database.
    "sqlite3": {
        "targets.anki_package",
        "importing.readers.anki_package",
        "history.store",
        "history.memory_updates",
        "history.history",
    },
    "platformdirs": {"cli"},
    "PIL": {"language.media"},
    "rich": {"cli.tables", "terminal"},
    "textual": {"terminal.screen"},
    "fsrs": {"history.schedule"},
    "fsrs_rs_python": {"history.parameter_fitting"},  # of the extra `optimise`
    "sqlalchemy": {"history.result_database"},  # of the extra `database`
    "rapidfuzz": {"grading"},
    "time": {
        "cli.clock"
    },  # the clock is read in one place, so that all else is the same in, the same out
    "datetime": {
        "history.schedule"
    },  # FSRS wants dates; the history itself counts milliseconds and days
    "random": set[str](),  # order comes of hashes, so that one fact cannot move another's options
    "uuid": set[str](),
    "anki": set[str](),  # AGPL: the tests' oracle
}

FILES = sorted((ROOT / "quizgen").rglob("*.py"))
NAMES = {path: path.relative_to(ROOT / "quizgen").with_suffix("").as_posix() for path in FILES}
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}

every_module = pytest.mark.parametrize("path", FILES, ids=NAMES.__getitem__)


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Import(NamedTuple):
    """An imported module by its full name; `quizgen.lock` also where it is `from quizgen import
    lock`.
    """

    name: str
    line: int


def imports(path: Path) -> Iterator[Import]:
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{NAMES[path]}:{node.lineno}: an import says its full name"
            submodules = [alias for alias in node.names if is_module(f"{node.module}.{alias.name}")]
            yield from (Import(f"{node.module}.{alias.name}", node.lineno) for alias in submodules)
            if len(submodules) < len(node.names):
                yield Import(str(node.module), node.lineno)


def is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def module(path: Path) -> str:
    """The module's name inside quizgen, such as `facts.ask`."""
    return NAMES[path].removesuffix("/__init__").replace("/", ".").replace("__init__", "quizgen")


def stage(name: str) -> str:
    """`facts` of `quizgen.language.facts.ask`; `quizgen` of the package itself."""
    return [*name.removeprefix("quizgen.").split("."), ""][0]


@every_module
def test_imports_only_point_to_earlier_stages(path: Path) -> None:
    own = stage(module(path))
    for name, line in imports(path):
        if name.partition(".")[0] == "quizgen" and stage(name) != own:
            assert ORDER.index(stage(name)) < ORDER.index(own), (
                f"{NAMES[path]}:{line} imports {name}"
            )


def test_every_stage_is_in_the_order_once() -> None:
    assert sorted(ORDER) == sorted({stage(module(path)) for path in FILES})


def test_every_stage_is_explained_in_the_design() -> None:
    rows = [
        line
        for line in (ROOT / "DESIGN.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    told = [
        name.strip("/") for row in rows for name in re.findall(r"`([a-z_]+/?)`", row.split("|")[1])
    ]
    assert sorted(told) == sorted(set(ORDER) - {"quizgen", "__main__"})


@every_module
def test_each_library_has_one_home(path: Path) -> None:
    for name, line in imports(path):
        library = name.partition(".")[0]
        if library in HOMES:
            own = module(path).split(".")
            within = {".".join(own[:depth]) for depth in range(1, len(own) + 1)}
            assert HOMES[library] & within, f"{NAMES[path]}:{line} imports {name}"
        else:
            assert library in sys.stdlib_module_names | {"quizgen"}, (
                f"{NAMES[path]}:{line}: give {library} a home"
            )


def test_a_kind_of_fact_knows_no_other_kind() -> None:
    shared = {"fact", "writer", "members", "illustrated", "sentence", "gaps", "rows"}
    shared |= {"entity_rows", "entity_columns", "column_numbers", "enumeration"}
    for path in FILES:
        if module(path).startswith("language.facts."):
            names = {
                name for name, _ in imports(path) if name.startswith("quizgen.language.facts.")
            }
            if module(path) == "language.facts.entity":  # a row of that kind's tables
                names.discard("quizgen.language.facts.entities")
            assert names <= {f"quizgen.language.facts.{each}" for each in shared}, NAMES[path]


def test_kinds_of_fact_and_outputs_do_not_know_each_other() -> None:
    # The hourglass: a new kind touches no output, a new output no kind. Between the two stand the
    # questions.
    for path in FILES:
        if stage(module(path)) == "targets":
            assert not [name for name, _ in imports(path) if stage(name) == "language"]


WRITES = {
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "touch",
    "rmtree",
    "rmdir",
    "replace",
    "rename",
}
READS = {"open", "read_text", "read_bytes"}


@every_module
def test_only_the_command_line_writes_files_and_only_the_reader_reads_an_authors(
    path: Path,
) -> None:
    own = stage(module(path))
    for node in ast.walk(TREES[path]):
        where = f"{NAMES[path]}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            # With two arguments, `replace` is a text's and `rename` the lock's.
            if node.func.attr in WRITES and not (
                node.func.attr in ("replace", "rename") and len(node.args) == 2
            ):
                writers = ["cli.files", "cli.history_file", "cli.templates"]
                if node.func.attr == "unlink":  # of what it kept longest ago
                    writers.append("cli.compiled_cache")
                assert module(path) in writers, where
            if node.func.attr in READS:
                # The templates read their own wording, the command line what it is about to
                # replace, the cache all bytes of a collection, to see whether one has changed.
                readers = (
                    "language.reader",
                    "targets.pdf_tags",  # opens bytes
                    "language.media",
                    "quiz.roster",
                    "cli.results",  # opens a database
                    "cli.results_reader",
                    "cli.history_file",  # opens the history
                    "cli.decks",  # looks for the key that makes a file a deck
                    "text.wording",
                    "text.languages",
                    "cli.compiled_cache",
                )
                assert (
                    module(path) in (*readers, "cli.files", "cli.templates", "cli.unsaved_answers")
                    or own == "importing"
                ), where  # which appends to a file of its own
        assert not (isinstance(node, ast.Name) and node.id == "open"), where


@every_module
def test_nothing_is_printed_but_by_the_verbs(path: Path) -> None:
    printed = [
        node.lineno
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Name) and node.id == "print"
    ]
    assert not printed, NAMES[path]


def test_what_the_verbs_print_leaves_by_one_way() -> None:
    echoes = [
        NAMES[path]
        for path in FILES
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Attribute) and node.attr in ("echo", "secho", "echo_via_pager")
    ]
    assert echoes == ["cli/messages"]


@every_module
def test_everything_public_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(TREES[path]), f"{NAMES[path]} has no docstring"
    missing = [f"{NAMES[path]}:{node.lineno}: {name}" for name, node in undocumented(path)]
    assert not missing


def undocumented(path: Path) -> Iterator[tuple[str, Definition]]:
    for name, node, owner in public(TREES[path], None):
        overrides = (
            {hook for base in bases(owner) for hook in HOOKS.get(base, ())} if owner else set()
        )
        if not ast.get_docstring(node) and name not in overrides:
            yield name, node


def public(
    tree: ast.AST, owner: ast.ClassDef | None
) -> Iterator[tuple[str, Definition, ast.ClassDef | None]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node.name, node, owner
            if isinstance(node, ast.ClassDef):
                yield from public(node, node)


def bases(node: ast.ClassDef | None) -> list[str]:
    """The names of its bases, `Screen` also of `Screen[None]`."""
    named = [
        base.value if isinstance(base, ast.Subscript) else base
        for base in (node.bases if node else ())
    ]
    return [base.id for base in named if isinstance(base, ast.Name)]


def methods(path: str, owner: str) -> set[str]:
    tree = ast.parse((ROOT / "quizgen" / path).read_text(encoding="utf-8"))
    [found] = [
        node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == owner
    ]
    return {node.name for node in found.body if isinstance(node, ast.FunctionDef)}


# What Textual calls by its name, and what its documentation says.
WIDGET = {"compose", "render", "get_content_height", "get_default_screen"}
WIDGET |= {
    f"on_{event}"
    for event in ("mount", "key", "click", "focus", "resize", "descendant_focus", "descendant_blur")
}
WIDGET |= {f"on_{event}" for event in ("input_changed", "input_submitted", "answer_area_submitted")}
WIDGET |= {f"on_{event}" for event in ("answer_area_changed", "answer_area_unclear")}
PLACE = WIDGET | methods("terminal/screen/answer_area.py", "AnswerArea")
PAGE = WIDGET | methods("terminal/screen/quiz_page.py", "QuizPage")

# Methods that are documented where they are declared.
HOOKS = {
    **dict.fromkeys(["App", "Screen", "Horizontal", "Vertical", "Static"], WIDGET),
    "AnswerArea": PLACE,
    "ChoiceArea": PLACE | methods("terminal/screen/choices.py", "ChoiceArea"),
    "QuizPage": PAGE,
    "SittingPage": PAGE,
    "Fact": methods("language/facts/fact.py", "Fact"),
    "GappedFact": methods("language/facts/fact.py", "Fact"),
    "EnumerationFact": methods("language/facts/fact.py", "Fact")
    | methods("language/facts/enumeration.py", "EnumerationFact"),
    "MembersFact": methods("language/facts/fact.py", "Fact")
    | methods("language/facts/enumeration.py", "EnumerationFact")
    | methods("language/facts/members.py", "MembersFact"),
    **dict.fromkeys(
        ("Question", "AnyChoice", "Recall"), methods("questions/question.py", "Question")
    ),
    "BaseItem": methods("quiz/types/item.py", "BaseItem"),
}


@every_module
def test_a_file_is_named_for_its_subject(path: Path) -> None:
    assert path.stem not in {"utils", "util", "common", "core", "base", "helpers", "misc"}


def test_help_costs_what_click_costs() -> None:
    heavy = [
        "yaml",
        "pydantic",
        "genanki",
        "jinja2",
        "rich",
        "textual",
        "fsrs",
        "rapidfuzz",
        "markdown_it",
        "PIL",
    ]
    heavy += ["quizgen.compiler", "quizgen.targets", "quizgen.text.markup", "quizgen.history"]
    code = f"import quizgen.cli, sys; print(*[name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
