"""What a package brings is what Anki itself would make of its notes, and each card asks what it
should.
"""

from __future__ import annotations

import html
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from everything import everything
from learner import FIRST, Author, Learner, Release, elements, places, visible

from quizgen.compiler import compile_path
from quizgen.lock import MOST_CARDS, UNCORRECTED
from quizgen.preview.anki_sides import both_sides
from quizgen.questions.question import (
    Bullets,
    Chain,
    Cloze,
    ListRecall,
    Number,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.targets import Settings
from quizgen.targets.anki import TYPE_IN, build_packages, cards_by_question, sides, styling
from quizgen.targets.anki_package import CHOICE, LOOK_CHANGED, PRESET, RECALL

SHIPPED = Path(__file__).resolve().parent.parent.parent / "decks"


@pytest.fixture(scope="module", params=["the shipped decks", "every kind"])
def imported(request: pytest.FixtureRequest) -> Iterator[Learner]:
    """Somebody who has imported decks with everything that they can hold, and changes nothing."""
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.yaml")}
    files = shipped if request.param == "the shipped decks" else everything()
    with TemporaryDirectory() as folder, Learner() as learner:
        learner.get(Author(Path(folder)).release(files, choices=True))
        yield learner


@pytest.fixture
def learner() -> Iterator[Learner]:
    with Learner() as learner:
        yield learner


# Which cards there are ----------------------------------------------------------------------------


def test_a_package_brings_the_cards_that_anki_makes_of_its_notes(imported: Learner) -> None:
    for note in map(imported.col.get_note, imported.col.find_notes("deck:*")):
        brought = [card.ord for card in note.cards()]
        if note.note_type()["name"] == RECALL:
            assert brought == sorted(number - 1 for number in note.cloze_numbers_in_fields())
        copy = imported.col.new_note(note.note_type())
        copy.fields = list(note.fields)
        imported.col.add_note(copy, deck_id=1)
        assert brought == [card.ord for card in copy.cards()]
        imported.col.remove_notes([copy.id])


def test_no_card_is_empty_and_nothing_wants_repair(imported: Learner) -> None:
    assert imported.empty_cards() == set()
    before = set(imported.cards())
    assert imported.check_database() == "Database rebuilt and optimized."
    assert set(imported.cards()) == before


def test_every_question_that_anki_can_ask_has_a_card_and_every_card_a_question(
    imported: Learner,
) -> None:
    release = imported.release
    asked = release.asked()
    choices = {(key, 1) for key in release.lock.entries if "/" in key}
    assert asked.keys() | choices == imported.cards().keys()
    kinds = Cloze | ShortAnswer | Number | ListRecall | Ordering
    for fact, questions in release.compiled.questions.items():
        for question in questions:
            # What a gap asks for has no other card, and what has other questions is not asked as
            # true or false.
            if isinstance(question, Cloze):
                assert question in asked.values()
            elif isinstance(question, kinds) and question not in asked.values():
                part = question.id.rpartition("/")[0]
                assert any(
                    isinstance(other, Cloze) and other.id == f"{part}/cloze"
                    for other in asked.values()
                )
            if isinstance(question, TrueFalse) and question in asked.values():
                assert all(
                    isinstance(each, TrueFalse) for card, each in asked.items() if card[0] == fact
                )


LISTS = """\
    deck: D
    id: d
    facts:
      - {id: whole, list: color, of: a flag, items: [blue, white, red]}
      - {id: two, list: pole, of: a magnet, items: [north, south]}
      - {id: grouped, list: part, of: a bicycle, groups: {brakes: [lever, pad], wheel: [rim]}}
      - {id: chain, mechanism: Eruption, steps: [magma rises, gas comes out, ash falls]}
      - {id: order, ranking: speed, most to least: [car, [bicycle, horse], foot]}
      - {id: causes, differential: a flat tire, causes: [a thorn, a nail]}
      - {id: lone, list: moon, of: Earth, items: [the Moon], without: list}
    """


def cards_by_fact(learner: Learner) -> dict[str, dict[str, str]]:
    """What each card of a note is called in the lock, with what it asks for."""
    answers = learner.answers()
    found: dict[str, dict[str, str]] = {}
    for fact, entry in learner.release.lock.entries.items():
        numbers = places(entry)
        found[fact] = {name: answers[fact, numbers[n]] for name, n in entry.cards.items()}
    return found


def test_a_list_or_a_chain_is_one_card_and_each_group_of_a_list_another(
    learner: Learner, tmp_path: Path
) -> None:
    learner.get(Author(tmp_path).release(LISTS))
    assert cards_by_fact(learner) == {
        "whole": {"all/list": "bluewhitered"},
        "two": {"all/list": "northsouth"},
        # The one member of a group has no list of its own, but stands in that of all.
        "grouped": {"brakes/list": "leverpad", "all/list": "BrakesleverpadWheelrim"},
        "chain": {"steps/ordering": "magma risesgas comes outash falls"},
        "order": {"order/ordering": "carbicycle=horsefoot"},
        "causes": {"all/list": "a thorna nail"},
        # What nothing else asks for is asked alone.
        "lone": {"the-moon/cloze": "the Moon"},
    }


@pytest.mark.parametrize(
    ("singly", "cards"),
    [
        ("yes", {"blue": "[...]", "white": "[...]", "red": "[...]"}),
        ("white", {"white": "[...]"}),
        ("[white, red]", {"white": "[...]", "red": "[...]"}),
        ("{white: that of snow}", {"white": "[that of snow]"}),
        ("no", {}),
    ],
)
def test_a_member_has_a_card_of_its_own_where_the_author_asks_for_it_and_shows_its_cue(
    learner: Learner, tmp_path: Path, singly: str, cards: dict[str, str]
) -> None:
    deck = f"""\
        deck: D
        id: d
        facts:
          - {{id: l, list: color, of: a flag, items: [blue, white, red], singly: {singly}}}
        """
    learner.get(Author(tmp_path).release(deck))
    entry = learner.release.lock.entries["l"]
    numbers = places(entry)
    fronts = {
        name.partition("/")[0]: "".join(
            elements(learner.cards()["l", numbers[number]].question(), "cloze")
        )
        for name, number in entry.cards.items()
    }
    assert fronts == {"all": "", **cards}


def test_what_is_asked_singly_must_be_an_entry_and_its_cue_may_not_be_the_answer(
    tmp_path: Path,
) -> None:
    path = tmp_path / "deck.yaml"
    head = (
        "deck: D\nid: d\nfacts:\n- {id: l, list: color, of: a flag, items: [blue, white], singly: "
    )
    for singly, code in (("[blue, wite]", "unknown-part"), ("{blue: blue}", "cloze-shows-key")):
        path.write_text(f"{head}{singly}}}\n", encoding="utf-8")
        errors = [each for each in compile_path(path).diagnostics if each.severity == "error"]
        assert [each.code for each in errors] == [code]


def test_a_card_that_leaves_the_author_s_wish_is_empty_and_returns_with_its_schedule(
    learner: Learner, tmp_path: Path
) -> None:
    author = Author(tmp_path)
    with_own = LISTS.replace("items: [blue, white, red]", "items: [blue, white, red], singly: red")
    learner.get(author.release(with_own))
    learner.study()
    before = learner.progress()
    learner.get(author.release(LISTS))
    assert learner.empty_cards() == {("whole", 1)}
    learner.get(author.release(with_own))
    assert learner.empty_cards() == set()
    assert learner.progress() == before


def test_few_shipped_cards_hide_one_member_among_many_and_most_are_read_at_a_glance() -> None:
    compiled = compile_path(SHIPPED, judged=False)
    questions = {each.id: each for found in compiled.questions.values() for each in found}
    cards, _ = cards_by_question(compiled)
    recalled = {id: card for id, card in cards.items() if card.type == RECALL}
    hidden = [
        id
        for id in recalled
        if isinstance(each := questions[id], Cloze) and isinstance(each.passage, Bullets | Chain)
    ]
    assert len(hidden) <= 0.15 * len(recalled)
    fronts = [both_sides(sides(RECALL), card.fields, card.number)[0] for card in recalled.values()]
    lengths = [len(" ".join(elements(front, "section")).split()) for front in fronts]
    assert median(lengths) < 20


TYPED = """\
    deck: D
    id: d
    facts:
      - {id: ask, ask: Which capital has France?, answer: Paris, accept: [Lutetia], typed: yes}
      - {id: plain, ask: Which capital has Italy?, answer: Rome}
      - {id: long, ask: Why?, answer: because it has been so for as long as anybody knows, typed: yes}
      - {id: term, term: ion, means: an atom that carries a charge, typed: [term]}
      - {id: gap, statement: "Iron {{rusts}} in air.", typed: yes}
      - {id: level, quantity: the level, value: 1.8–2.2 mg/dL, typed: yes}
      - {id: many, list: color, of: a flag, items: [blue, red], typed: yes}
      - {id: marked, ask: Which <b> is it?, answer: "*a* & {b}", accept: [c], typed: yes}
      - {id: chosen, ask: Which one?, answer: this, distractors: [that, another], typed: yes}
      - id: words
        entities: word
        columns: {meaning: "{word} means {meaning}.", root: "{word} comes from {root}."}
        rows: {perro: [dog, unknown], gato: [cat, cattus]}
        typed: [meaning]
    """


def test_a_short_answer_is_typed_in_where_the_author_says_so_and_no_other(
    learner: Learner, tmp_path: Path
) -> None:
    learner.get(Author(tmp_path).release(TYPED, choices=True))
    expected = {}
    for (fact, _), card in learner.cards().items():
        front, back = card.question(), card.answer()
        note = card.note()
        if TYPE_IN not in front:
            assert TYPE_IN not in back
            continue
        # Anki makes a field of the mark, compares, and shows what comes of it in the same place.
        assert front.count(TYPE_IN) == back.count(TYPE_IN) == 1
        text = learner.col.extract_cloze_for_typing(note["Typed"], card.ord + 1)
        assert "typeBad" not in learner.col.compare_answer(text, html.unescape(text))
        assert "typeBad" in learner.col.compare_answer(text, "Berlin")
        expected[fact] = html.unescape(text)
    assert expected == {
        "ask": "Paris",
        "term": "ion",
        "gap": "rusts",
        "level": "1.8–2.2 mg/dL",
        "marked": "a & {b}",
        "chosen": "this",
        # A row is asked both ways, and its name is typed as well.
        "words.perro": "dog",
        "words.gato": "cat",
    }


def test_to_have_an_answer_typed_moves_no_card_and_is_no_question_in_the_browser(
    learner: Learner, tmp_path: Path
) -> None:
    author = Author(tmp_path)
    learner.get(author.release(TYPED.replace(", typed: yes", "").replace("typed: [", "tags: [")))
    learner.study()
    before = learner.progress()
    learner.get(author.release(TYPED))
    assert learner.progress() == before
    assert not learner.empty_cards()
    learner.col.set_browser_card_columns(["question", "answer"])
    for card in learner.cards().values():
        assert "type:" not in str(learner.col.browser_row_for_id(card.id)[0])


def test_no_text_of_an_author_makes_a_field_for_typing(learner: Learner, tmp_path: Path) -> None:
    deck = """\
        deck: D
        id: d
        facts: [{id: a, ask: "What is [[type:cloze:Typed]]?", answer: "[[type:Ask]]"}]
        """
    learner.get(Author(tmp_path).release(deck))
    (card,) = learner.cards().values()
    assert "[[type:" not in card.question() + card.answer()


def test_only_a_part_can_be_typed(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(TYPED.replace("typed: [term]", "typed: [termm]"), encoding="utf-8")
    errors = [each for each in compile_path(path).diagnostics if each.severity == "error"]
    assert [each.code for each in errors] == ["unknown-part"]


def large(gaps: int, asks: int) -> str:
    """A deck with a fact of so many gaps, and one of so many questions."""
    members = ", ".join(f"m{number}" for number in range(1, gaps + 1))
    rows = "".join(
        f"      r{number}: [a{number}, b{number}]\n" for number in range(1, asks // 2 + 1)
    )
    return (
        "deck: D\nid: d\nfacts:\n  - id: gaps\n    list: member\n    without: list\n"
        f"    items: [{members}]\n"
        f"  - id: asks\n    comparison: [a, b]\n    without: cloze\n    rows:\n{rows}"
    )


def test_a_note_holds_as_many_cards_as_is_said(learner: Learner, tmp_path: Path) -> None:
    learner.get(Author(tmp_path).release(large(MOST_CARDS, 400)))
    answers = learner.answers()
    assert len(answers) == MOST_CARDS + 400
    assert {answers["gaps", place] for place in range(1, MOST_CARDS + 1)} == {
        f"m{number}" for number in range(1, MOST_CARDS + 1)
    }


def test_more_than_a_note_holds_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(large(MOST_CARDS + 1, 2), encoding="utf-8")
    _, problems, _ = build_packages(compile_path(tmp_path / "deck.yaml"), Settings(FIRST))
    assert [each.code for each in problems] == ["too-many-parts"]


# What they show -----------------------------------------------------------------------------------


def test_a_card_shows_its_place_and_its_question_and_on_the_back_why_and_where_from(
    learner: Learner, tmp_path: Path
) -> None:
    deck = """\
        deck: D
        id: d
        sources: {book: A book}
        facts:
          - {id: l, topic: T, list: letter, items: [alpha, beta], singly: yes, why: They come first., source: book}
        """
    learner.get(Author(tmp_path).release(deck))
    seen = {
        number: tuple(" ".join(visible(side).split()) for side in (card.question(), card.answer()))
        for (_, number), card in learner.cards().items()
    }
    assert seen == {
        1: ("D › T Letters[...]beta", "D › T Lettersalphabeta They come first. A book"),
        2: ("D › T Lettersalpha[...]", "D › T Lettersalphabeta They come first. A book"),
        200: (
            "D › T Name two of the letters.",
            "D › T Name two of the letters. alphabeta They come first. A book",
        ),
    }


def test_the_style_hides_what_the_tests_hold_to_be_hidden(imported: Learner) -> None:
    css = " ".join(imported.note_type(RECALL)["css"].split())
    assert ".back .front .passage, .back .front .shuffled { display: none; }" in css


def test_nothing_hangs_on_what_web_views_before_version_105_do_not_know(imported: Learner) -> None:
    for name in (RECALL, CHOICE):
        type = imported.note_type(name)
        (template,) = type["tmpls"]
        for text in (type["css"], template["qfmt"], template["afmt"]):
            assert ":has(" not in text
            assert ":is(" not in text
            # Blank cards are reported where a template has hundreds of these.
            assert "{{#c" not in text
            assert "{{^c" not in text


def test_the_browser_shows_of_a_card_its_own_question_and_answer(learner: Learner) -> None:
    deck = """\
        deck: D
        id: d
        facts:
          - {id: s, sign: the drum sign, elicited by: tapping, shows: a hum, points to: a tube}
          - {id: l, mechanism: Eruption, steps: [magma rises, gas comes out], singly: yes}
        """
    with TemporaryDirectory() as folder:
        learner.get(Author(Path(folder)).release(deck))
    learner.col.set_browser_card_columns(["question", "answer"])
    rows = {
        card: [text for text, *_ in learner.col.browser_row_for_id(each.id)[0]]
        for card, each in learner.cards().items()
    }
    # The answer goes on with what the back says below it.
    assert rows["s", 200][0] == "What triggers the drum sign?"
    assert rows["s", 200][1].startswith("tapping")
    assert rows["s", 201][0] == "Describe the drum sign: what is seen?"
    assert rows["s", 201][1].startswith("a hum")
    assert rows["l", 2] == ["Eruption · ...", "gas comes out"]


def test_the_night_sets_the_colours_themselves_for_ankis_own_rule_is_stronger(
    imported: Learner,
) -> None:
    css = imported.note_type(RECALL)["css"]
    night = css.partition(".card.nightMode")[2].partition("}")[0]
    assert "background: var(--paper);" in night
    assert "color: var(--ink);" in night


def test_each_block_takes_its_own_direction_and_the_card_its_language(learner: Learner) -> None:
    deck = """\
        deck: D
        id: d
        language: de
        facts: [{id: a, ask: ما عاصمة مصر؟, answer: القاهرة, why: تقع على النيل.}]
        """
    with TemporaryDirectory() as folder:
        learner.get(Author(Path(folder)).release(deck))
    (card,) = learner.cards().values()
    assert '<article class="quizgen front" lang="de">' in card.question()
    assert '<header dir="auto">D</header>' in card.question()
    assert '<p class="stem" dir="auto">ما' in card.question()
    assert '<div class="answer" dir="auto">القاهرة</div>' in card.answer()
    assert '<aside dir="auto">تقع' in card.answer()


def test_a_question_hides_its_answer_and_the_back_shows_it(imported: Learner) -> None:
    asked = imported.release.asked()
    for card, each in imported.cards().items():
        front, back = each.question(), each.answer()
        assert visible(front).strip()
        if card not in asked:
            continue  # a choice, which shows its key among the options
        if isinstance(asked[card], Cloze):
            key = asked[card].key_text
            assert elements(back, "cloze") == [key]
            # Nothing but the gap tells front and back apart: nothing else is hidden, nothing else
            # shows the answer.
            (gap,) = elements(front, "cloze")
            assert gap.startswith("[")
            passage, shown = ("".join(elements(side, "passage")) for side in (front, back))
            assert passage.replace(gap, key, 1) == shown
            assert key.casefold() not in {
                text.casefold() for text in elements(front, "li") + elements(front, "td")
            }
        else:
            assert elements(front, "cloze") == elements(front, "answer") == []
            assert elements(front, "stem") == elements(back, "stem") != []
            (answer,) = elements(back, "answer")
            assert answer


def is_choice(card: Any) -> bool:
    return bool(card.note_type()["name"] == CHOICE)


def test_on_a_card_of_one_question_the_others_of_its_note_are_out_of_sight(
    imported: Learner,
) -> None:
    for (_, number), card in imported.cards().items():
        for side in (card.question(), card.answer()):
            assert len(elements(side, "stem")) == (number >= 200 or is_choice(card))
            assert not elements(side, "cloze-inactive") or number < 200


def test_the_back_of_a_card_names_the_sources_and_the_front_does_not(imported: Learner) -> None:
    titles = imported.release.compiled.collection.sources.values()
    for card in imported.cards().values():
        cited = elements(card.answer(), "cite")
        assert cited
        assert set(cited) <= set(titles)
        assert not elements(card.question(), "cite")


def test_a_source_that_has_an_address_is_a_link(learner: Learner, tmp_path: Path) -> None:
    deck = """\
        deck: D
        id: d
        sources:
          book: A book
          site: {title: A *good* site, url: "https://example.org/a?b=1&c=%20"}
        source: [book, site]
        facts: [{id: a, ask: Why?, answer: so}]
        """
    learner.get(Author(tmp_path).release(deck))
    assert learner.note("a")["Source"] == (
        '<cite dir="auto">A book</cite><cite dir="auto">'
        '<a href="https://example.org/a?b=1&amp;c=%20">A <em>good</em> site</a></cite>'
    )


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org", "javascript:alert(1)", "https://a b", 'https://a"b']
)
def test_an_address_that_is_none_of_the_web_is_an_error(url: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    source = json.dumps({"title": "A", "url": url})
    path.write_text(
        f"deck: D\nid: d\nsources: {{a: {source}}}\nfacts: [{{id: a, ask: Why?, answer: so}}]\n",
        encoding="utf-8",
    )
    problems = compile_path(path, judged=False).diagnostics
    (problem,) = (each for each in problems if each.code == "wrong-type")
    assert problem.message == f"`{url}` is not an address of the web"
    assert problem.position.line == 3


def test_the_key_of_a_choice_stands_among_its_options_once_and_is_marked_on_the_back(
    learner: Learner,
) -> None:
    text = """\
        deck: D
        id: d
        facts:
          - {id: a, ask: Which?, answer: this, distractors: [that, another]}
        """
    with TemporaryDirectory() as folder:
        learner.get(Author(Path(folder)).release(text, choices=True))
    card = learner.cards()["a/answer/choice", 1]
    assert sorted(elements(card.question(), "li")) == ["another", "that", "this"]
    assert elements(card.answer(), "key") == ["this"]
    # On the front the mark is there too, but only the back has the class by which the style shows
    # it.
    assert 'class="quizgen front"' in card.question()
    assert 'class="quizgen back"' in card.answer()


# Their order, decks and tags ----------------------------------------------------------------------


def test_new_cards_come_in_the_authors_order_with_siblings_apart(learner: Learner) -> None:
    deck = """\
        deck: D
        id: d
        facts:
          - {id: z, list: letter, items: [z1, z2], singly: yes}
          - {id: y, ask: y1?, answer: "yes"}
          - {id: x, cloze: "{{x1}} and {{x2}}"}
        """
    with TemporaryDirectory() as folder:
        learner.get(Author(Path(folder)).release(deck))
    order = sorted(learner.cards().items(), key=lambda item: item[1].due)
    assert [card for card, _ in order] == [
        ("z", 1),
        ("y", 200),
        ("x", 1),
        ("z", 2),
        ("x", 2),
        ("z", 200),
    ]
    assert len({card.due for _, card in order}) == len(order)


def test_no_two_new_cards_have_one_place(imported: Learner) -> None:
    cards = imported.col.db.list("select due from cards")
    assert len(set(cards)) == len(cards)
    # Each note's first card comes before any note's second.
    turns = imported.col.db.all(
        "select (select count() from cards other where other.nid = cards.nid "
        "and other.due < cards.due) from cards "
        "order by due"
    )
    assert turns == sorted(turns)


def test_every_card_is_new(imported: Learner) -> None:
    state = (
        "select distinct type, queue, ivl, reps, lapses, left, odue, odid, flags, data from cards"
    )
    ((*numbers, data),) = imported.col.db.all(state)
    assert numbers == [0] * 9
    assert data in ("", "{}")


def test_decks_stand_under_the_collection_with_a_description_each(imported: Learner) -> None:
    collection = imported.release.compiled.collection
    for name, description in imported.decks().items():
        assert name.partition("::")[0] == collection.title
        assert collection.notice in visible(description)
    for deck in collection.decks:
        assert deck.description in visible(imported.decks()[f"{collection.title}::{deck.title}"])
    topped = [name for name in imported.decks() if name.count("::") == 2]
    assert {name.rpartition("::")[2] for name in topped} == {
        fact.topic or deck.topic for deck, fact in collection.facts() if fact.topic or deck.topic
    }


def test_a_deck_that_stands_alone_is_a_top_deck(learner: Learner, tmp_path: Path) -> None:
    text = (
        "deck: Alone\nid: alone\ndescription: All.\nnotice: None.\n"
        "facts: [{id: a, ask: Why?, answer: so}]\n"
    )
    learner.get(Author(tmp_path).release(text))
    assert learner.decks() == {"Alone": "<p>All.</p><p>None.</p>"}


def test_all_tags_stand_under_one_root(imported: Learner) -> None:
    collection = imported.release.compiled.collection
    assert imported.col.tags.all()
    assert all(tag.startswith(f"quizgen::{collection.id}::") for tag in imported.col.tags.all())
    for deck, fact in collection.facts():
        own = {
            f"quizgen::{collection.id}::{tag}"
            for tag in (*deck.tags, *fact.tags, f"kind::{fact.kind}")
        }
        assert set(imported.note(fact.id).tags) == own


# What must never change ---------------------------------------------------------------------------


def test_note_types_are_frozen(imported: Learner) -> None:
    # If this fails, do not correct it: with any of these changed, Anki takes the notes that people
    # have for others.
    frozen = {
        "quizgen": {
            "id": 1_718_021_400_001,
            "type": 1,
            "fields": [
                ("Title", 41_247_860_504_151_414),
                ("Text", 43_250_513_717_701_060),
                ("Ask", 68_315_418_023_134_034),
                ("Line", 44_101_107_832_334_487),
                ("Typed", 26_227_930_612_574_519),
                ("Why", 49_789_346_219_856),
                ("Source", 8_692_060_165_938_225),
                ("Path", 47_808_536_300_392_898),
                ("Language", 70_775_508_832_490_088),
                ("Id", 39_953_864_653_990_940),
            ],
            "templates": [("Recall", 13_159_746_741_884_575)],
        },
        "quizgen choice": {
            "id": 1_718_021_400_002,
            "type": 0,
            "fields": [
                ("Stem", 19_054_403_428_389_205),
                ("Options", 64_827_125_883_005_107),
                ("Reasons", 49_752_780_563_273_868),
                ("Why", 23_510_002_347_342_986),
                ("Source", 58_145_899_089_224_192),
                ("Path", 5_613_006_872_199_456),
                ("Language", 28_829_786_661_508_741),
                ("Id", 12_941_103_409_103_917),
            ],
            "templates": [("Choice", 9_040_384_693_652_652)],
        },
    }
    found = {}
    for name in frozen:
        type = imported.note_type(name)
        found[name] = {
            "id": type["id"],
            "type": type["type"],
            "fields": [(field["name"], field["id"]) for field in type["flds"]],
            "templates": [(template["name"], template["id"]) for template in type["tmpls"]],
        }
    assert found == frozen


def test_the_look_of_the_cards_has_the_date_at_which_it_last_changed() -> None:
    # If this fails, a template or the styling was changed: take the new digest over and set
    # LOOK_CHANGED to the present, or those who have the cards never see it. The date is a constant,
    # so that no collection built later takes a newer look, or a learner's own, away.
    look = [*sides(RECALL), *sides(CHOICE), styling()]
    digest = blake2b("\x1f".join(look).encode(), digest_size=8).hexdigest()
    assert (digest, LOOK_CHANGED) == ("77b7fd670462f23f", 1_795_795_200)


def test_a_preset_that_buries_siblings_comes_with_the_decks_where_it_is_wanted(
    tmp_path: Path,
) -> None:
    release = Author(tmp_path).release(everything())
    for wanted in (False, True):
        with Learner() as learner:
            learner.get(release, presets=wanted)
            decks = [learner.col.decks.by_name(name) for name in learner.decks()]
            presets = [learner.col.decks.config_dict_for_deck_id(deck["id"]) for deck in decks]
            assert {preset["name"] == PRESET for preset in presets} == {wanted}
            if wanted:
                assert all(preset["new"]["bury"] and preset["rev"]["bury"] for preset in presets)
                assert all(preset["buryInterdayLearning"] for preset in presets)


def test_new_cards_of_all_decks_come_in_the_authors_order_with_the_preset(
    learner: Learner, tmp_path: Path
) -> None:
    files = {"collection.yaml": "collection: C\nid: c\ndecks: [words, tables]\n"}
    for name, title in (("words", "Words"), ("tables", "Comparing")):
        facts = "".join(f"  - {{id: {name}-{n}, ask: {name} {n}?, answer: so}}\n" for n in (1, 2))
        files[f"{name}.yaml"] = f"deck: {title}\nid: {name}\nfacts:\n{facts}"
    learner.get(Author(tmp_path).release(files), presets=True)
    learner.col.decks.select(learner.col.decks.by_name("C")["id"])
    queued = learner.col.sched.get_queued_cards(fetch_limit=10).cards
    notes = [learner.col.get_note(each.card.note_id)["Id"] for each in queued]
    assert notes == ["words-1", "words-2", "tables-1", "tables-2"]


def test_a_notes_guid_hangs_on_the_ids_of_collection_and_fact_alone(tmp_path: Path) -> None:
    # Frozen as well: these are what people's notes are known by.
    text = (
        "deck: {}\nid: deck\nfacts: [{{id: fact, ask: {}, answer: so, distractors: [no, never]}}]\n"
    )
    for title, question in (("One", "Why?"), ("Other", "How?")):
        release = Author(tmp_path).release(text.format(title, question), choices=True)
        assert {key: entry.guid for key, entry in release.lock.entries.items()} == {
            "fact": "pG2ZQF.@mA",
            "fact/answer/choice": "L&5iq9s;Ka",
        }
        (tmp_path / "deck.lock").unlink()


def test_a_package_is_a_collection_in_the_old_format_with_no_history(tmp_path: Path) -> None:
    release = Author(tmp_path).release(everything(), choices=True)
    assert list(release.packages) == ["all.apkg", "decks/every.apkg"]
    path = tmp_path / "every.apkg"
    path.write_bytes(release.packages["decks/every.apkg"])
    with zipfile.ZipFile(path) as archive:
        brought, carried = archive.namelist()[:2], archive.namelist()[2:]
        assert brought == ["collection.anki2", "media"]
        assert carried == ["quizgen.lock", "quizgen/collection.yaml", "quizgen/every.yaml"]
        assert json.loads(archive.read("media")) == {}
        archive.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    assert connection.execute("select count() from revlog").fetchone() == (0,)
    assert (
        connection.execute("select min(mod), max(mod) from notes").fetchone() == (UNCORRECTED,) * 2
    )
    connection.close()


@pytest.mark.parametrize("id", ["collection", "backup-2026"])
def test_no_file_is_called_as_anki_calls_a_backup_which_replaces_everything(
    id: str, tmp_path: Path
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(
        f"deck: D\nid: {id}\nfacts: [{{id: a, ask: Why?, answer: so}}]\n", encoding="utf-8"
    )
    assert [each.code for each in compile_path(path).diagnostics] == ["bad-id"]
    path.write_text("deck: D\nid: d\nfacts: [{id: a, ask: Why?, answer: so}]\n", encoding="utf-8")
    (tmp_path / "collection.yaml").write_text(f"collection: C\nid: {id}\n", encoding="utf-8")
    [problem] = compile_path(tmp_path).diagnostics
    assert (problem.code, problem.position.line) == ("bad-id", 1)


def test_the_shipped_packages_are_named_after_the_ids_of_collection_and_decks() -> None:
    compiled = compile_path(SHIPPED)
    artifacts = build_packages(compiled, Settings(FIRST)).artifacts
    assert [each.name for each in artifacts] == [
        f"{compiled.collection.id}.apkg",
        *(f"decks/{deck.id}.apkg" for deck in compiled.collection.decks),
    ]


def test_the_ids_of_notes_and_cards_are_those_of_the_release_and_unique(imported: Learner) -> None:
    release: Release = imported.release
    ids = [entry.note for entry in release.lock.entries.values()]
    assert sorted(ids) == list(range(FIRST * 1000, FIRST * 1000 + len(ids)))
    assert {imported.note(key).id for key in release.lock.entries} == set(ids)
    assert CHOICE in {card.note_type()["name"] for card in imported.cards().values()}
