"""A language of a collection's own: the page that says how, followed; and what it changes."""

from __future__ import annotations

import ast
import inspect
import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from quizgen import sitting
from quizgen.cli import main
from quizgen.compiler import Compiled, compile_path
from quizgen.text.languages import FOLDER, bring, code_of
from quizgen.text.sameness import same
from quizgen.text.wording import wording

PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    found: list[str] = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return found


def run(line: str) -> str:
    result = CliRunner().invoke(main, line.removeprefix("$ quizgen ").split())
    assert result.exit_code == 0, result.output
    return result.output


def translated(path: Path, texts: str) -> None:
    """Put texts in the place of those of the same section and name."""
    lines, section = path.read_text(encoding="utf-8").splitlines(), ""
    new = {
        (name, line.partition(" = ")[0]): line
        for name, *rest in (part.splitlines() for part in texts.split("[")[1:])
        for line in rest
        if " = " in line
    }
    for place, line in enumerate(lines):
        if line.startswith("["):
            section = line[1:]
        lines[place] = new.pop((section, line.partition(" = ")[0]), line)
    assert not new
    path.write_text("\n".join(lines), encoding="utf-8")


def followed(here: Path, monkeypatch: pytest.MonkeyPatch) -> Compiled:
    """What the deck of the page compiles to, once its steps are done."""
    monkeypatch.chdir(here)
    copy, check = blocks("console")
    command, told = copy.splitlines()
    assert run(command) == f"{told}\n"
    translated(here / "it" / "wording.toml", blocks("toml")[0])
    (here / "vulcani.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    run(check.strip())
    return compile_path(here / "vulcani.yaml")


def stems(compiled: Compiled) -> list[str]:
    return [each.stem for found in compiled.questions.values() for each in found]


def test_the_steps_of_the_page_make_a_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = followed(tmp_path, monkeypatch)
    assert not compiled.failed
    asked = stems(compiled)
    for stem in blocks("text")[0].splitlines():
        assert stem in asked
    assert code_of(compiled.collection.language) == "it"


def test_an_edited_language_is_another_one_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = followed(tmp_path, monkeypatch)
    translated(tmp_path / "it" / "wording.toml", "[term]\nmeans = 'Definisci «{{ term }}».'")
    after = compile_path(tmp_path / "vulcani.yaml")
    assert "Che cosa significa «lava»?" in stems(before)
    assert "Definisci «lava»." in stems(after)


def test_a_sheet_and_a_quiz_in_lines_speak_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed(tmp_path, monkeypatch)
    for section, name, text in (
        ("terminal", "opening", "{{ title }}: {{ questions }} domande."),
        ("paper", "summary", "{{ questions }} domande."),
    ):
        translated(tmp_path / "it" / "wording.toml", f"[{section}]\n{name} = '{text}'")
    told = CliRunner().invoke(
        main, ["quiz", "--collection", "vulcani.yaml", "--plain", "--history", "h.db"], input=""
    )
    assert "domande." in told.stdout
    run("$ quizgen worksheet --collection vulcani.yaml -o out")
    [data] = (tmp_path / "out").glob("*.json")
    test = json.loads(data.read_text(encoding="utf-8"))
    assert test["quizzes"][0]["language"] == "it"


def test_a_folder_says_how_its_language_writes_numbers(tmp_path: Path) -> None:
    wordings = (FOLDER / "languages" / "en" / "wording.toml").read_bytes()
    for name, decimal, thousands in (("it", ",", "."), ("pt", ".", ",")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "wording.toml").write_bytes(wordings)
        texts = f"[numbers]\ndecimal = '{decimal}'\nthousands = '{thousands}'\n"
        (tmp_path / name / "texts.toml").write_text(texts, encoding="utf-8")
    italian, other = bring(tmp_path / "it"), bring(tmp_path / "pt")
    assert same("1.500 m", "1500 m", italian)
    assert same("1.500 m", "1,5 m", other)


@pytest.mark.parametrize(
    ("subject", "table"),
    [
        ("texts", "[numbers]\nones = 5\n"),
        ("texts", "[moments]\ndecade = '('\n"),
        ("texts", "[words]\nsingular = [['(', '']]\n"),
        ("families", "axes = 5\n"),
        ("families", "axes = [1]\n"),
        ("rewording", "[made]\nevent = [['(', '']]\n"),
        ("rewording", "[words]\nopening = [1]\n"),
        ("rewording", "[same]\nlack = 5\n"),
    ],
)
def test_a_table_that_texts_cannot_be_read_with_is_an_error(
    subject: str, table: str, tmp_path: Path
) -> None:
    (tmp_path / "it").mkdir()
    english = (FOLDER / "languages" / "en" / "wording.toml").read_bytes()
    (tmp_path / "it" / "wording.toml").write_bytes(english)
    (tmp_path / "it" / f"{subject}.toml").write_text(table, encoding="utf-8")
    deck = "deck: D\nid: d\nlanguage: it\nfacts:\n  - {id: a, ask: Dove?, answer: qui}\n"
    (tmp_path / "deck.yaml").write_text(deck, encoding="utf-8")
    [error] = compile_path(tmp_path / "deck.yaml").diagnostics
    assert error.code == "bad-wording"
    assert error.position.path.endswith(f"it/{subject}.toml")


def test_a_name_of_the_package_is_meant_unless_it_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    english = (FOLDER / "languages" / "en" / "wording.toml").read_bytes()
    (tmp_path / "de" / "wording.toml").write_bytes(english)
    deck = "deck: D\nid: d\nlanguage: {}\nfacts:\n  - {{id: a, term: Bast, means: ein Teil}}\n"
    path = tmp_path / "deck.yaml"
    for name, stem in (("de", "Was bedeutet „Bast“?"), ("./de", "What does “Bast” mean?")):
        path.write_text(deck.format(name), encoding="utf-8")
        assert stem in stems(compile_path(path))


# German -------------------------------------------------------------------------------------


def test_german_says_all_that_english_says() -> None:
    english, german = (
        tomllib.loads((FOLDER / "languages" / code / "wording.toml").read_text(encoding="utf-8"))
        for code in ("en", "de")
    )
    assert german.keys() == english.keys()
    for section in german.keys() - {"checks", "grammar"}:
        assert german[section].keys() == english[section].keys(), section


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("the unit is missing", "die Einheit fehlt"),
        ("the unit is mm", "die Einheit ist mm"),
        ("could also be Tanne", "könnte auch Tanne sein"),
        ("2 of 3", "2 von 3"),
        ("type letters from A to D", "bitte Buchstaben von A bis D tippen"),
        ("what nobody has translated", "what nobody has translated"),
    ],
)
def test_a_note_of_the_marking_is_said_in_german(english: str, german: str) -> None:
    assert wording("de").note(english) == german
    assert wording("en").note(english) == english


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("die Eichel", "Eichel", True),
        ("eine Eichel", "die Eichel", True),
        ("der See", "die See", False),
        ("der Kiefer", "Kiefer", False),
        ("24. März 1876", "24.3.1876", True),
        ("1 234,5", "1'234,5", True),
        ("zwischen 4 und 5,5 mm", "4–5,5 mm", True),
    ],
)
def test_what_is_the_same_in_german(one: str, other: str, are_same: bool) -> None:
    assert same(one, other, "de") is are_same


def told_in_german(folder: Path, verb: str, questions: int, typed: str, *options: str) -> str:
    """What a sitting in lines says of the German collection, in which no English word may be."""
    arguments = [verb, "--collection", str(ROOT / "tests" / "collections" / "german"), *options]
    arguments += ["--plain", "--types", "true-false", "--questions", str(questions), "--seed", "1"]
    arguments += ["--history", str(folder / "h.db")]
    told = CliRunner().invoke(main, arguments, input=typed).output
    english = re.findall(r"\b(?:the|of|question|answer|right|wrong|and|is)\b", told)
    assert not english, told
    return told


def test_a_german_quiz_in_lines_is_german_to_its_last_line(tmp_path: Path) -> None:
    typed = "r\n:falsch\nxyz\nfalsch\n:stand\n?\n\n"
    told = told_in_german(tmp_path, "quiz", 3, typed, "--no-repeat")
    for line in (
        "Wald und Bäume: 3 Fragen. :hilfe zeigt, was getippt werden kann.",
        "Frage 1 von 3 · richtig oder falsch",
        "Die letzte Antwort zählt jetzt als falsch.",
        "Das ist hier keine Antwort: bitte richtig oder falsch tippen (r oder f).",
        "NICHT GEWUSST. 0 von 1 Punkt",
        "von 3 Fragen richtig",
        "[:üben fragt die",
    ):
        assert line in told, told


def test_a_german_exam_in_lines_is_german_until_it_is_handed_in(tmp_path: Path) -> None:
    told = told_in_german(tmp_path, "exam", 2, "r\n:falsch\n:stand\nr\n:üben\n\n:zurück\n")
    for line in (
        "Zeit: 2:00.",
        "In einer Prüfung geht das nicht.",
        "1 von 2 beantwortet.",
        "[Alles ist beantwortet. Enter gibt ab und zeigt die Lösungen;",
        "Was abgegeben ist, bleibt.",
    ):
        assert line in told, told


def test_every_refusal_of_a_sitting_is_said_in_german() -> None:
    """The reasons are the texts that the methods of `Sitting` for refusals return."""
    reasons = set()
    for node in ast.walk(ast.parse(inspect.getsource(sitting))):
        if isinstance(node, ast.FunctionDef) and "refusal" in node.name:
            returns = (each for each in ast.walk(node) if isinstance(each, ast.Return))
            texts = (each for value in returns for each in ast.walk(value))
            values = (each.value for each in texts if isinstance(each, ast.Constant))
            reasons |= {value for value in values if isinstance(value, str) and value}
    assert "time is up" in reasons
    assert len(reasons) >= 8
    for reason in reasons:
        assert wording("de").note(reason) != reason


def test_decimals_and_shares_are_written_as_in_german() -> None:
    from quizgen.sitting import Score
    from quizgen.terminal.feedback import points_of, share_text

    words = wording("de")
    assert points_of(1.5, 3, words) == "1,5 von 3 Punkten"
    assert share_text(Score(1.5, 3, 1, 3), words) == "50 %"
    assert points_of(1.5, 3, wording("en")) == "1.5 of 3 points"


def test_a_french_deck_is_told_what_is_missing(tmp_path: Path) -> None:
    text = "deck: D\nid: d\nlanguage: fr\nfacts:\n  - {id: a, ask: Où ?, answer: dans les os}\n"
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    compiled = compile_path(tmp_path / "deck.yaml")
    [notice] = [each for each in compiled.diagnostics if each.code == "no-wording"]
    assert not compiled.failed
    assert "questions and pages are worded in English" in notice.message
    assert compiled.collection.language == "fr"
