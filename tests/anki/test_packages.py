"""`quizgen import` on packages that the real Anki writes, in both of its formats, and on quizgen's
own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from conftest import ROOT
from pixels import picture

from quizgen.cli.import_ import import_report
from quizgen.compiler import Compiled, compile_path
from quizgen.importing import Imported, import_sources, read_source
from quizgen.questions.question import Question
from quizgen.targets import Settings
from quizgen.targets.anki import build_packages

PICTURE, SOUND = picture(), b"ID3 a sound"
GONE = "a picture is left out: the package lacks it"
Notes = list[tuple[str, str, list[str], list[str]]]  # note type, deck, tags, fields
NOTES: Notes = [
    (
        "Basic",
        "Med::Heart",
        ["exam", "a::b"],
        ['<u>Where</u>&nbsp;is the apex?<img src="heart 1.png" alt="the heart">', "here"],
    ),
    ("Basic", "Med::Heart", [], ["Which sound is it?", "a beep[sound:beep.mp3]"]),
    (
        "Basic (and reversed card)",
        "Med::Heart::Words",
        [],
        ["hypocalcemia", "an abnormally low level of calcium"],
    ),
    ("Basic (optional reversed card)", "Med::Nerve", [], ["chat", "cat", "y"]),
    (
        "Basic (type in the answer)",
        "Med::Nerve",
        [],
        ["Is Norway <b>warm</b>?", r"no, \(&lt;10\) °C"],
    ),
    (
        "Cloze",
        "Med::Nerve",
        ["leech"],
        ["It {{c1::starts::hint}}; {{c2::<b>magnesium</b>}} ends it.", "Extra"],
    ),
    ("Basic", "Med", [], ["Symptoms of gout", "<ul><li>pain: much</li><li>heat 😀</li></ul>"]),
    ("Basic", "Med", [], ['<img src="gone.png">What is it called?', "that"]),
]

Package = Callable[[Notes, bool], Path]


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """Writes notes into a collection, studies one of them, and exports it in the old format or the
    new.
    """

    def write(notes: Notes, legacy: bool) -> Path:
        col: Any = Collection(str(tmp_path / f"{legacy}.anki2"))
        for name, data in (("heart 1.png", PICTURE), ("beep.mp3", SOUND)):
            col.media.write_data(name, data)
        for type, deck, tags, texts in notes:
            note = col.new_note(col.models.by_name(type))
            note.fields = texts
            note.tags = tags
            col.add_note(note, col.decks.id(deck))
        col.decks.select(col.decks.id("Med"))
        card = col.sched.getCard()
        if card is not None:
            card.start_timer()
            col.sched.answerCard(card, 3)
        out = tmp_path / f"{'old' if legacy else 'new'}.apkg"
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        col.export_anki_package(out_path=str(out), options=options, limit=None)
        col.close()
        return out

    return write


def compiled_of(imported: Imported) -> Compiled:
    assert imported.compiled is not None
    return imported.compiled


def imported(path: Path, folder: bool = False) -> Imported:
    return import_sources([read_source(path)], folder=folder)


@pytest.mark.parametrize("legacy", [True, False], ids=["the old format", "the new format"])
def test_a_package_of_ankis(package: Package, legacy: bool) -> None:
    found = imported(package(NOTES, legacy))
    assert found.files["deck.yaml"].partition("\nfacts:\n")[0] == "deck: Med\nid: med\n"
    assert [
        {key: value for key, value in values.items() if key != "id"}
        for e in found.entries
        for values in e.values
    ] == [
        {
            "ask": "Where is the apex?",
            "answer": "here",
            "image": "heart-1.png",
            "alt": "the heart",
            "side": "question",
        },
        {"ask": "Which sound is it?", "answer": "a beep", "audio": "beep.mp3", "alt": "beep"},
        {"term": "hypocalcemia", "means": "an abnormally low level of calcium"},
        {"term": "chat", "means": "cat"},
        {"ask": "Is Norway **warm**?", "answer": "no, $<10$ °C"},
        {"cloze": "It {{starts::hint}}; {{**magnesium**}} ends it.", "why": "Extra"},
        {"list": "symptom", "of": "gout", "items": ["pain: much", "heat 😀"]},
        {"ask": "What is it called?", "answer": "that"},
    ]
    compiled = compiled_of(found)
    # Whether a list is all, nobody says in a package.
    assert [each.code for each in compiled.diagnostics] == ["open-list"]
    facts = [fact for _, fact in compiled.collection.facts()]
    assert [fact.topic for fact in facts] == [
        "Heart",
        "Heart",
        "Heart: Words",
        "Nerve",
        "Nerve",
        "Nerve",
        "",
        "",
    ]
    assert [set(fact.tags) for fact in facts] == [{"exam", "a::b"}, *[set()] * 7]
    assert found.losses == [(f"{found.sources[0].name}: “What is it called?”: gone.png", GONE)]


@pytest.mark.parametrize("legacy", [True, False], ids=["the old format", "the new format"])
def test_pictures_and_sounds_come_along(package: Package, legacy: bool) -> None:
    found = imported(package(NOTES, legacy))
    assert found.media == {"heart-1.png": PICTURE, "beep.mp3": SOUND}
    assert found.unworded() == ["sound-is-it"]
    report = import_report(found)
    assert "In the folder `media`: 2 files, 0.0 MB.\n" in report
    assert f"  {GONE} (1)\n" in report
    assert "Intervals and reviews are not imported" in report
    assert found.sources[0].studied


def test_both_formats_give_the_same_files(package: Package) -> None:
    for folder in (True, False):
        old, new = (imported(package(NOTES, legacy), folder).files for legacy in (True, False))
        assert {name: text.replace("old", "new") for name, text in old.items()} == new


def test_a_note_type_of_ones_own_by_its_cards(package: Package, tmp_path: Path) -> None:
    for legacy in (True, False):
        col: Any = Collection(str(tmp_path / f"own {legacy}.anki2"))
        type = col.models.new("País")
        for name in ("Country", "Capital", "Remark"):
            col.models.add_field(type, col.models.new_field(name))
        for name, front, back in (
            (
                "one",
                "What is the capital of {{Country}}?",
                "{{FrontSide}}<hr id=answer>{{Capital}}<br>{{Remark}}",
            ),
            ("two", "{{#Capital}}Whose capital is {{Capital}}?{{/Capital}}", "{{Country}}"),
        ):
            template = col.models.new_template(name)
            template["qfmt"], template["afmt"] = front, back
            col.models.add_template(type, template)
        col.models.add(type)
        note = col.new_note(col.models.by_name("País"))
        note.fields = ["Chile", "Santiago", "far south"]
        col.add_note(note, col.decks.id("Default"))
        out = tmp_path / f"own {legacy}.apkg"
        col.export_anki_package(
            out_path=str(out), options=ExportAnkiPackageOptions(legacy=legacy), limit=None
        )
        col.close()
        [entry] = imported(out).entries
        assert [(values["ask"], values["answer"], values["why"]) for values in entry.values] == [
            ("What is the capital of Chile?", "Santiago", "far south"),
            ("Whose capital is Santiago?", "Chile", "far south"),
        ]


def test_the_notice_for_old_versions_is_no_deck(package: Package, tmp_path: Path) -> None:
    from zipfile import ZipFile

    from quizgen.importing.source_notes import UnreadableError

    with ZipFile(package(NOTES, False)) as archive, ZipFile(tmp_path / "stub.apkg", "w") as stub:
        for name in ("meta", "collection.anki2"):
            stub.writestr(name, archive.read(name))
    with pytest.raises(UnreadableError, match="only Anki's request to update"):
        read_source(tmp_path / "stub.apkg")


# There and back -----------------------------------------------------------------------------------


def there_and_back(
    source: Path, folder: Path
) -> tuple[dict[str, list[Question]], dict[str, list[Question]]]:
    compiled = compile_path(source)
    paths = []
    for artifact in build_packages(compiled, Settings(now=1_750_000_000)).artifacts:
        if compiled.collection.stands_alone or artifact.name.startswith("decks/"):
            paths.append(folder / artifact.name.removeprefix("decks/"))
            paths[-1].write_bytes(artifact.data)
    again = import_sources([read_source(path) for path in sorted(paths)], folder=True)
    assert again.losses == []
    back = compiled_of(again)
    assert not back.failed, back.diagnostics
    return compiled.questions, back.questions


def answers(questions: list[Question]) -> set[str]:
    """What is to be known, one by one."""
    return {part.casefold() for question in questions for part in parts(question)}


def parts(question: Question) -> list[str]:
    members = getattr(question, "members", None)
    ranks = getattr(question, "ranks", None)
    if members:
        return [member[0] for member in members]
    if ranks:
        return [item for rank in ranks for item in rank]
    return [question.key_text] if question.type in ("cloze", "short-answer", "number") else []


@pytest.mark.parametrize("source", ["decks", "tests/golden/kinds/deck.yaml"])
def test_our_own_packages_come_back(source: str, tmp_path: Path) -> None:
    before, after = there_and_back(ROOT / source, tmp_path)
    known = answers([question for questions in after.values() for question in questions])
    for fact, questions in before.items():
        missing = {
            answer for answer in answers(questions) if not any(answer in each for each in known)
        }
        assert not missing, fact
    # A table has no note; its rows come back as facts of their own.
    expected = {fact.replace(".", "-") for fact, found in before.items() if answers(found)}
    tables = {fact.partition(".")[0] for fact in before if "." in fact}
    assert expected - tables <= after.keys()


def test_facts_that_a_note_tells_whole_ask_the_same_questions(tmp_path: Path) -> None:
    before, after = there_and_back(ROOT / "decks", tmp_path)
    same = [
        fact
        for fact, questions in before.items()
        if questions[0].about.kind in ("term", "mechanism", "ask", "list")
        and {q.id: q.stem for q in questions if q.type in ("cloze", "short-answer")}
        == {q.id: q.stem for q in after.get(fact, []) if q.type in ("cloze", "short-answer")}
    ]
    kinds = [
        questions[0].about.kind in ("term", "mechanism", "ask", "list")
        for questions in before.values()
    ]
    assert len(same) >= 0.8 * sum(kinds), (len(same), sum(kinds))


def test_our_own_media_and_markup_come_back(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    for name, data in (("a.png", PICTURE), ("b.mp3", SOUND)):
        (tmp_path / "media" / name).write_bytes(data)
    (tmp_path / "deck.yaml").write_text(OWN, encoding="utf-8")
    compiled = compile_path(tmp_path / "deck.yaml")
    [artifact] = build_packages(compiled, Settings(now=1_750_000_000)).artifacts
    (tmp_path / artifact.name).write_bytes(artifact.data)
    found = imported(tmp_path / artifact.name)
    assert found.losses == []
    assert sorted(found.media.values()) == sorted(compiled.media.values())
    first, second, third = found.facts()
    assert (first["ask"], first["answer"]) == (r"Is 5\*3 *more* than $x^2$?", "`yes`, **surely**")
    assert (first["alt"], first["side"]) == ("the whole heart", "question")
    assert found.media[first["image"]] == PICTURE
    assert (second["cloze"], second["alt"]) == (r"It {{*is*}} {{$\frac{a}{b}$}}.", "a sound")
    assert found.media[second["audio"]] == SOUND
    assert "side" not in second
    assert not third.keys() & {"image", "audio", "alt", "side"}


OWN = r"""
deck: Deck
id: deck
facts:
  - {id: one, ask: 'Is 5*3 *more* than $x^2$?', answer: '`yes`, **surely**', image: a.png, alt: 'the *whole* heart',
     side: question}
  - {id: two, cloze: 'It {{*is*}} {{$\frac{a}{b}$}}.', audio: b.mp3, alt: a hiss}
  - {id: three, ask: What is left?, answer: nothing}
"""
