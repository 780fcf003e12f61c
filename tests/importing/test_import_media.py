"""Pictures and sounds of notes: which fact shows which, on which side, in which file; and those
that are left out.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importer import BASIC, CLOZE, COUNTRY, REVERSED, collection, run, write, zipped
from pixels import picture

from quizgen.compiler import compile_path
from quizgen.diagnostics import has_errors
from quizgen.importing import Imported, import_sources, media_files
from quizgen.importing.source_notes import Source, SourceNote, SourceNoteType

PNG, JPEG, MP3 = picture(), picture("JPEG"), b"ID3"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
FILES = {"heart.png": PNG, "lung.png": PNG + b"2", "beep.mp3": MP3, "Dr. Who.PNG": PNG + b"3"}


def holding(files: dict[str, bytes]) -> Any:
    """What gives these files to whoever imports."""

    def give(names: Iterable[str]) -> Iterator[tuple[str, bytes | str]]:
        return ((name, files.get(name, "the package lacks it")) for name in names)

    return give


def imported(
    type: SourceNoteType, *notes: tuple[str, ...], files: dict[str, bytes] = FILES
) -> Imported:
    """What becomes of notes of one type."""
    made = [
        SourceNote(type, dict(zip(type.fields, texts, strict=False)), True, f"note {n}")
        for n, texts in enumerate(notes)
    ]
    return import_sources([Source("deck.apkg", "deck", made, files=holding(files))])


def shown(imported: Imported) -> list[dict[str, str]]:
    """What each fact shows."""
    keys = ("image", "audio", "alt", "side")
    return [{key: values[key] for key in keys if key in values} for values in imported.facts()]


HEART = {"image": "heart.png", "alt": "heart"}


@pytest.mark.parametrize(
    ("type", "texts", "expected"),
    [
        (BASIC, ("Where is it?<img src=heart.png>", "there"), [HEART | {"side": "question"}]),
        (BASIC, ("Where is it?", "there<img src=heart.png>"), [HEART]),
        (BASIC, ("Where?", "<img src=heart.png alt='the *heart*'>so"), [HEART | {"alt": r"the \*heart\*"}]),
        (BASIC, ("What is it?<img src=heart.png>", "a heart"), [HEART | {"alt": "a picture", "side": "question"}]),
        (BASIC, ("What is it?<img src=heart.png>", "a pump"), [HEART | {"side": "question"}]),
        (BASIC, ("What is it?<img src=heart.png>", "heart"), [HEART | {"alt": "a picture", "side": "question"}]),
        (BASIC, ("What is it?", "heart<img src=heart.png>"), [HEART]),
        (BASIC, ("A?", "<img src=heart.png>b[sound:beep.mp3]"), [HEART | {"audio": "beep.mp3", "alt": "heart; beep"}]),
        (BASIC, ("Who?<img src='Dr. Who.PNG'>", "he"), [{"image": "dr-who.png", "alt": "Dr. Who", "side": "question"}]),
        (REVERSED, ("cor<img src=heart.png>", "a kind of pump"), [HEART]),
        (REVERSED, ("Who is it? So.<img src=heart.png>", "Me? No."), [HEART | {"side": "question"}, HEART]),
        (CLOZE, ("It {{c1::beats}}.<img src=heart.png>", ""), [HEART | {"side": "question"}]),
        (CLOZE, ("The {{c1::heart}}.<img src=heart.png>", ""), [HEART | {"alt": "a picture", "side": "question"}]),
        (CLOZE, ("It {{c1::beats}}.", "<img src=heart.png>"), [HEART]),
        (COUNTRY, ("Chile", "Santiago", "<img src=heart.png>", ""), [HEART, HEART]),
    ],
)  # fmt: skip
def test_a_fact_shows_what_its_note_shows_on_the_side_where_it_stood(
    type: SourceNoteType, texts: tuple[str, ...], expected: list[dict[str, str]]
) -> None:
    found = imported(type, texts)
    assert shown(found) == expected
    assert found.losses == []
    assert sorted(found.media) == sorted(
        {each[key] for each in expected for key in ("image", "audio") if key in each}
    )
    worded = "alt='" in texts[1]
    assert bool(found.unworded()) != worded


@pytest.mark.parametrize(
    ("texts", "kept", "lost", "why"),
    [
        (
            ("A?<img src=heart.png><img src=lung.png>", "b"),
            {"heart.png"},
            "lung.png",
            "a fact shows one of each",
        ),
        (
            ("A?<img src=heart.png>", "b<img src=lung.png>"),
            {"heart.png"},
            "lung.png",
            "its question has a picture",
        ),
        (
            ("A?[sound:beep.mp3]", "b<img src=lung.png>"),
            {"beep.mp3"},
            "lung.png",
            "its question has a picture",
        ),
        (
            ("A?<img src=gone.png>", "b[sound:beep.mp3]"),
            {"beep.mp3"},
            "gone.png",
            "the package lacks it",
        ),
        (("A?<img src=beep.mp3>", "b[sound:beep.mp3]"), {"beep.mp3"}, "beep.mp3", "it is no image"),
        (("A?[sound:heart.png]", "b"), set(), "heart.png", "it is no audio"),
        (("A?<img src=../../etc/passwd>", "b"), set(), "../../etc/passwd", "the package lacks it"),
    ],
)
def test_what_a_fact_cannot_show_is_named(
    texts: tuple[str, ...], kept: set[str], lost: str, why: str
) -> None:
    found = imported(BASIC, texts)
    assert found.media.keys() == kept
    [(place, reason)] = found.losses
    assert place == f"note 0: {lost}"
    assert why in reason


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.svg", SVG.replace(b"/>", b"><script/></svg>"), "it holds a `script`"),
        ("a.svg", b"<svg>", "it is no complete SVG"),
        ("a.png", b"MZ", "it is called PNG, but is something else inside"),
        ("a.png", b"", "it is called PNG, but is something else inside"),
        ("a.exe", b"MZ", "it is no image of a type that can be shown"),
        ("a", b"MZ", "it is no image of a type that can be shown"),
        ("a.png", PNG + bytes(20_000_000 - len(PNG) + 1), "it has 20,000,001 bytes; the most is 20,000,000"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_left_out(name: str, data: bytes, why: str) -> None:
    found = imported(BASIC, (f"A?<img src='{name}'>", "b"), files={name: data})
    assert (found.media, shown(found)) == ({}, [{}])
    assert [why for _, why in found.losses] == [f"a picture is left out: {why}"]


@pytest.mark.parametrize(
    ("name", "data", "given"),
    [
        ("../../x/Évil\tname.png", PNG, "evil-name.png"),
        ("C:\\x\\heart.png", PNG, "heart.png"),
        ("con.png", PNG, "image-con.png"),
        ("LPT1.PNG", PNG, "image-lpt1.png"),
        ("paste.jpg", PNG, "paste.png"),  # Anki calls so what it is given
        ("paste", PNG, "paste.png"),
        ("心臓.png", PNG, "image-675cd809.png"),
        (".png", PNG, "png.png"),
        ("a" * 300 + ".jpeg", JPEG, "a" * 40 + ".jpeg"),
    ],
)
def test_a_file_gets_a_name_that_is_safe_everywhere(name: str, data: bytes, given: str) -> None:
    assert media_files.MediaFiles(lambda _: None)._take("image", name, data) == given


@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from([PNG, JPEG, PNG + b"2"])), max_size=8)
)
def test_every_name_is_safe_and_its_own(files: list[tuple[str, bytes]]) -> None:
    kept = media_files.MediaFiles(lambda _: None)
    names = [kept._take("image", name, data) for name, data in files]
    assert [kept.files[name] for name in names] == [data for _, data in files]
    for name in names:
        assert name == name.lower() == Path(name).name
        assert name.isascii()
        assert set(name.partition(".")[0]) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len({name.casefold() for name in kept.files}) == len(kept.files)


def test_one_file_is_kept_once_and_two_of_one_name_are_both_kept() -> None:
    html = "<img src='{}'>"
    files = {"a.png": PNG, "A.png": PNG + b"2", "x/a.png": PNG, "a!.png": PNG + b"3"}
    notes = [(f"Question {name}?" + html.format(name), "b") for name in files]
    found = imported(BASIC, *notes, files=files)
    assert [each["image"] for each in shown(found)] == ["a.png", "a-2.png", "a.png", "a-3.png"]
    assert found.media == {"a.png": PNG, "a-2.png": PNG + b"2", "a-3.png": PNG + b"3"}


def test_two_packages_may_each_have_a_file_of_one_name() -> None:
    sources = [
        Source(
            title,
            title,
            [SourceNote(BASIC, {"Front": f"{title}?<img src=a.png>", "Back": "b"}, True, title)],
        )
        for title in ("one", "two")
    ]
    for number, source in enumerate(sources):
        source.files = holding({"a.png": PNG + bytes([number])})
    found = import_sources(sources, folder=True)
    assert found.media == {"a.png": PNG + b"\0", "a-2.png": PNG + b"\1"}


def test_all_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_files, "MOST_TOTAL", len(PNG) + len(MP3))
    found = imported(
        BASIC,
        ("A?<img src=heart.png>", "b"),
        ("C?<img src=lung.png>", "d"),
        ("E?[sound:beep.mp3]", "f"),
    )
    assert found.media == {"heart.png": PNG, "beep.mp3": MP3}
    assert [why for _, why in found.losses] == [
        f"a picture is left out: with it, all files together would have more than {len(PNG + MP3)} bytes"
    ]


def test_what_no_fact_shows_is_not_written() -> None:
    found = imported(BASIC, ("<img src=heart.png>", "b"), ("A?", "<img src=lung.png>"), ("B?", "b"))
    assert found.media == {}
    assert [why for _, why in found.losses] == [
        "a question that is only a picture or a sound",
        "a question or an answer that is only a picture or a sound",
    ]


# Written ------------------------------------------------------------------------------------------


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package whose one note shows a picture, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    data = collection('Where is the apex?<img src="a.png">', "there")
    return write(
        "deck.apkg",
        zipped(collection__anki2=data, media=json.dumps({"0": "a.png"}).encode(), **{"0": PNG}),
    )


@pytest.mark.parametrize(
    ("output", "folder"), [("x/deck.yaml", "x/media"), ("x", "x/media"), ("deck.yaml", "media")]
)
def test_files_stand_in_the_folder_media_where_the_deck_finds_them(
    package: str, output: str, folder: str
) -> None:
    said = run(package, "-o", output).stderr
    assert [path.name for path in Path(folder).iterdir()] == ["a.png"]
    assert Path(folder, "a.png").read_bytes() == PNG
    compiled = compile_path(Path(output))
    assert compiled.diagnostics == []
    assert list(compiled.media.values()) == [PNG]
    assert (
        "need words for what is seen or heard; their `alt` is only the name of the file:\n"
        "    apex\n"
    ) in said


def test_a_file_that_is_there_stays_and_the_same_again_is_the_same_file(package: str) -> None:
    Path("media").mkdir()
    write("media/A.PNG", "another")
    run(package)
    assert Path("media/A.PNG").read_bytes() == b"another"
    assert Path("media/a-2.png").read_bytes() == PNG
    deck = Path("deck.yaml").read_text(encoding="utf-8")
    assert "image: a-2.png" in deck
    run(package, "--force")
    assert Path("deck.yaml").read_text(encoding="utf-8") == deck
    assert len(list(Path("media").iterdir())) == 2


def test_decks_and_media_are_written_all_or_none(package: str) -> None:
    write("media", "no folder")
    assert "[cannot-write]" in run(package, status=1).stderr
    assert not Path("deck.yaml").exists()
    assert sorted(path.name for path in Path().iterdir()) == ["deck.apkg", "media"]


@pytest.mark.parametrize(
    ("member", "data", "why"),
    [
        ("0", b"x" * 20_000_001, "it has more than 20,000,000 bytes"),
        ("1", PNG, "the package lacks it"),
    ],
)
def test_a_member_of_a_package_that_cannot_be_had(
    package: str, member: str, data: bytes, why: str
) -> None:
    names = json.dumps({"0": "a.png"}).encode()
    notes = collection('Where is the apex?<img src="a.png">', "there")
    write(package, zipped(collection__anki2=notes, media=names, **{member: data}))
    assert f"  a picture is left out: {why} (1)\n" in run(package).stderr
    assert not Path("media").exists()


def test_a_damaged_member_costs_only_itself(package: str) -> None:
    data = Path(package).read_bytes()
    with ZipFile(package) as archive:
        start = archive.getinfo("0").header_offset  # of the picture, behind whose head it begins
    name, more = struct.unpack("<HH", data[start + 26 : start + 30])
    at = start + 30 + name + more
    write(package, data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
    assert "a picture is left out: it is damaged" in run(package).stderr
    assert compile_path(Path("deck.yaml")).diagnostics == []


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of one's own."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("own_folder")
def test_a_column_of_file_names_is_one_of_pictures() -> None:
    Path("pics").mkdir()
    for name in ("oak", "yew"):
        Path(f"pics/{name}.png").write_bytes(PNG + name.encode())
    Path("media").mkdir()
    Path("media/ivy.png").write_bytes(PNG + b"2")
    Path("passwords.png").write_bytes(PNG + b"3")
    table = "Plant,Family,Picture\noak,Fagaceae,pics/oak.png\nyew,Taxaceae,pics/yew.png\n"
    table += "ivy,Araliaceae,ivy.png\nelm,Ulmaceae,elm.png\nash,Oleaceae,../passwords.png\n"
    report = " ".join(run(write("plants.csv", table), "--table").stderr.split())
    compiled = compile_path(Path("plants.yaml"))
    asked = [each for own in compiled.questions.values() for each in own]
    shown = {each.key_text for each in asked if each.stem == "Which plant is this?"}
    assert shown == {"oak", "yew", "ivy"}
    assert sorted(path.name for path in Path("media").iterdir()) == [
        "ivy.png",
        "oak.png",
        "yew.png",
    ]
    assert "a picture is left out: there is no such file beside the table" in report
    assert "a picture is left out: it does not lie below the folder of the table" in report
    assert not has_errors(compiled.diagnostics)


@pytest.mark.usefixtures("own_folder")
def test_a_column_with_one_word_among_its_files_is_text() -> None:
    table = "Program,File\nGimp,a.png\nVi,text\nRaw,b.png\n"
    run(write("programs.csv", table), "--table")
    asked = [each for own in compile_path(Path("programs.yaml")).questions.values() for each in own]
    assert "a.png" in {each.key_text for each in asked}
