"""Whatever an author writes, a card shows as he wrote it: but for balanced markup of our own,
nothing is markup.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from conftest import rounds
from everything import PLAIN, Words, everything
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from learner import Author, Learner, Log, column_labels, elements, strings, visible

from quizgen.questions import distractors
from quizgen.targets.anki import TYPE_IN
from quizgen.text import markup
from quizgen.text.markup import formulas
from quizgen.text.words import normal

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "tags that are not closed": "</div><b><!-- <style>",
    "closing braces": "a }} b }} c",
    "opening braces": "{{ {{ {",
    "a cloze": "{{c1::x}}",
    "a cloze with a hint": "{{c1::x::y}}",
    "a cloze of one of our own cards": "{{c200::x}}",
    "double colons": "a :: b ::c:: :",
    "triple colons": ":::",
    "an entity": "&amp; &lt;b&gt; &#123; &nbsp;",
    "ampersands": "a & b &c; &",
    "quotes": "\"double\" 'single' \\`back\\` \\` “curly”",
    "inline math": r"\\(x^2\\) and \\)",
    "displayed math": r"\\[x^2\\] \$\$y\$\$ \$z\$",
    "backslashes": "\\ \\n \\\\( \\",
    "a sound": "[sound:x.mp3]",
    "speech": "[anki:tts lang=en_US]hello[/anki:tts]",
    "old math": r"[\$]x[/\$] [\$\$]y[/\$\$]",
    "marks that do not pair": "*a **b \\`c 5*3 x_1 _d_ $5 and $6 * e",
    "marks taken back": r"\*a\* \*\*b\*\* \`c\` \$d\$ \\",
    "LaTeX": r"[latex]\frac{a}{b}[/latex]",
    "a typed answer": "[[type:Ask]]",
    "a field": "{{Title}}",
    "special fields": "{{FrontSide}} {{Tags}} {{cloze:Text}}",
    "a section": "{{#c200}}a{{/c200}} {{^c200}}b{{/c200}}",
    "Jinja": "{% raw %} {{ x }} {# y #} [[ z ]] [% if %]",
    "percent": "100 % %s %(x)s %%",
    "Hebrew": "שלום (עולם) 1",
    "Arabic": "نقص المغنيسيوم",
    "right-to-left marks": "a\u202eb\u202c \u200f",
    "emoji": "🧲 👩\u200d⚕️ 🇩🇪",
    "combining accents": "e\u0301 n\u0303 q\u0323\u0307",
    "Chinese": "低镁血症",
    "newlines": "first\nsecond\n\nthird",
    "many blanks": "a  b   c\td",
    "a path": "C:\\temp\\new <a@b.c>",
    "10 kB": "so much " * 1250,
}


def words(text: str) -> Words:
    """A text, and what is left of it where not every text can stand."""
    plain = text
    for syntax in ("{{", "}}", "::"):  # an author's own cloze is written with these
        plain = plain.replace(syntax, "")
    return Words(
        text, text.replace("\n", " "), text if len(text) < 900 else "long", plain.strip(":{}")
    )


class Shown(NamedTuple):
    """What a card shows, and whose it is."""

    fact: str
    number: int
    front: str
    back: str
    labels: list[str]


@pytest.fixture(scope="module")
def plain() -> list[Shown]:
    """All cards, where all texts are harmless."""
    with pytest.MonkeyPatch.context() as patch:
        return shown(PLAIN, patch)


def place(note: str, number: int) -> tuple[str, int]:
    """Where a card stands among all, whatever its text: by its fact, and its place there."""
    return note.partition("/")[0], number


def shown(texts: Words, patch: pytest.MonkeyPatch) -> list[Shown]:
    # Options and shuffled items each have a place by the hash of their text; here they stay where
    # they are.
    patch.setattr(distractors, "rank", lambda *_: b"")
    patch.setattr(distractors, "is_wordy", lambda *_: False)  # of long options there are fewer
    with TemporaryDirectory() as folder, Learner() as learner:
        release = Author(Path(folder)).release(everything(texts), choices=True)
        assert learner.get(release) == Log(new=len(release.lock.entries))
        # The decks are called what `quizgen diff` says.
        assert learner.decks().keys() >= {entry.deck for entry in release.lock.entries.values()}
        # Anki lists cards by their numbers, which are made of the texts.
        cards = sorted(learner.cards().items(), key=lambda card: place(*card[0]))
        sides = [(*key, card.question(), card.answer()) for key, card in cards]
        # MathJax would find no formula that it could set.
        assert not [
            text for *_, back in sides for text in strings(back) if "\\(" in text or "\\[" in text
        ]
        return [
            Shown(
                note.partition("/")[0], number, visible(front), visible(back), column_labels(back)
            )
            for note, number, front, back in sides
        ]


@pytest.mark.parametrize("name", HOSTILE)
def test_text_in_any_field_of_any_kind_comes_out_as_it_went_in(
    name: str, plain: list[Shown], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = words(HOSTILE[name])

    def replaced(side: str) -> str:
        for harmless, hostile in zip(PLAIN, texts, strict=True):
            side = side.replace(
                f"Z{harmless}z", f"Z{unicodedata.normalize('NFC', markup.plain(hostile))}z"
            )
        return side

    def on_one_line(label: str) -> str:
        return " ".join(label.split())

    assert shown(texts, monkeypatch) == [
        Shown(
            fact,
            number,
            replaced(front),
            replaced(back),
            [on_one_line(replaced(label)) for label in labels],
        )
        for fact, number, front, back, labels in plain
    ]


# Any text -----------------------------------------------------------------------------------------

SYNTAX = [*'{}:[]<>&;\\"*`$', "{{", "}}", "::", "{{c1::", "c200", "&#", "\\(", "[sound:"]
LETTERS = st.characters(categories=["L", "M", "N", "P", "S"])
ANY = (
    st.lists(
        st.sampled_from([*SYNTAX, " "]) | st.text(LETTERS, min_size=1, max_size=4),
        min_size=1,
        max_size=6,
    )
    .map(lambda parts: unicodedata.normalize("NFC", "".join(parts)).strip())
    .filter(lambda text: text and normal(text) and not list(formulas(text)))
)
# An author writes a cloze with braces and double colons, and is told when he numbers it.
GAP = (
    ANY.map(lambda text: re.sub("[{}]|::+", "", text))
    .map(lambda text: text.strip(": "))
    # Of a dollar in the gap and one in its hint, a formula would be made; of backticks, code.
    .filter(lambda text: not re.fullmatch(r"(c\d+)?|.*[$`].*", text, re.DOTALL))
)


@settings(max_examples=rounds(50), phases=[Phase.generate])  # small enough, slow to shrink
@given(st.lists(ANY, min_size=2, max_size=4, unique_by=normal), ANY, ANY, GAP, GAP)
def test_any_text_that_a_card_asks_for_comes_out_as_it_went_in(
    members: list[str], question: str, answer: str, gap: str, hint: str
) -> None:
    facts = [
        {"id": "list", "list": "thing", "items": members, "singly": "yes"},
        {"id": "ask", "ask": question, "answer": answer, "typed": "yes"},
        {"id": "cloze", "cloze": f"a {{{{{gap}::{hint}}}}} b"},
    ]
    deck = json.dumps({"deck": "D", "id": "d", "facts": facts}, ensure_ascii=False)
    with TemporaryDirectory() as folder, Learner() as learner:
        learner.get(Author(Path(folder)).release(deck))

        answers = learner.answers()
        assert answers.pop(("list", 200)) == "".join(map(markup.plain, members))
        assert sorted(answers.values()) == sorted(map(markup.plain, [*members, answer, gap]))
        asked = learner.cards()["ask", 200].question()
        assert elements(asked, "stem") == [markup.plain(question)]
        if TYPE_IN in asked:  # short enough
            typed = learner.col.extract_cloze_for_typing(
                learner.note("ask")["Typed"], learner.cards()["ask", 200].ord + 1
            )
            assert html.unescape(re.sub("<[^>]*>", "", typed)) == markup.plain(answer)
        assert elements(learner.cards()["cloze", 1].question(), "cloze") == [
            f"[{markup.plain(hint)}]"
        ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a::b", "a: b"),  # a deck of its own is a topic, never part of a title
        ("a:::b", "a: :b"),
        ("::a::", "a"),
        ("::", "blank"),
        ("a\n b\tc", "a b c"),
        ('"a" <b> &amp; {{c}} \\', '"a" <b> &amp; {{c}} \\'),
        ("שלום 🧲", "שלום 🧲"),
    ],
)
def test_a_deck_is_called_by_its_title_without_what_anki_takes_for_a_path(
    title: str, name: str, tmp_path: Path
) -> None:
    fact = {"id": "a", "ask": "Why?", "answer": "so"}
    with Learner() as learner:
        deck = {"deck": title, "id": "d", "topic": title, "description": title, "facts": [fact]}
        release = Author(tmp_path).release(json.dumps(deck, ensure_ascii=False))
        learner.get(release)
        assert list(learner.decks()) == [name, f"{name}::{name}"]
        assert release.lock.entries["a"].deck == f"{name}::{name}"
        assert visible(learner.decks()[name]) == title


def test_tags_come_out_as_they_went_in(tmp_path: Path) -> None:
    tags = [
        "a::b",
        "<b>",
        "&amp;",
        '"',
        "{{c1::x}}",
        "%",
        "*",
        "-x",
        "a,b",
        "\\",
        "ä",
        "🧲",
        "leech",
        "שלום",
    ]
    fact = {"id": "a", "ask": "Why?", "answer": "so", "tags": tags}
    with Learner() as learner:
        learner.get(
            Author(tmp_path).release(
                json.dumps({"deck": "D", "id": "d", "facts": [fact]}, ensure_ascii=False)
            )
        )
        assert set(learner.note("a").tags) == {f"quizgen::d::{tag}" for tag in [*tags, "kind::ask"]}
