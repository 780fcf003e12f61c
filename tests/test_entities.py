"""A table of entities: rows from anywhere, a fact a row, questions that hold across all rows."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path

import pytest
from conftest import ROOT, compile_text, deck
from hypothesis import given
from hypothesis import strategies as st
from keys import items_of

from quizgen.cli.coverage import coverage_of
from quizgen.compiler import Compiled, compile_collection, compile_path
from quizgen.diagnostics import Severity
from quizgen.grading import Lexicon
from quizgen.grading.marks import Verdict
from quizgen.language.facts.entities import Entities
from quizgen.language.facts.entity_columns import has_fraction
from quizgen.language.facts.entity_rows import row_key
from quizgen.language.loader import load_texts
from quizgen.lock import Lock, parse_lock
from quizgen.questions.question import (
    Choice,
    ListRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    Table,
    TrueFalse,
)
from quizgen.targets import Settings, target
from quizgen.text import sameness
from quizgen.text.wording import examples

COUNTRIES = """\
country,capital,currency
France,Paris,the euro
Germany,Berlin,the euro
Japan,Tokyo,the yen
Peru,Lima,the sol
Kenya,Nairobi,the shilling
"""
WORDED = """\
capital: The capital of {country} is {capital}.
currency: The currency of {country} is {currency}.
"""


BACK = """\
capital: {sentence: "The capital of {country} is {capital}.", ask back: yes}
currency: {sentence: "The currency of {country} is {currency}.", ask back: yes}
"""


def table(rows: str, columns: str = WORDED, more: str = "exclusive: yes", head: str = "") -> str:
    """A deck with one table, whose rows stand in it as text, or under their names in brackets."""
    lines = ["deck: Deck", "id: deck", *head.splitlines(), "facts:", "  - id: t"]
    if "entities:" not in more:
        lines.append("    entities: country")
    if columns:
        lines += ["    columns:", *(f"      {line}" for line in columns.splitlines())]
    lines += [f"    {line}" for line in more.splitlines()]
    body = rows.splitlines()
    lines += ["    rows:" if ": " in body[0] else "    rows: |"]
    if rows.startswith("rows: "):
        lines[-1:], body = [f"    {rows.strip()}"], []
    return "\n".join([*lines, *(f"      {line}" for line in body)]) + "\n"


def asked(compiled: Compiled, *, judged: bool = False) -> dict[str, Question]:
    """All questions by id, of a deck in which nothing is wrong."""
    assert not [each for each in compiled.diagnostics if each.severity is Severity.ERROR]
    return {each.id: each for found in compiled.questions.values() for each in found}


def questions(*parts: str, **named: str) -> dict[str, Question]:
    return asked(compile_text(table(*parts, **named)))


def said(text: str) -> list[tuple[str, str, int]]:
    """What is said of a deck: code, message and line."""
    compiled = compile_text(text, judged=True)
    return [(each.code, each.message, each.position.line) for each in compiled.diagnostics]


# Rows ---------------------------------------------------------------------------------------------


def collection(data: str | bytes, folder: Path, columns: str = WORDED, more: str = "") -> Compiled:
    """A collection whose table stands in a file beside its deck."""
    folder.joinpath("collection.yaml").write_text("collection: C\nid: c\n", encoding="utf-8")
    deck = table("rows: t.csv", columns, f"exclusive: yes\n{more}".strip())
    folder.joinpath("deck.yaml").write_text(deck, encoding="utf-8")
    data = data.encode() if isinstance(data, str) else data
    folder.joinpath("t.csv").write_bytes(data)
    return compile_path(folder)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_stand_apart_by_any_delimiter(delimiter: str, tmp_path: Path) -> None:
    compiled = collection(COUNTRIES.replace(",", delimiter), tmp_path)
    assert compiled.diagnostics == []
    assert compiled.questions.keys() == {
        "t",
        "t.france",
        "t.germany",
        "t.japan",
        "t.peru",
        "t.kenya",
    }


def respelled(text: str, **style: object) -> str:
    out = io.StringIO()
    csv.writer(out, **style).writerows(csv.reader(io.StringIO(text)))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff" + COUNTRIES,
        COUNTRIES.replace("\n", "\r\n"),
        respelled(COUNTRIES, quoting=csv.QUOTE_ALL, delimiter=";"),
        COUNTRIES.replace(",", " ,  ").replace("France", "  France"),
        "\n" + COUNTRIES.replace("\n", "\n\n") + ",,\n",
        COUNTRIES.replace("the euro", '"the euro"').replace("country,", "Name,"),
        COUNTRIES.replace("country,", "Land,").replace("capital,", "CAPITAL,"),
    ],
    ids=["byte order mark", "Windows", "quoted", "blanks", "empty lines", "some quoted", "heads"],
)
def test_a_table_saved_by_another_program_is_the_same(data: str, tmp_path: Path) -> None:
    tmp_path.joinpath("a").mkdir()
    tmp_path.joinpath("b").mkdir()
    one, other = collection(COUNTRIES, tmp_path / "a"), collection(data, tmp_path / "b")
    assert other.diagnostics == []
    assert texts(one) == texts(other)


def texts(compiled: Compiled) -> list[tuple[str, str, str]]:
    return [(each.id, each.stem, each.key_text) for each in asked(compiled).values()]


def test_rows_in_the_deck_and_beside_it_give_the_same_questions(tmp_path: Path) -> None:
    rows = "\n".join(
        f"{name}: [{capital}, {currency}]"
        for name, capital, currency in csv.reader(COUNTRIES.splitlines()[1:])
    )
    beside = texts(collection(COUNTRIES, tmp_path))
    assert texts(compile_text(table(rows))) == texts(compile_text(table(COUNTRIES))) == beside


def test_a_cell_with_the_delimiter_or_a_line_break_stands_in_quotes(tmp_path: Path) -> None:
    data = COUNTRIES.replace("Lima", '"Lima, on the\ncoast"')
    compiled = collection(data, tmp_path)
    assert asked(compiled)["t.peru/capital/short-answer"].key_text == "Lima, on the coast"
    [kenya] = [fact for _, fact in compiled.collection.facts() if fact.id == "t.kenya"]
    assert kenya.at().line == 7  # one line more than without the break


def test_what_a_column_is_called_in_the_file_may_be_said(tmp_path: Path) -> None:
    data = COUNTRIES.replace("country,capital", "Staat,Capital city (2024)")
    more = "headings: {country: Staat, capital: Capital city (2024)}"
    assert collection(data, tmp_path, more=more).diagnostics == []


def test_without_columns_all_of_the_first_line_are_asked() -> None:
    found = questions(COUNTRIES, "")
    assert found["t.japan/currency/short-answer"].stem == "Country: Japan — currency: ____"


def test_columns_that_the_deck_does_not_name_are_left_out() -> None:
    found = questions(COUNTRIES, "capital: The capital of {country} is {capital}.")
    assert not [id for id in found if "currency" in id]


def test_an_empty_cell_is_unknown_and_nothing_is_asked_of_it() -> None:
    found = questions(COUNTRIES.replace("the sol", ""))
    assert not [id for id in found if id.startswith("t.peru/currency")]
    # What Peru's currency is, nobody said: it is no wrong answer for any.
    choices = [each for each in found.values() if isinstance(each, Choice)]
    assert not [each for each in choices if "/currency.name/" in each.id and "Peru" in each.options]


def test_a_row_may_be_a_mapping_or_the_one_cell_that_there_is() -> None:
    rows = "perro: dog\ngato: cat\nvaca: {English: cow}"
    found = questions(rows, "English: {ask back: yes}", "entities: word\nexclusive: yes")
    assert found["t.vaca/english/short-answer"].key_text == "cow"
    back = found["t.perro/english.name/short-answer"]
    assert (back.stem, back.key_text) == ("English: dog — word: ____", "perro")


# Mistakes: what is wrong, and in which line of the table ------------------------------------------


@pytest.mark.parametrize(
    ("data", "code", "message", "line"),
    [
        (COUNTRIES.replace("Peru,Lima,the sol", "Peru,Lima"), "ragged-row", "has 2 cells", 5),
        (COUNTRIES.replace("the sol", "the sol,x"), "ragged-row", "has 4 cells", 5),
        (COUNTRIES + "JAPAN,Kyoto,the yen\n", "duplicate-key", "`JAPAN` stands here twice", 7),
        (COUNTRIES.replace("Peru", " "), "empty-value", "this row has no name", 5),
        (COUNTRIES.replace(",currency", ",curency"), "unknown-part", "no column `currency`", 1),
        (COUNTRIES.replace(",currency", ",capital"), "duplicate-key", "two columns", 1),
        (COUNTRIES.replace("Lima", '"Lima" x'), "bad-table", "this row is no row", 5),
        (COUNTRIES.replace("Lima", "Lima\0"), "not-text", "no text: 0x00", 5),
        ("", "empty-value", "no rows", 1),
        ("country,capital,currency\n", "empty-value", "no rows", 1),
        (COUNTRIES + "x,y,z\n" * 20_001, "file-too-large", "the most is 20,000", 0),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_its_line(
    data: str, code: str, message: str, line: int, tmp_path: Path
) -> None:
    [problem] = collection(data, tmp_path).diagnostics
    assert (problem.code, problem.position.line) == (code, line)
    assert message in problem.message
    assert problem.position.path.endswith("t.csv")
    assert problem.hint


def test_a_table_in_the_deck_is_wrong_at_its_line_there() -> None:
    text = table(COUNTRIES.replace("Peru,Lima,the sol", "Peru,Lima"))
    [(code, _, line)] = said(text)
    assert (code, text.splitlines()[line - 1].strip()) == ("ragged-row", "Peru,Lima")


@pytest.mark.parametrize("name", ["../t.csv", "/etc/passwd", "link.csv"])
def test_a_table_outside_the_collection_is_not_read(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    tmp_path.joinpath("t.csv").write_text(COUNTRIES, encoding="utf-8")
    inside.joinpath("link.csv").symlink_to(tmp_path / "t.csv")
    deck = inside / "deck.yaml"
    deck.write_text(table(f"rows: {name}"), encoding="utf-8")
    [problem] = compile_path(deck).diagnostics
    assert problem.code == "cannot-read"
    assert "lies outside the collection's folder" in problem.message
    assert problem.position.path == deck.as_posix()


def test_the_file_that_was_meant_is_named(tmp_path: Path) -> None:
    collection(COUNTRIES, tmp_path)
    deck = tmp_path / "deck.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("t.csv", "tt.csv"), encoding="utf-8")
    [problem] = compile_path(tmp_path).diagnostics
    assert (problem.code, problem.hint) == ("cannot-read", "did you mean `t.csv`?")


def test_two_values_in_an_exclusive_column_are_an_error() -> None:
    columns = 'capital: {sentence: "The capital of {country} is {capital}.", many: yes}\n'
    asked = [
        each
        for each in said(table(COUNTRIES.replace("Lima", "Lima; Cusco"), columns))
        if each[0] != "unused-column"
    ]
    [(code, message, _), *_] = asked
    assert code == "contradiction"
    assert message == "`capital` is exclusive, but `Peru` has two values there: `Lima` and `Cusco`"


def test_what_another_fact_says_of_an_exclusive_cell_contradicts_it() -> None:
    other = "  - id: c\n    comparison: [Peru, Japan]\n    rows: {capital: [Cusco, Tokyo]}\n"
    codes = [code for code, *_ in said(table(COUNTRIES) + other)]
    assert "contradiction" in codes


@pytest.mark.parametrize(
    ("columns", "code", "message"),
    [
        ("capital: The capital is {capital}.", "missing-place", "where `{country}` stands"),
        ("capital: The capital of {country}.", "missing-place", "where `{capital}` stands"),
        ("capital: '{country}: {capitol}.'", "unknown-place", "there is no `{capitol}` here"),
        ("capital: {sentense: x}", "unknown-key", "`sentense` is not known here"),
        ("capital: {media: video}", "wrong-type", "must be picture or sound"),
        ("capital: {tolerance: some}", "bad-quantity", "`some` is no number"),
        ("capital: {tolerance: 5 %}", "bad-quantity", "no value of `capital` is a number"),
        ("name: '{country} is {name}.'", "bad-id", "cannot be called `name`"),
    ],
)
def test_what_is_wrong_in_a_column_is_said(columns: str, code: str, message: str) -> None:
    found = said(table(COUNTRIES, columns))
    assert [each for each in found if each[0] == code and message in each[1]], found


def test_a_value_that_is_no_number_among_numbers_is_a_warning_at_its_row(tmp_path: Path) -> None:
    data = "country,area\nA,10 km²\nB,30 km²\nC,a lot\nD,70 km²\nE,90 km²\n"
    compiled = collection(data, tmp_path, "area: '{country} has an area of {area}.'")
    odd = [each for each in compiled.diagnostics if each.code == "odd-value"]
    assert [(each.position.line, each.severity) for each in odd] == [(4, Severity.WARNING)]
    # More than a quarter of such, and the column is one of words.
    words = data.replace("70 km²", "some").replace("90 km²", "more")
    assert not [
        each for each in collection(words, tmp_path).diagnostics if each.code == "odd-value"
    ]


# Questions ----------------------------------------------------------------------------------------


def test_a_cell_is_recalled_both_ways_in_the_words_of_its_sentence() -> None:
    found = questions(COUNTRIES, BACK)
    ahead, back = (found[f"t.japan/capital{way}/short-answer"] for way in ("", ".name"))
    assert (ahead.stem, ahead.key_text) == ("The capital of Japan is ____.", "Tokyo")
    assert (back.stem, back.key_text) == ("The capital of ____ is Tokyo.", "Japan")


def test_the_way_back_is_recalled_only_where_one_row_has_the_value() -> None:
    found = questions(COUNTRIES, BACK)
    assert "t.japan/currency.name/short-answer" in found
    assert "t.france/currency.name/short-answer" not in found  # Germany has it, too


def test_rows_that_have_as_much_never_stand_beside_each_other_where_the_most_is_asked() -> None:
    rows = "peak,height\nA,800 m\nB,800 m\nC,700 m\nD,600 m\nE,600 m\nF,about 600 m\nG,300 m\n"
    column = "height: {sentence: '{peak} is {height} high.', more: higher, most: the highest}"
    found = questions(rows, column, "entities: peak\nexclusive: yes")
    tied = {"A", "B"}, {"D", "E"}, {"D", "F"}, {"E", "F"}
    choices = [each for id, each in found.items() if id.startswith("t/order")]
    orders = [each for each in found.values() if isinstance(each, Ordering)]
    assert {each.key for each in choices if isinstance(each, Choice)} >= {"A", "B"}
    assert orders
    for pair in tied:
        assert not [each for each in orders if pair <= set(each.shuffled)]
        for each in choices:
            if isinstance(each, Choice) and each.key in pair:  # two wrong ones may be tied
                assert not pair <= set(each.options)


KNOTS = """\
a bowline: [a loop knot]
a reef knot: [a binding knot]
a sheet bend: [a bend]
a figure-eight: [a stopper knot]
"""


def test_what_is_one_rows_alone_in_a_table_only_is_never_recalled_from_its_value() -> None:
    # Many knots are loop knots, and only this table has one: among options it is proved.
    head = "entities: knot\nexclusive: yes"
    without = questions(KNOTS, "type: '{knot} is {type}.'", head)
    assert not [each for id, each in without.items() if id.endswith("type.name/short-answer")]
    back = [each for id, each in without.items() if id.endswith("type.name/choice")]
    assert all(len(each.options) > 2 for each in back if isinstance(each, Choice))
    # Who says that no other in the world has the value has it asked for, and nothing else changes.
    told = questions(KNOTS, "type: {sentence: '{knot} is {type}.', ask back: yes}", head)
    more = [id for id in told if id not in without]
    assert more == [
        f"t.{knot}/type.name/short-answer"
        for knot in ("a-bowline", "a-reef-knot", "a-sheet-bend", "a-figure-eight")
    ]
    assert told[more[0]].stem == "____ is a loop knot."
    assert {id: each for id, each in told.items() if id not in more} == without


def test_coverage_says_what_has_a_row_recalled_from_its_value() -> None:
    compiled = compile_text(table(KNOTS, "type: '{knot} is {type}.'", "entities: knot"))
    [row] = coverage_of(compiled).rows
    words = "`ask back: yes`, if a value is of one knot alone: the knot by heart"
    assert ("type", words) in row.unasked
    for back in ("yes", "Which knot is {type}?"):
        column = f"type: {{sentence: '{{knot}} is {{type}}.', ask back: '{back}'}}"
        [row] = coverage_of(compile_text(table(KNOTS, column, "entities: knot"))).rows
        assert not [words for _, words in row.unasked if "ask back" in words]


def test_a_way_that_gives_its_answer_away_is_not_asked() -> None:
    rows = COUNTRIES + "Mexico,Mexico City,the peso\nDjibouti,Djibouti,the franc\n"
    found = questions(rows + "City of Ghent,Ghent,the pound\n", BACK)
    assert "t.mexico/capital/short-answer" in found
    assert "t.mexico/capital.name/short-answer" not in found
    assert "t.djibouti/capital/short-answer" not in found
    assert "t.city-of-ghent/capital.name/short-answer" not in found


def test_the_authors_own_questions_are_asked_and_no_says_that_none_is_wanted() -> None:
    sentence = "sentence: 'The capital of {country} is {capital}.'"
    own = f"{sentence}, ask: 'Which city rules {{country}}?'"
    own += ", ask back: 'What does {capital} rule?'"
    found = questions(COUNTRIES, f"capital: {{{own}}}")
    assert found["t.peru/capital/short-answer"].stem == "Which city rules Peru?"
    assert found["t.peru/capital.name/short-answer"].stem == "What does Lima rule?"
    never = questions(COUNTRIES, f"capital: {{{sentence}, ask back: no}}")
    assert "t.peru/capital/short-answer" in never
    assert "t.peru/capital.name/short-answer" not in never


def test_each_wrong_option_has_the_sentence_of_its_row_as_its_reason() -> None:
    found = questions(COUNTRIES)
    choices = [each for each in found.values() if isinstance(each, Choice)]
    assert choices
    for each in choices:
        for wrong in each.distractors:
            assert wrong.text in wrong.because
            assert wrong.because.startswith("The c")


def test_a_pair_that_names_itself_is_no_line_of_a_matching() -> None:
    rows = COUNTRIES + "Mexico,Mexico City,the peso\nDjibouti,Djibouti,the franc\n"
    lines = [
        left
        for each in questions(rows, "capital: The capital of {country} is {capital}.").values()
        if isinstance(each, Matching)
        for left, _ in each.pairs
    ]
    assert lines
    assert not {"Mexico", "Djibouti"} & {*lines}


SYMBOLS = """\
element;symbol
magnesium;Mg
manganese;Mn
molybdenum;Mo
iron;Fe
zinc;Zn
tin;Sn
lead;Pb
cobalt;Co
"""


def test_a_key_is_not_the_only_option_with_the_letter_that_its_name_begins_with() -> None:
    symbol = "symbol: {sentence: 'The symbol of {element} is {symbol}.'}"
    found = questions(SYMBOLS, symbol, "entities: element\nexclusive: yes")
    told = [each for each in found.values() if isinstance(each, Choice)]
    told = [each for each in told if {each.key} & {"Mg", "Mn", "Mo", "magnesium", "manganese"}]
    assert told
    for each in told:
        kin = [wrong for wrong in each.distractors if wrong.text[0].upper() == "M"]
        assert len(kin) == 2, each.options


def test_options_are_filled_up_from_elsewhere_only_as_far_as_the_group_has_too_few() -> None:
    group = {"tante": "aunt", "hijo": "son", "abuela": "granny", "padre": "father"}
    others = [f"x{i},word {i},{'food' if i % 2 else 'home'}" for i in range(20)]
    columns = "English: '{word} means {English}.'\nfield: {shown: only}"
    for size in (4, 3):
        kin = dict([*group.items()][:size])
        rows = ["word,English,field", *(f"{a},{b},family" for a, b in kin.items()), *others]
        found = questions("\n".join(rows), columns, "entities: word\nexclusive: yes")
        told = [each for each in found.values() if isinstance(each, Choice)]
        texts = {*kin, *kin.values()}
        told = [each for each in told if each.key in texts]
        assert told
        for each in told:
            assert len(each.options) == 4
            assert len(texts & {*each.options}) == size, each.options


def test_without_a_word_on_what_is_exclusive_nothing_is_a_wrong_option() -> None:
    text = table(COUNTRIES, more="")
    found = asked(compile_text(text))
    kinds = {type(each) for each in found.values()}
    assert kinds == {ShortAnswer, Table}
    assert [code for code, *_ in said(text)] == ["not-exclusive"]


def test_a_column_without_a_sentence_waits_for_one() -> None:
    found = said(table(COUNTRIES, "capital:"))
    [(code, message, _)] = [each for each in found if each[0] != "unused-column"]
    assert code == "no-sentence"
    assert message.startswith("5 more questions can be asked")


def test_several_values_are_asked_as_a_list_or_each_is_the_answer() -> None:
    rows = "word; English\nbanco; bench; bank\n".replace("bench; bank", '"bench; bank"')
    rows += "casa; house\nperro; dog\ngato; cat\n"
    columns = "English: {{sentence: '{{word}} means {{English}}.', many: {}}}"
    more = "entities: word"
    listed = questions(rows, columns.format("yes"), more)["t.banco/english/list"]
    assert isinstance(listed, ListRecall)
    assert listed.keys == ("bench", "bank")
    any_of = questions(rows, columns.format("any"), f"{more}\nexclusive: yes")
    typed = any_of["t.banco/english/short-answer"]
    assert isinstance(typed, ShortAnswer)
    assert (typed.answer, typed.accepted) == ("bench", ("bank",))
    for each in any_of.values():
        if isinstance(each, Choice) and each.key in ("bench", "banco"):
            assert not {"bank", "bench"} & {wrong.text for wrong in each.distractors}


def test_a_column_that_is_only_shown_is_never_asked_and_stands_on_the_card() -> None:
    columns = WORDED.replace("The currency of {country} is {currency}.", "{shown: only}")
    compiled = compile_text(table(COUNTRIES, columns))
    found = asked(compiled)
    assert not [id for id in found if "currency" in id]
    about = found["t.peru/capital/short-answer"].about
    assert about.lines == (("capital", "Lima"), ("currency", "the sol"))


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0"
    "00000301010018dd8db00000000049454e44ae426082"
)


def test_a_picture_is_asked_for_its_row_and_tells_nothing_in_its_words(tmp_path: Path) -> None:
    data = "country,capital,flag\n"
    tmp_path.joinpath("media").mkdir()
    for name, capital in (("Peru", "Lima"), ("Japan", "Tokyo"), ("Kenya", "Nairobi"), ("Fiji", "")):
        data += f"{name},{capital},{name}.png\n"
        tmp_path.joinpath("media", f"{name}.png").write_bytes(PNG + name.encode())
    columns = WORDED.splitlines()[0] + "\nflag: {media: picture, alt: 'the flag of {country}'}"
    compiled = collection(data, tmp_path, columns)
    assert compiled.diagnostics == []
    found = asked(compiled)
    for form in ("short-answer", "choice"):
        flag = found[f"t.peru/flag.name/{form}"]
        assert (flag.stem, flag.key_text) == ("Which country is this?", "Peru")
        [shown] = flag.about.shown("question")
        assert shown.alt == "flag"
    [after] = found["t.peru/capital/short-answer"].about.media
    assert (after.side, after.alt) == ("answer", "the flag of Peru")
    # Without a file, nothing is asked of it; without words for it, the table is wrong.
    assert "t.fiji/flag.name/choice" in found
    bare = collection(data, tmp_path, columns.replace(", alt: 'the flag of {country}'", ""))
    assert [each.code for each in bare.diagnostics if each.severity is Severity.ERROR] == [
        "missing-alt"
    ]


AREAS = "country,area\nA,{}\nB,200 km²\nC,300 km²\nD,400 km²\nE,500 km²\n"
AREA = "area: {sentence: '{country} has an area of {area}.', more: larger, most: the largest"


def test_numbers_are_put_in_order_and_the_greatest_is_asked_for() -> None:
    found = questions(AREAS.format("100 km²"), AREA + "}")
    orders = [each for each in found.values() if isinstance(each, Ordering)]
    assert orders
    for each in orders:
        assert each.stem == "Put these countries in order, the largest first."
        names = [rank[0] for rank in each.ranks]
        assert names == sorted(names, reverse=True)
    largest = [each for each in found.values() if each.stem.startswith("Which of these countries")]
    assert {each.stem for each in largest} == {"Which of these countries is the largest?"}
    for question in largest:
        assert isinstance(question, Choice)
        assert question.key == max(question.options)
    for question in found.values():
        if isinstance(question, TrueFalse):
            one, _, other = question.stem.rstrip(".").partition(" is larger than ")
            assert question.truth == (one > other)


@pytest.mark.parametrize(("area", "clear"), [("197 km²", False), ("195 km²", True)])
def test_only_rows_that_differ_clearly_are_held_against_each_other(area: str, clear: bool) -> None:
    found = questions(AREAS.format(area), AREA + "}")
    together = [
        each
        for each in found.values()
        if isinstance(each, Ordering) and {("A",), ("B",)} <= set(each.ranks)
    ]
    assert clear is bool(together)  # 2 % is clear
    pairs = [each.stem for each in found.values() if " is larger than " in each.stem]
    assert clear or not {"A is larger than B.", "B is larger than A."} & set(pairs)


def test_a_number_of_many_digits_is_offered_and_one_that_may_be_rough_is_recalled() -> None:
    rows = AREAS.replace(",", ";").format("1,234,567 km²").replace("00 km²", "0,123 km²")
    precise = questions(rows, AREA + "}")
    assert "t.b/area/choice" in precise
    assert not [each for each in precise.values() if isinstance(each, Number)]
    rough = questions(rows, AREA + ", tolerance: 5 %}")["t.b/area/number"]
    assert isinstance(rough, Number)
    assert rough.tolerance == "5 %"
    assert isinstance(questions(AREAS.format("100 km²"), AREA + "}")["t.b/area/number"], Number)


@pytest.mark.parametrize(
    ("born", "is_wrong"), [("428 BC; 384 BC; 470 BC", True), ("42 km; 38 km; 47 km", False)]
)
def test_a_tolerance_of_times_counts_for_nothing_and_is_wrong(born: str, is_wrong: bool) -> None:
    cells = (f"{name},{value}\n" for name, value in zip("ABC", born.split("; "), strict=True))
    told = said(table("country,born\n" + "".join(cells), "born: {tolerance: 2 %}"))
    assert ("bad-quantity" in [code for code, *_ in told]) is is_wrong


def test_of_dates_the_earliest_is_first() -> None:
    rows = "event,date\nA,490 BC\nB,44 BC\nC,476\nD,14 July 1789\nE,1989\n"
    columns = "date: '{event} was in {date}.'"
    found = questions(rows, columns, "entities: event\nexclusive: yes")
    orders = [each for each in found.values() if isinstance(each, Ordering)]
    assert orders
    for each in orders:
        assert each.stem == "Date: put these events in order, the earliest first."
        assert list(each.ranks) == sorted(each.ranks)
    assert isinstance(found["t.a/date/short-answer"], ShortAnswer)


@pytest.mark.parametrize(
    ("column", "years", "first"),
    [
        ("charter", "1088 1167 1209 1222 1364", "the earliest"),
        ("charter", "988 1167 1209 1222 1364", "the earliest"),
        ("charter", "88 167 209 1222 1364", "the greatest"),  # most are small: mere numbers
        ("founding", "88 167 209 1222 1364", "the earliest"),  # the name says what they are
        ("year", "14 37 41 54 68", "the earliest"),
        ("number", "14 37 41 54 68", "the greatest"),
        ("founding", "1,088 1,167 1,209 1,222 1,364", "the greatest"),
        ("founding", "1088 1167 1209 1222 2364", "the greatest"),
    ],
)
def test_bare_numbers_are_years_by_their_size_or_by_the_name_of_the_column(
    column: str, years: str, first: str
) -> None:
    rows = f"town;{column}\n" + "".join(
        f"{i};{y}\n" for i, y in zip("ABCDE", years.split(), strict=True)
    )
    columns = f"{column}: {{sentence: '{{town}}: {{{column}}}.', more: earlier}}"
    found = questions(rows, columns, "entities: town\nexclusive: yes")
    orders = [each for each in found.values() if isinstance(each, Ordering)]
    stems = {
        "the earliest": f"{column.capitalize()}: put these towns in order, the earliest first.",
        "the greatest": f"Put these towns in order of {column}, the greatest first.",
    }
    assert {each.stem for each in orders} == {stems[first]}
    for each in orders:
        assert list(each.ranks) == sorted(each.ranks, reverse=first == "the greatest")


YEARS = {"A": 80, "B": 126, "C": 170, "D": 216, "E": 306, "F": 312}


@pytest.mark.parametrize(
    ("unit", "more", "most", "more_is_greater", "most_is_greater"),
    [
        ("", "earlier", "the earliest", False, False),
        ("", "older", "the oldest", False, False),
        ("", "later", "the latest", True, True),
        ("", "more recent", "the most recent", True, True),
        ("", "later", "the earliest", True, False),
        ("", "earlier", "the last", False, True),
        ("", "later", "", True, False),
        (" m", "higher", "the highest", True, True),
        (" m", "lower", "the lowest", False, False),
        (" m", "shorter", "the longest", False, True),
        (" m", "more like the lowlands", "the least like the Alps", True, True),
    ],
)
def test_a_word_for_the_far_end_turns_the_order_round(
    unit: str, more: str, most: str, more_is_greater: bool, most_is_greater: bool
) -> None:
    """Whoever writes `more: later` means what he says; no key names the earliest for the latest."""
    rows = "house;year\n" + "".join(f"{name};{year}{unit}\n" for name, year in YEARS.items())
    words = f"more: {more}" + (f", most: {most}" if most else "")
    columns = f"year: {{sentence: 'The year of {{house}} is {{year}}.', {words}}}"
    found = questions(rows, columns, "entities: house\nexclusive: yes")
    judged = 0
    for id, each in found.items():
        if isinstance(each, Ordering):
            places = [YEARS[name] for (name,) in each.ranks]
            assert places == sorted(places, reverse=most_is_greater)
        elif isinstance(each, Choice) and "order" in id:
            years = [YEARS[each.key], *(YEARS[option.text] for option in each.distractors)]
            assert years[0] == (max(years) if most_is_greater else min(years))
        elif isinstance(each, TrueFalse) and "order" in id:
            one, other = (YEARS[name] for name in re.findall(r"\b[A-F]\b", each.stem))
            assert each.truth == ((one > other) == more_is_greater)
            judged += 1
    assert judged


WARS = """\
war;years
the Hundred Years' War;1337–1453
the Thirty Years' War;1618–1648
the War of the Spanish Succession;1701–1714
the First World War;1914–1918
the Korean War;1950–1953
the Crimean War;1853–1856
"""
LASTED = """\
years:
  sentence: "{war}: {years}."
  longer: lasted longer
  longest: lasted the longest
"""


def test_a_column_is_put_in_order_a_few_times_however_many_rows_it_has() -> None:
    for number in (400, 4000):
        rows = "".join(f"place {row},{row * 7 + 100} m\n" for row in range(number))
        column = 'height: {sentence: "{country} is {height} high.", more: higher}'
        found = questions(f"country,height\n{rows}", column, more="")
        orders = [each for each in found.values() if isinstance(each, Ordering)]
        assert 1 <= len(orders) <= 9


@pytest.mark.parametrize(
    ("said", "judged"),
    [
        ("The {breed} stands {height} tall.", "The Shire is taller than the Exmoor."),
        ("An {breed} stands {height} tall.", "A Shire is taller than an Exmoor."),
        ("{breed} stands {height} tall.", "Shire is taller than Exmoor."),
        ("At {height}, the {breed} is grown.", "Shire is taller than Exmoor."),  # in any case
        ("The old {breed} stands {height} tall.", "Shire is taller than Exmoor."),
        ("Of the {breed}, {height} is known.", "Shire is taller than Exmoor."),  # no subject
    ],
)
def test_rows_held_against_each_other_have_the_article_of_their_sentence(
    said: str, judged: str
) -> None:
    rows = "breed;height\nExmoor;120 cm\nShire;178 cm\nCob;178 cm\n"
    columns = f"height: {{sentence: '{said}', more: taller, most: the tallest}}"
    found = questions(rows, columns, "entities: breed\nexclusive: yes").values()
    texts = [text for each in found for text in (each.stem, each.key_text)]
    assert any(judged in text for text in texts)


def test_spans_of_time_are_put_in_order_by_how_long_they_are_too() -> None:
    found = questions(WARS, LASTED, "entities: war\nexclusive: yes")
    orders = [each for id, each in found.items() if "length" in id and isinstance(each, Ordering)]
    longest = [each for id, each in found.items() if "length" in id and isinstance(each, Choice)]
    judged = [each for id, each in found.items() if "length" in id and isinstance(each, TrueFalse)]
    assert orders and longest and judged
    by_length = [line.split(";")[0] for line in WARS.splitlines()[1:]]
    for order in orders:
        assert order.stem == "Put these wars in order, the one that lasted the longest first."
        names = [name for (name,) in order.ranks]
        assert names == [name for name in by_length if name in names], "none in doubt is held"
        # Three calendar years, of which nobody knows more, are as long as the other three.
        assert not {"the Korean War", "the Crimean War"} <= set(names)
    assert {each.stem for each in longest} == {"Which of these wars lasted the longest?"}
    assert all(" lasted longer than " in each.stem for each in judged)


def test_spans_are_not_asked_for_how_long_without_words_for_it() -> None:
    found = questions(WARS, "years: '{war}: {years}.'", "entities: war\nexclusive: yes")
    assert not [id for id in found if "length" in id]


@pytest.mark.parametrize("years", ["1914 1915 1916 1917", "1700 1800 1900 2000 1000 1500 1600"])
def test_of_two_rows_held_against_each_other_as_many_are_true_as_false(years: str) -> None:
    rows = "event;year\n" + "".join(f"event {y};{y}\n" for y in years.split())
    columns = "year: {sentence: '{event}: {year}.', more: earlier}"
    found = questions(rows, columns, "entities: event\nexclusive: yes")
    truths = [
        each.truth for id, each in found.items() if "order" in id and isinstance(each, TrueFalse)
    ]
    assert len(truths) > 1
    assert abs(truths.count(True) - truths.count(False)) <= 1


WORDS = "Spanish;English\nperro;dog\naño;year\nhambre;hunger\nniño;child\n"


@pytest.mark.parametrize(
    ("row", "typed", "in_spanish", "in_english"),
    [
        ("perro", "perro", Verdict.RIGHT, Verdict.RIGHT),
        ("perro", "pero", Verdict.WRONG, Verdict.SLIP),  # a Spanish word: but
        ("perro", "perrro", Verdict.SLIP, Verdict.SLIP),
        ("año", "ano", Verdict.CLOSE, Verdict.RIGHT),  # a Spanish word, too
        ("niño", "nino", Verdict.RIGHT, Verdict.RIGHT),  # none: its mark is forgiven
    ],
)
def test_typed_words_are_marked_in_the_language_that_their_column_names(
    row: str, typed: str, in_spanish: Verdict, in_english: Verdict
) -> None:
    back = "English: {sentence: '{word} is {English}.', ask back: 'What is {English}?'}"
    ahead = "Spanish: {sentence: '{word} is {Spanish}.', %s}"
    turned = "\n".join(";".join(reversed(line.split(";"))) for line in WORDS.splitlines())
    for language, verdict in (("es", in_spanish), ("en", in_english)):
        more = f"entities: word\nlanguage: '{language}'\nheadings: {{word: Spanish}}"
        asked_back = compile_text(table(WORDS, back, more))
        column = ahead % f"language: '{language}'"
        heading = "entities: word\nheadings: {word: English}"
        asked_ahead = compile_text(table(turned, column, heading))
        for compiled in (asked_back, asked_ahead):
            items = [each for each in items_of(compiled) if each.type == "short-answer"]
            [item] = [each for each in items if each.answer == row]
            lexicon = Lexicon.of(compiled.questions, compiled.knowledge.vocabulary)
            assert item.mark((typed,), lexicon).parts[0].verdict is verdict


def test_what_is_no_code_of_a_language_is_refused() -> None:
    codes = "English: {language: Spanish it is}"
    assert ("unknown-language", "`Spanish it is` is no code of a language", 6) in said(
        table(WORDS, codes, "entities: word\nheadings: {word: Spanish}")
    )


def test_rows_are_asked_for_by_a_value_that_many_share() -> None:
    rows = "element;family\nneon;a noble gas\nargon;a noble gas\nlithium;a metal\nsodium;a metal\n"
    found = questions(rows, "family: '{element} is {family}.'", "entities: element\nexclusive: yes")
    noble = found["t/family.a-noble-gas/multiple-choice"]
    assert isinstance(noble, MultipleChoice)
    assert noble.stem == "Which of these make this true? ____ is a noble gas."
    assert set(noble.keys) == {"neon", "argon"}
    assert [each.because for each in noble.distractors if each.text == "lithium"] == [
        "Lithium is a metal."
    ]


def test_no_number_of_rows_and_columns_makes_more_questions_than_a_learner_wants() -> None:
    folder = ROOT / "templates" / "examples" / "countries"
    lines = (folder / "countries.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    deck = (folder / "countries.yaml").read_text(encoding="utf-8")
    named = {"countries.yaml": deck, "countries.csv": "".join(lines[:31])}
    named["collection.yaml"] = "collection: C\nid: c\n"
    loaded, problems = load_texts(named)
    found = asked(compile_collection(loaded, Lock(), None, problems, judged=False))
    assert 150 <= len(found) <= 250


# Identity -----------------------------------------------------------------------------------------


def recalled(compiled: Compiled) -> dict[str, tuple[str, str]]:
    """Stem and key of what has a card in Anki, by id."""
    kinds = (ShortAnswer, Number, ListRecall)
    return {
        id: (each.stem, each.key_text)
        for id, each in asked(compiled).items()
        if isinstance(each, kinds)
    }


def test_no_other_row_and_no_order_changes_what_a_row_recalls() -> None:
    whole = recalled(compile_text(table(COUNTRIES)))
    head, *rows = COUNTRIES.splitlines(keepends=True)
    assert recalled(compile_text(table(head + "".join(reversed(rows))))) == whole
    fewer = recalled(compile_text(table(head + "".join(rows[:-1]))))
    assert fewer.items() <= whole.items()
    kenya = {id for id in whole if id.startswith("t.kenya/")}
    assert whole.keys() - fewer.keys() == kenya


def test_no_other_column_changes_what_a_column_recalls() -> None:
    whole = recalled(compile_text(table(COUNTRIES)))
    one = recalled(compile_text(table(COUNTRIES, WORDED.splitlines()[0])))
    assert one == {id: each for id, each in whole.items() if "/capital" in id}
    turned = "\n".join(reversed(WORDED.splitlines()))
    assert recalled(compile_text(table(COUNTRIES, turned))) == whole


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("France", "france"),
        (" Costa  Rica ", "costa-rica"),
        ("el año", "el-año"),  # which is not `el ano`
        ("犬", "犬"),
        ("What's this?", "what-s-this"),
        ("`int`", "int"),
    ],
)
def test_a_key_is_made_of_a_rows_name_alone(name: str, key: str) -> None:
    assert row_key(name) == key


def test_names_that_differ_in_a_sign_have_two_keys() -> None:
    names = ["C", "C++", "C#", "+", "−", "5 %", "5 €"]
    assert len({row_key(name) for name in names}) == len(names)


def built(text: str, lock: Lock | None = None) -> tuple[Compiled, Lock]:
    """A deck, and its lock as a build would leave it: with a note for each row."""
    compiled = compile_text(text, lock)
    kept = compiled.lock.copy()
    for number, (id, found) in enumerate(compiled.questions.items(), 1):
        kept.entries[id].note = kept.entries[id].note or number
        kept.entries[id].title = found[0].about.title
    for entry in kept.entries.values():
        entry.release()
    kept.retire(compiled.questions, compiled.questions)
    return compiled, kept


def guid_of(compiled: Compiled, id: str) -> str:
    return compiled.lock.entries[id].guid


def test_a_row_renamed_with_was_is_the_same_note() -> None:
    first, lock = built(table(COUNTRIES))
    renamed = COUNTRIES.replace("currency\n", "currency,was\n").replace("yen\n", "yen,Japan\n")
    renamed = renamed.replace("Japan,Tokyo", "Nippon,Tokyo")
    renamed = "\n".join(
        line if line.count(",") == 3 else f"{line}," for line in renamed.splitlines()
    )
    now, _ = built(table(renamed), lock)
    assert guid_of(now, "t.nippon") == guid_of(first, "t.japan")
    assert [each.code for each in now.diagnostics] == []
    assert "t.japan" not in now.lock.entries


def test_a_row_that_was_only_respelled_is_the_same_note_and_another_is_asked_about() -> None:
    first, lock = built(table(COUNTRIES.replace("Germany", "Germanny")))
    now, _ = built(table(COUNTRIES), lock)
    assert guid_of(now, "t.germany") == guid_of(first, "t.germanny")
    assert now.diagnostics == []
    other, _ = built(table(COUNTRIES.replace("Germany", "Deutschland")), lock)
    [warning] = other.diagnostics
    assert (warning.code, warning.severity) == ("row-renamed", Severity.WARNING)
    assert warning.message == "`Deutschland` is new, and `Germanny` is gone"
    assert "`was: Germanny`" in warning.hint


def test_a_row_more_or_less_alone_asks_nothing() -> None:
    _, lock = built(table(COUNTRIES))
    assert built(table(COUNTRIES + "Chile,Santiago,the peso\n"), lock)[0].diagnostics == []
    assert built(table(COUNTRIES.replace("Peru,Lima,the sol\n", "")), lock)[0].diagnostics == []


def test_of_rows_that_came_and_one_that_went_the_likely_one_is_asked_about() -> None:
    _, lock = built(table(COUNTRIES.replace("Kenya", "the Republic of Kenya")))
    more = COUNTRIES + "Chile,Santiago,the peso\nGhana,Accra,the cedi\n"
    [warning] = built(table(more), lock)[0].diagnostics
    assert warning.message == "`Kenya` is new, and `The Republic of Kenya` is gone"
    none = more.replace("Kenya,", "Uganda,")
    assert built(table(none), lock)[0].diagnostics == [], "none has a word in common with it"


def drafts(text: str, lock: Lock | None = None) -> Lock:
    """The lock of a build that was never released."""
    built = target("anki")(compile_text(text, lock), Settings(1_000))
    return parse_lock(built.lock.as_text(), "")[0]


def test_was_holds_too_where_the_row_was_built_without_it_meanwhile() -> None:
    first = drafts(table(COUNTRIES))
    renamed = COUNTRIES.replace("Japan", "Nippon")
    meanwhile = drafts(table(renamed), first)
    assert meanwhile.entries["t.nippon"].guid != first.entries["t.japan"].guid
    lines = [f"{line},{'Japan' if 'Nippon' in line else ''}" for line in renamed.splitlines()]
    lines[0] = lines[0] + "was"
    late = drafts(table("\n".join(lines)), meanwhile)
    assert late.entries["t.nippon"].guid == first.entries["t.japan"].guid
    assert late.entries["t.nippon"].cards == first.entries["t.japan"].cards
    again = drafts(table("\n".join(lines)), late)
    assert again.entries["t.nippon"].guid == late.entries["t.nippon"].guid
    # What went out under its new name keeps that, and what another row has is not taken.
    for entry in meanwhile.entries.values():
        entry.release()
    kept = drafts(table("\n".join(lines)), meanwhile)
    assert kept.entries["t.nippon"].guid == meanwhile.entries["t.nippon"].guid
    both = drafts(table("\n".join([*lines, "Japan,Kyoto,the yen,"])), drafts(table(renamed), first))
    assert both.entries["t.japan"].guid == first.entries["t.japan"].guid


def test_keys_that_stand_at_other_rows_now_are_an_error() -> None:
    head, *rows = COUNTRIES.splitlines()
    numbered = [head + ",key", *(f"{row},{number}" for number, row in enumerate(rows))]
    moved = [head + ",key", *(f"{row},{number}" for number, row in enumerate(reversed(rows)))]
    first, lock = built(table("\n".join(numbered)))
    assert "t.2" in first.questions
    loaded = compile_text(table("\n".join(moved)), lock, judged=True)
    assert "id-reused" in {each.code for each in loaded.diagnostics}
    one = "\n".join(numbered).replace("Japan", "Nippon")  # a name may change under its key
    assert "id-reused" not in {each.code for each in compile_text(table(one), lock).diagnostics}


def test_a_column_renamed_with_was_keeps_its_parts() -> None:
    first, lock = built(table(COUNTRIES))
    columns = WORDED.replace(
        "capital: The capital of {country} is {capital}.",
        "seat: {sentence: 'The capital of {country} is {seat}.', was: capital}",
    )
    now, _ = built(table(COUNTRIES.replace("capital", "seat"), columns), lock)
    assert recalled(now).keys() == recalled(first).keys()


def test_a_table_renamed_with_was_takes_its_rows_along() -> None:
    first, lock = built(table(COUNTRIES))
    text = table(COUNTRIES).replace("id: t\n", "id: states\n    was: t\n")
    now, _ = built(text, lock)
    assert guid_of(now, "states.peru") == guid_of(first, "t.peru")


@given(st.binary() | st.text(alphabet=",;|\t\n\r\"'ab1 km²\0").map(str.encode))
def test_any_bytes_of_a_table_are_reported_or_asked(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    for columns in (WORDED, ""):
        compiled = collection(data, tmp_path_factory.mktemp("any"), columns)
        lines = data.count(b"\n") + data.count(b"\r") + 1
        for each in compiled.diagnostics:
            assert each.position.line <= max(lines, 20)
        if not compiled.failed:
            assert compiled.diagnostics or any(compiled.questions.values())


# What holds for any table -----------------------------------------------------------------------

VALUES = ["red", "blue", "dark red", "5 mg", "3–9 mg", "7 mg", "12 mg", "about 12 mg", "1789", ""]
ROWS = ["Ann", "Ben", "Cid", "Dot", "Eve", "Fay", "Gus"]


@st.composite
def tables(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    names = draw(st.lists(st.sampled_from(ROWS), min_size=3, unique=True))
    columns = ["hue", "dose"][: draw(st.integers(1, 2))]
    cell = st.sampled_from(VALUES)
    return {name: {column: draw(cell) for column in columns} for name in names}


def deck_of(rows: dict[str, dict[str, str]]) -> str:
    columns = list(next(iter(rows.values())))
    lines = [";".join((name, *row.values())) for name, row in rows.items()]
    body = "\n".join([";".join(("who", *columns)), *lines])
    worded = "\n".join(f"{column}: '{{who}} has {{{column}}}.'" for column in columns)
    return table(body, worded, "entities: who\nexclusive: yes")


def wrong_answers(question: Question) -> Iterator[tuple[str, str, str]]:
    """Row, column and value of each option that a question calls wrong."""
    fact, part, _ = question.id.split("/")
    column, _, other = part.partition(".")
    name = fact.removeprefix("t.").capitalize()
    if fact == "t" or column == "order":
        return
    if isinstance(question, Choice) and other:
        key = question.stem.removesuffix(".").partition(" has ")[2]
        yield from ((wrong.text, column, key) for wrong in question.distractors)
    elif isinstance(question, Choice):
        yield from ((name, column, wrong.text) for wrong in question.distractors)
    elif isinstance(question, TrueFalse) and not question.truth:
        yield name, column, question.stem.removesuffix(".").partition(" has ")[2]


@given(tables())
def test_no_wrong_option_is_true_by_any_rows_value(rows: dict[str, dict[str, str]]) -> None:
    for question in asked(compile_text(deck_of(rows))).values():
        for name, column, value in wrong_answers(question):
            true = rows[name][column]
            assert true, question.id
            assert not sameness.overlaps(true, value)
            assert not sameness.same(true, value)
        if isinstance(question, Matching):
            column = question.id.split("/")[1].partition(".")[0]
            for left, right in question.pairs:
                fitting = [each for each in question.options if sameness.same(each, right)]
                assert fitting == [right] == [rows[left][column]]
        if isinstance(question, MultipleChoice):
            column, _, _ = question.id.split("/")[1].partition(".")
            own = {rows[key][column] for key in question.keys}
            assert len(own) == 1
            assert not own & {rows[wrong.text][column] for wrong in question.distractors}


@given(tables())
def test_only_values_with_an_order_are_ordered(rows: dict[str, dict[str, str]]) -> None:
    for question in asked(compile_text(deck_of(rows))).values():
        if isinstance(question, Ordering):
            column = question.id.split("/")[1].partition(".")[0]
            values = [rows[rank[0]][column] for rank in question.ranks]
            for one, other in pairwise(values):
                assert sameness.order(one, other) in (-1, 1)


# Examples -----------------------------------------------------------------------------------------

EXAMPLE = pytest.mark.parametrize("name", examples())
FOLDER = ROOT / "templates" / "examples"


@EXAMPLE
def test_nothing_is_wrong_in_an_example_and_every_row_is_asked(name: str) -> None:
    compiled = compile_path(FOLDER / name)
    assert compiled.diagnostics == []
    assert all(compiled.questions.values())


def test_there_are_as_many_rows_as_the_titles_say() -> None:
    sizes = {name: len(compile_path(FOLDER / name).questions) - 1 for name in examples()}
    assert sizes == {"countries": 40, "elements": 36, "timeline": 25, "vocabulary": 60}


@EXAMPLE
def test_hardly_more_is_typed_than_the_values_themselves(name: str) -> None:
    [path] = (FOLDER / name).glob("*.csv")
    table = path.read_text(encoding="utf-8")
    [deck] = [path for path in (FOLDER / name).glob("*.yaml") if path.name != "collection.yaml"]
    # Every character of both files: delimiters, indentation and comments, too.
    typed = len(table) + len(deck.read_text(encoding="utf-8"))
    dialect = csv.Sniffer().sniff(table.splitlines()[0], ",;")
    rows = list(csv.reader(io.StringIO(table), dialect))[1:]
    values = sum(len(cell) for row in rows for cell in row)
    assert typed <= 1.6 * values
    assert typed <= 25 * sum(map(len, compile_path(FOLDER / name).questions.values()))


# Words that look alike are options of each other --------------------------------------------------

VERBS = """
comer,,to eat,food,Quiero comer.
beber,,to drink,food,Quiero beber.
cocinar,,to cook,food,Sabe cocinar.
andar,,to walk,the body,Puede andar.
ver,,to see,the body,Puedo ver.
vivir,,to live,at home,Quiero vivir.
"""


def test_a_verb_is_no_option_for_a_noun_where_its_looks_tell_it(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    shutil.copytree(FOLDER / "vocabulary", folder)
    rows = (folder / "words.csv").read_text(encoding="utf-8") + VERBS.lstrip()
    (folder / "words.csv").write_text(rows, encoding="utf-8")
    compiled = compile_path(folder)
    assert not compiled.failed
    verbs = {line.split(",")[2] for line in VERBS.strip().splitlines()}
    verbs |= {line.split(",")[0] for line in VERBS.strip().splitlines()}
    of_verbs = 0
    for question in chain.from_iterable(compiled.questions.values()):
        if not isinstance(question, Choice | Matching):
            continue
        options = options_of(question)
        assert options <= verbs or not options & verbs, (question.id, options)
        of_verbs += options <= verbs
    assert of_verbs >= 3


def options_of(question: Choice | Matching) -> set[str]:
    """What stands beside each other in a question."""
    if isinstance(question, Matching):
        return set(question.options)
    return {question.key, *(each.text for each in question.distractors)}


@pytest.mark.parametrize(("nouns", "apart"), [(8, True), (4, True), (3, False)])
def test_words_of_one_article_stand_together_where_there_are_enough(
    nouns: int, apart: bool
) -> None:
    words = ["sol", "pan", "pie", "ojo", "mes", "tren", "lago", "coche"][:nouns]
    rows = "".join(f"    el {word}: el-{word}\n" for word in words)
    rows += "".join(
        f"    la {word}: la-{word}\n" for word in ["luz", "voz", "piel", "flor", "sal", "mano"]
    )
    facts = f"""
- id: words
  entities: word
  columns: {{English: "{{word}} is {{English}}."}}
  exclusive: yes
  rows:
{rows}"""
    choices = [
        options_of(each)
        for each in chain.from_iterable(compile_text(deck(facts)).questions.values())
        if isinstance(each, Choice)
    ]
    articles = [{option[:2] for option in options} for options in choices]
    assert len(articles) >= 4
    assert all(len(each) == 1 for each in articles) is apart


# A sentence for all columns, and terms that a table states ----------------------------------------

SHARED = """
- id: countries
  entities: country
  sentence: The {column} of {country} is {value}.
  columns: {capital: {ask back: yes}, currency: "{country} pays with {currency}.", area (km²): ~}
  exclusive: yes
  rows: {France: [Paris, the euro, 543940], Japan: [Tokyo, the yen, 377975]}
"""


def test_a_column_without_a_sentence_has_the_one_of_the_table_in_its_own_words() -> None:
    compiled = compile_text(deck(SHARED))
    [table] = [fact for _, fact in compiled.collection.facts() if fact.whole is fact]
    assert isinstance(table, Entities)
    assert {name: column.sentence for name, column in table.columns.items()} == {
        "capital": "The capital of {country} is {value}.",
        "currency": "{country} pays with {currency}.",
        "area (km²)": "The area of {country} is {value}.",
    }
    stems = {each.stem for each in compiled.questions["countries.france"]}
    assert {"The capital of France is ____.", "The capital of ____ is Paris."} <= stems


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("The {column} is {value}.", "`sentence` does not say where `{country}` stands"),
        ("The {column} of {country}.", "`sentence` does not say where `{value}` stands"),
        ("The {colum} of {country} is {value}.", "there is no `{colum}` here"),
    ],
)
def test_a_sentence_for_all_columns_has_both_ends(sentence: str, message: str) -> None:
    facts = f"""
- id: countries
  entities: country
  sentence: "{sentence}"
  columns: [capital]
  rows: {{France: Paris, Japan: Tokyo}}
"""
    [problem] = [each for each in compile_text(deck(facts)).diagnostics if each.message == message]
    assert problem.severity is Severity.ERROR
    assert (
        problem.position.line == deck(facts).splitlines().index(f'    sentence: "{sentence}"') + 1
    )


def test_what_is_only_shown_gets_no_sentence_of_the_table() -> None:
    facts = SHARED.replace("{capital: {ask back: yes}", "{capital: {shown: only}")
    [table, *_] = [fact for _, fact in compile_text(deck(facts)).collection.facts()]
    assert isinstance(table, Entities)
    assert table.columns["capital"].sentence == ""


ELEMENTS = """
- id: elements
  entities: element
  columns: {family: "{element} is {family}."}
  exclusive: yes
  rows: {oxygen: a nonmetal, sulfur: a nonmetal, chlorine: a halogen, iron: a metal}
"""


@pytest.mark.parametrize(
    ("term", "unknown"),
    [
        ("{term: a halogen, broader: a nonmetal}", []),  # a value of the table
        ("{term: brimstone, broader: sulfur}", []),  # a row of the table
        ("{term: brimstone, confused with: Iron}", []),
        ("{term: a halogen, broader: a gas}", ["`a gas` is not a term"]),
    ],
)
def test_what_a_table_states_is_a_term_where_terms_name_it(term: str, unknown: list[str]) -> None:
    compiled = compile_text(deck(ELEMENTS, f"terms: [{term}]\n"))
    errors = [each.message for each in compiled.diagnostics if each.code == "unknown-term"]
    assert errors == unknown


def test_what_is_a_kind_of_a_tables_value_is_no_wrong_option_for_it() -> None:
    compiled = compile_text(deck(ELEMENTS, "terms: [{term: a halogen, broader: a nonmetal}]\n"))
    vocabulary = compiled.knowledge.vocabulary
    assert vocabulary.related("a halogen", "a nonmetal")
    assert not vocabulary.related("a halogen", "a metal")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.5 m", "en", True),
        ("1,500 m", "en", False),
        ("1,5 m", "de", True),
        ("1.500 m", "de", False),
    ],
)
def test_a_fraction_is_written_as_its_language_does(
    text: str, language: str, expected: bool
) -> None:
    assert has_fraction(text, language) is expected


# What is asked where the sentence does not say it -------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "stem"),
    [
        ("{honey} is {color}.", "Acacia honey is ____ (color)."),
        ("The color of {honey} is {color}.", "The color of acacia honey is ____."),
        ("{honey} is {color} as glass.", "Acacia honey is ____ as glass (color)."),
        ("{honey} is colored {color}.", "Acacia honey is colored ____."),
        ("{honey} is colo {color}.", "Acacia honey is colo ____."),  # four letters are enough
        ("{honey} is col {color}.", "Acacia honey is col ____ (color)."),
    ],
)
def test_a_gap_has_the_label_of_its_column_where_the_sentence_lacks_it(
    sentence: str, stem: str
) -> None:
    facts = f"""
- id: honeys
  entities: honey
  columns: {{color: "{sentence}"}}
  rows: |
    honey; color
    acacia honey; yellow
    heather honey; brown
"""
    compiled = compile_text(deck(facts))
    asked = chain.from_iterable(compiled.questions.values())
    stems = [each.stem for each in asked if each.type == "short-answer"]
    assert stem in stems


def test_a_question_of_its_author_has_no_label() -> None:
    facts = """
- id: honeys
  entities: honey
  columns: {color: {sentence: "{honey} is {color}.", ask: "What does {honey} look like?"}}
  rows: |
    honey; color
    acacia honey; yellow
    heather honey; brown
"""
    asked = chain.from_iterable(compile_text(deck(facts)).questions.values())
    stems = [each.stem for each in asked if each.type == "short-answer"]
    assert "What does acacia honey look like?" in stems


# What could be argued ----------------------------------------------------------------------------

GEMS = """\
gem,color,mineral,colored by
sapphire,blue,corundum,iron and titanium
aquamarine,pale blue,beryl,iron
emerald,green,beryl,chromium
ruby,red,corundum,chromium
citrine,yellow,quartz,iron
amethyst,violet,quartz,iron
"""


def test_what_holds_a_value_within_its_own_is_no_wrong_answer_for_it() -> None:
    columns = 'color: "{gem} is {color}."\ncolored by: "{gem} owes its color to {colored by}."'
    found = questions(GEMS, columns, "entities: gem\nexclusive: yes")
    for id, each in found.items():
        wrong = {option.text for option in getattr(each, "distractors", ())}
        if each.stem in ("____ is blue.", "____ is pale blue."):
            assert wrong.isdisjoint({"sapphire", "aquamarine"}), id
        if "owes its color to iron." in each.stem:
            assert "sapphire" not in wrong, id
        assert not isinstance(each, TrueFalse) or each.stem != "Aquamarine is blue."
    groups = [each for each in found.values() if isinstance(each, MultipleChoice)]
    assert [each for each in groups if "to iron." in each.stem]


def test_a_long_number_is_never_to_be_hit_to_its_last_digit() -> None:
    rows = "peak;height\nEtna;3,403 m\nFuji;3,776 m\nOrtler;3,905 m\nHekla;1,490 m\nRax;2,000 m\n"
    sentence = 'height: {sentence: "{peak} is {height} high."%s}'
    open_column = questions(rows, sentence % "", "entities: peak")
    recalled = [each.answer for each in open_column.values() if isinstance(each, Number)]
    assert recalled == ["1,490 m", "2,000 m"]  # of three digits, and of one
    tolerant = questions(rows, sentence % ", tolerance: 1 %", "entities: peak")
    assert len([each for each in tolerant.values() if isinstance(each, Number)]) == 5


def test_examples_are_shown_in_the_table_and_not_asked_for() -> None:
    rows = "class;example;legs\ninsects;bees;6\nspiders;mites;8\nbirds;owls;2\ncrabs;prawns;10\n"
    columns = 'example: "{example} are {class}."\nlegs: "{class} have {legs} legs."'
    found = questions(rows, columns, "entities: class\nplural: classes")
    assert not [id for id in found if "/example/" in id]
    [table] = (each for each in found.values() if isinstance(each, Table))
    assert len(table.blanks) == 4
    named = columns.replace("example", "habit")
    other = questions(rows.replace("example", "habit"), named, "entities: class\nexclusive: yes")
    assert "t.insects/habit/short-answer" in other


def test_dates_are_put_in_order_under_any_label() -> None:
    rows = "painter;born\nGiotto;1267\nDürer;1471\nMonet;1840\nKlee;1879\n"
    found = questions(rows, 'born: "{painter} was born in {born}."', "entities: painter")
    stems = {each.stem for id, each in found.items() if "born" in id and "painters" in each.stem}
    assert stems == {
        "Born: put these painters in order, the earliest first.",
        "Born: which of these painters comes first?",
    }


MOMENTS = """\
event,when
the first war,1337–1453
the second war,1618–1648
the third war,1756–1763
the fourth war,1914–1918
the first battle,14 October 1066
the second battle,15 June 1215
the third battle,12 October 1492
the fourth battle,14 July 1789
"""


def test_a_date_is_offered_and_matched_among_dates_told_as_exactly() -> None:
    columns = 'when: {sentence: "{event}: {when}.", ask: "When was {event}?"}'
    compiled = compile_text(table(MOMENTS, columns, "entities: event\nexclusive: yes"))
    questions = [each for found in compiled.questions.values() for each in found]
    choices = [each for each in questions if isinstance(each, Choice) and "When" in each.stem]
    assert choices
    for choice in choices:
        assert len({"–" in option for option in choice.options}) == 1, choice.options
    matchings = [each for each in questions if isinstance(each, Matching)]
    assert matchings
    for matching in matchings:
        assert len({"–" in option for option in matching.options}) == 1, matching.options


def test_a_bare_year_is_told_as_exactly_as_one_with_its_era() -> None:
    years = ["44 BC", "476", "800", "1066", "1215", "1348", "1492", "1789"]
    rows = "event,when\n" + "".join(f"event {n},{year}\n" for n, year in enumerate(years))
    columns = 'when: {sentence: "{event}: {when}.", ask: "When was {event}?"}'
    compiled = compile_text(table(rows, columns, "entities: event\nexclusive: yes"))
    offered = {
        option
        for found in compiled.questions.values()
        for each in found
        if isinstance(each, Choice | Matching)
        for option in each.options
    }
    assert {"44 BC", "476", "1066"} <= offered


def test_what_a_name_says_itself_is_not_to_be_judged() -> None:
    cities = [("Panama", "Panama City"), ("the Moon landing", "the Moon")]
    others = [(f"Land {sign}", f"Town {sign}") for sign in "abcdefghijkl"]
    rows = "country,capital\n" + "".join(f"{name},{value}\n" for name, value in cities + others)
    compiled = compile_text(table(rows, "capital: The capital of {country} is {capital}."))
    judged = [
        each.stem
        for found in compiled.questions.values()
        for each in found
        if isinstance(each, TrueFalse)
    ]
    assert judged
    assert not any("Moon landing is the Moon" in stem for stem in judged)


def test_of_translations_with_commas_each_is_right() -> None:
    words = 'word,English\nrua,"street, road"\nser,"to be (for good), to exist"\nmesa,table\n'
    columns = 'English: {sentence: "{word} means {English}.", many: any}'
    compiled = compile_text(table(words, columns, "entities: word\nexclusive: yes"))
    recalled = {
        each.answer: each.accepted
        for found in compiled.questions.values()
        for each in found
        if isinstance(each, ShortAnswer)
    }
    assert {"street", "road"} <= set(recalled["street, road"])
    assert recalled["table"] == ()
    single = columns.replace(", many: any", "")
    compiled = compile_text(table(words, single, "entities: word\nexclusive: yes"))
    [street] = [
        each
        for found in compiled.questions.values()
        for each in found
        if isinstance(each, ShortAnswer) and each.answer == "street, road"
    ]
    assert street.accepted == (), "of another column, a comma parts no answers"


# Dates that may be two days -----------------------------------------------------------------------

DATES = """\
deck: Ships
id: ships-deck
facts:
  - id: ships
    entities: ship
    columns: {sunk: "{ship} sank on {sunk}."}
    rows: ships.csv
"""


@pytest.mark.parametrize(
    ("dates", "line"),
    [
        (["28/6/1919", "03/04/1912", "07/05/1915"], 3),  # said once, of the first
        (["03/03/1912", "28/6/1919", "6/28/1919"], 0),
        (["1912-04-03", "3 April 1912", "3.4.1912"], 0),
    ],
)
def test_a_date_that_may_be_two_days_is_a_warning_at_its_line_of_the_table(
    tmp_path: Path, dates: list[str], line: int
) -> None:
    (tmp_path / "ships.yaml").write_text(DATES, encoding="utf-8")
    rows = "".join(f"ship {number},{date}\n" for number, date in enumerate(dates))
    (tmp_path / "ships.csv").write_text(f"ship,sunk\n{rows}", encoding="utf-8")
    compiled = compile_path(tmp_path / "ships.yaml")
    warnings = [each for each in compiled.diagnostics if "may be" in each.message]
    assert [each.position.line for each in warnings] == ([line] if line else [])
    for each in warnings:
        assert each.message == "`03/04/1912` may be 1912-04-03 or 1912-03-04"
        assert each.position.path.endswith("ships.csv")
        assert each.severity is Severity.WARNING


BREEDS = """\
breed,evergreen
oak,no
elm,no
yew,yes
ivy,yes
ash,no
fir,yes
"""


def test_a_column_of_yes_and_no_is_asked_as_one() -> None:
    shared = 'exclusive: yes\nsentence: "The {column} of {country} is {value}."'
    found = questions(BREEDS, "", shared)
    stems = {each.stem for each in found.values()}
    assert "Country: oak — evergreen? ____" in stems
    assert "“Evergreen” applies to: oak." in stems
    assert "Which of these countries have this? Evergreen: yes." in stems
    assert not [stem for stem in stems if "The evergreen of" in stem or "Evergreen: no" in stem]
    judged = {each.stem: each.key_text for each in found.values() if isinstance(each, TrueFalse)}
    assert judged["“Evergreen” applies to: yew."].startswith("True")
    assert judged["“Evergreen” applies to: elm."].startswith("False")


def test_of_nothing_but_yes_nothing_is_judged_and_words_of_ones_own_hold() -> None:
    always = questions(BREEDS.replace(",no", ",yes"), "")
    assert not [each for each in always.values() if isinstance(each, TrueFalse)]
    own = questions(BREEDS, 'evergreen: "Is {country} evergreen: {evergreen}."')
    assert "Is oak evergreen: ____." in {each.stem for each in own.values()}
    maybe = questions(BREEDS.replace("fir,yes", "fir,mostly"), "")
    assert "Country: oak — evergreen: ____" in {each.stem for each in maybe.values()}


def test_two_values_in_a_cell_of_a_column_of_one_are_a_warning() -> None:
    two = COUNTRIES.replace("Kenya,Nairobi", "Kenya,Nairobi; Mombasa")
    found = [each for each in compile_text(table(two)).diagnostics if each.code == "odd-value"]
    assert [each.message.partition(" would")[0] for each in found] == ["`Nairobi; Mombasa`"]
    assert "`many: yes`" in found[0].hint
    sentence = COUNTRIES.replace("Lima", "a very large town on the sea; it was founded long ago")
    assert not [e for e in compile_text(table(sentence)).diagnostics if e.code == "odd-value"]


REIGNS = "king,born,died,height\n" + "".join(
    f"K{n},{1000 + 30 * n},{1041 + 30 * n},{150 + 5 * n} cm\n" for n in range(9)
)
EARLIER = "more: earlier, most: the earliest}"


def test_where_two_columns_have_an_order_it_is_said_of_which_the_question_is() -> None:
    born = 'born: {sentence: "{king} was born in {born}.", ' + EARLIER
    died = '\ndied: "{king} died in {died}."'
    tall = '\nheight: {sentence: "{king} is {height} tall.", more: taller, most: the tallest}'
    kings = "entities: king\nexclusive: yes"
    stems = {each.stem for each in questions(REIGNS, born + died, kings).values()}
    assert "Born: which of these kings is the earliest?" in stems
    assert "Born: put these kings in order, the earliest first." in stems
    assert any(re.fullmatch(r"Born: K\d is earlier than K\d\.", stem) for stem in stems)
    alone = {each.stem for each in questions(REIGNS, born + tall, kings).values()}
    assert "Which of these kings is the earliest?" in alone, "one column alone is a time"
    assert "Which of these kings is the tallest?" in alone


def test_the_verb_of_a_shared_sentence_agrees_with_the_column() -> None:
    rows = "country,languages,class\n" + "".join(f"L{n},tongue {n},c{n}\n" for n in range(5))
    shared = 'sentence: "The {column} of {country} is {value}."'
    stems = {each.stem for each in questions(rows, "", shared).values()}
    assert "The languages of L1 are ____." in stems
    assert "The class of L1 is ____." in stems
    other = 'sentence: "{country} is known for {value} as its {column}."'
    assert "L1 is known for ____ as its languages." in {
        each.stem for each in questions(rows, "", other).values()
    }


@pytest.mark.parametrize("table_id", ["events", "event", "battles", "years", "t"])
def test_no_table_is_without_orderings_by_chance(table_id: str) -> None:
    rows = "country,founded\n" + "".join(f"T{n},{1000 + 20 * n}\n" for n in range(26))
    text = table(rows, "founded: {more: earlier, most: the earliest}")
    found = asked(compile_text(text.replace("id: t\n", f"id: {table_id}\n")))
    assert sum(isinstance(each, Ordering) for each in found.values()) >= 2
    assert sum(isinstance(each, Choice) and "earliest" in each.stem for each in found.values()) >= 2


def test_headings_that_nobody_wrote_into_the_deck_read_as_words_of_a_sentence() -> None:
    rows = "country,Capital,Main Language,GDP\n"
    rows += "".join(f"L{n},town {n},tongue {n},sum {n}\n" for n in range(5))
    shared = 'sentence: "The {column} of {country} is {value}."'
    stems = {each.stem for each in questions(rows, "", shared).values()}
    assert {"The capital of L1 is ____.", "The main language of L1 is ____."} <= stems
    assert "The GDP of L1 is ____." in stems
    written = {each.stem for each in questions(rows, "Capital: ~\n", shared).values()}
    assert "The Capital of L1 is ____." in written, "whoever writes a name means it so"
