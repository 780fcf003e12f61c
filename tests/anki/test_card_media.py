"""Pictures and sounds reach the learner's collection with the cards that show them, and change with
their fact.
"""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from learner import Author, Learner, Log, Release

PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="%d" '
    b'height="9"/></svg>'
)
SOUND = b"ID3\x04\0\0\0\0\0\0"
DECK = """
    deck: Deck
    id: deck
    facts:
      - {id: before, ask: Q1?, answer: a, distractors: [b, c], image: a.svg, alt: '*a* "x" <b> {{c1::y}}',
         side: question}
      - {id: after, ask: Q2?, answer: a, image: a.svg, alt: x, audio: a.mp3, why: Because.}
      - {id: cloze, cloze: 'one {{two}}', audio: a.mp3, alt: a hiss, side: question}
      - {id: without, ask: Q3?, answer: a}
"""


def release(author: Author, picture: bytes, deck: str = DECK) -> Release:
    (author.folder / "media").mkdir(exist_ok=True)
    (author.folder / "media/a.svg").write_bytes(picture)
    (author.folder / "media/a.mp3").write_bytes(SOUND)
    return author.release(deck, choices=True)


def named(data: bytes, ending: str) -> str:
    return f"quizgen-{sha256(data).hexdigest()[:24]}.{ending}"


def stored(learner: Learner) -> dict[str, bytes]:
    folder = Path(learner.col.media.dir())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def check(learner: Learner) -> Any:
    return learner.col.media.check()


def test_files_arrive_and_are_used(tmp_path: Path) -> None:
    first = PICTURE % 5
    with Learner() as learner:
        assert learner.get(release(Author(tmp_path), first)) == Log(new=5)
        picture, sound = named(first, "svg"), named(SOUND, "mp3")
        assert stored(learner) == {picture: first, sound: SOUND}
        found = check(learner)
        assert (list(found.unused), list(found.missing)) == ([], [])
        cards = learner.cards()
        shown = (
            f'<img src="{picture}" alt="a &quot;x&quot; &lt;b&gt; '
            '&#123;&#123;c1&#58;&#58;y&#125;&#125;"'
        )
        assert shown in cards["before", 200].question()
        assert shown in cards["before/answer/choice", 1].question()
        assert '<div class="stem" dir="auto"><img' in cards["before/answer/choice", 1].question()
        assert picture not in cards["after", 200].question()
        assert picture in cards["after", 200].answer()
        assert [tag.filename for tag in cards["cloze", 1].question_av_tags()] == [sound]
        assert cards["after", 200].question_av_tags() == []
        assert [tag.filename for tag in cards["after", 200].answer_av_tags()] == [sound]


def test_the_same_again_is_duplicate_and_a_changed_picture_updates_its_notes_alone(
    tmp_path: Path,
) -> None:
    author = Author(tmp_path)
    first, second = PICTURE % 5, PICTURE % 7
    with Learner() as learner:
        learner.get(release(author, first))
        learner.study()
        assert learner.get(release(author, first)) == Log(duplicate=5)
        assert learner.get(release(author, second)) == Log(updated=3, duplicate=2)
        assert {named(second, "svg"), named(SOUND, "mp3")} <= stored(learner).keys()
        assert list(check(learner).missing) == []
        assert named(second, "svg") in learner.cards()["before", 200].question()


def test_a_package_holds_the_files_of_its_own_deck_alone(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with Learner() as learner:
        release(author, PICTURE % 5)
        files = {"collection.yaml": "collection: C\nid: c\n", "one.yaml": DECK, "two.yaml": TWO}
        made = author.release(files)
        learner.get(made, only=["decks/two.apkg"])
        assert list(stored(learner)) == [named(SOUND, "mp3")]


TWO = "deck: Two\nid: two\nfacts:\n  - {id: two, ask: Q?, answer: a, audio: a.mp3, alt: x}\n"


OPTIONS = """
    deck: Deck
    id: deck
    facts:
      - id: one
        ask: Q1?
        answer: {text: the key, image: a.svg, alt: 'a::b "x" {{c1::y}}'}
        distractors: [{image: b.svg, alt: other}, {audio: a.mp3, alt: a hiss}, words]
      - {id: two, ask: Q2?, answer: {audio: a.mp3, alt: a hum}, distractors: [b, c]}
"""


def options(author: Author, choices: bool, picture: bytes = PICTURE % 5) -> Release:
    (author.folder / "media").mkdir(exist_ok=True)
    (author.folder / "media/a.svg").write_bytes(picture)
    (author.folder / "media/b.svg").write_bytes(PICTURE % 6)
    (author.folder / "media/a.mp3").write_bytes(SOUND)
    return author.release(OPTIONS, choices=choices)


def test_options_show_their_pictures_and_sounds(tmp_path: Path) -> None:
    key, other, sound = named(PICTURE % 5, "svg"), named(PICTURE % 6, "svg"), named(SOUND, "mp3")
    with Learner() as learner:
        assert learner.get(options(Author(tmp_path), choices=True)) == Log(new=4)
        assert stored(learner).keys() == {key, other, sound}
        found = check(learner)
        assert (list(found.unused), list(found.missing)) == ([], [])
        cards = learner.cards()
        choice, recall = cards["one/answer/choice", 1], cards["one", 200]
        alt = 'alt="a&#58;&#58;b &quot;x&quot; &#123;&#123;c1&#58;&#58;y&#125;&#125;"'
        assert f'the key<br><img src="{key}" {alt}' in choice.question()
        assert f'<li dir="auto"><img src="{other}" alt="other"' in choice.question()
        assert '<li dir="auto">words</li>' in choice.question()
        assert [tag.filename for tag in choice.question_av_tags()] == [sound]
        assert f'<li class="key" dir="auto">the key<br><img src="{key}"' in choice.answer()
        assert key not in recall.question()
        assert f'the key<br><img src="{key}" {alt}' in recall.answer()
        spoken = cards["two", 200]
        assert spoken.question_av_tags() == []
        assert [tag.filename for tag in spoken.answer_av_tags()] == [sound]
        assert "a hum" not in spoken.answer()


def test_a_package_without_choices_holds_the_files_of_the_answers_alone(tmp_path: Path) -> None:
    [package] = options(Author(tmp_path), choices=False).packages.values()
    with ZipFile(BytesIO(package)) as archive:  # the importer leaves out what no note names
        files = set(json.loads(archive.read("media")).values())
    assert files == {named(PICTURE % 5, "svg"), named(SOUND, "mp3")}


def test_a_changed_picture_of_an_option_updates_the_notes_that_show_it_alone(
    tmp_path: Path,
) -> None:
    author = Author(tmp_path)
    with Learner() as learner:
        learner.get(options(author, choices=True))
        learner.study()
        assert learner.get(options(author, choices=True)) == Log(duplicate=4)
        assert learner.get(options(author, choices=True, picture=PICTURE % 7)) == Log(
            updated=2, duplicate=2
        )
        assert named(PICTURE % 7, "svg") in learner.cards()["one/answer/choice", 1].question()
