"""Tables and text exports, as somebody has them: which columns make which facts."""

from __future__ import annotations

import csv
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import CliRunner
from importer import facts, imported, run, write

from quizgen.cli import main
from quizgen.compiler import compile_path
from quizgen.diagnostics import Severity
from quizgen.language.facts.entity import Entity
from quizgen.text.markup import plain


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


def test_a_deck_as_a_person_would_write_it() -> None:
    table = """\
    Question,Answer,Tags,Explanation
    What are the symptoms of hypocalcemia?,"- tetany
    - tingling",minerals exam,
    Is Norway's code no?,no,minerals,"Yes: it's ""NO"" # really"
    What is hypomagnesemia?,An abnormally low level of magnesium in the blood.,minerals,
    Steps of the cardiac cycle,"1. filling
    2. contraction",minerals,
    """
    write("cards.yaml", "id: cards-0a1b2c3d\n")  # imported over itself, it keeps its id
    run(write("cards.csv", dedent(table)), "--force")
    assert Path("cards.yaml").read_text(encoding="utf-8") == dedent("""\
        deck: cards
        id: cards-0a1b2c3d
        tags: [minerals]

        facts:
          - id: symptom-hypocalcemia
            list: symptom
            of: hypocalcemia
            items: [tetany, tingling]
            tags: [exam]

          - id: is-norway-s-code-no
            ask: Is Norway's code no?
            answer: no
            why: 'Yes: it''s "NO" # really'
            ignore:
              only-true-false: imported as it was
              stem-gives-key: imported as it was

          - id: hypomagnesemia
            term: hypomagnesemia
            means: an abnormally low level of magnesium in the blood

          - id: steps-of-the-cardiac-cycle
            mechanism: Steps of the cardiac cycle
            steps: [filling, contraction]
    """)


@pytest.mark.parametrize(
    ("table", "fact"),
    [
        ("Front,Back\nA?,b\n", {"ask": "A?", "answer": "b"}),
        ("word;definition\nchat;cat\n", {"term": "chat", "means": "cat"}),
        (
            "Term\tMeaning\tNotes\nchat\tcat\ttame\n",
            {"term": "chat", "means": "cat", "why": "tame"},
        ),
        (
            "question,answer,Chapter,Level\nA?,b,One,easy\n",
            {"ask": "A?", "answer": "b", "topic": "One", "why": "Level: easy"},
        ),
        (
            "question,answer,wrong answers\nA?,b,c; d\n",
            {"ask": "A?", "answer": "b", "distractors": ["c", "d"]},
        ),
        (
            "subject,relation,items\ngout,symptom,pain; heat\n",
            {"list": "symptom", "of": "gout", "items": ["pain", "heat"]},
        ),
        (
            'relation,subject,items\nsymptom,gout,"pain, heat"\n',
            {"list": "symptom", "of": "gout", "items": ["pain", "heat"]},
        ),
        (
            "quantity,value\nserum magnesium,1.8–2.2 mg/dL\n",
            {"quantity": "serum magnesium", "value": "1.8–2.2 mg/dL"},
        ),
        (
            "quantity,value\nserum magnesium,low\n",
            {"ask": "serum magnesium", "answer": "low"},
        ),  # no quantity
        ("sign,shows,points to\nX,y,z\n", {"sign": "X", "shows": "y", "points to": "z"}),
        ("mechanism,steps\nHow?,a → b → c\n", {"mechanism": "How?", "steps": ["a", "b", "c"]}),
        (
            "statement,false versions\nA.,B.;C.\n",
            {"statement": "A.", "false versions": ["B.", "C."]},
        ),
        ("text\nIt {{c1::is::be}} so.\n", {"cloze": "It {{is::be}} so."}),
        (
            "Question,Answer\nName two causes of gout,age; beer\n",
            {"list": "cause", "of": "gout", "items": ["age", "beer"]},
        ),
        (
            "Question,Answer\nHow does it work?,a -> b -> c\n",
            {"mechanism": "How does it work", "steps": ["a", "b", "c"]},
        ),
        (
            'Question,Answer\nWhat helps?,"- a\n- b"\n',
            {"ask": "What helps?", "answer": "a; b"},
        ),  # no noun
        (
            'Question,Answer\nName the causes of gout,"- beer\n- Beer"\n',
            {"ask": "Name the causes of gout", "answer": "beer; Beer"},
        ),
        (
            "Question,Answer\nWhat is the cause of scurvy?,A lack of vitamin C\n",
            {"ask": "What is the cause of scurvy?", "answer": "A lack of vitamin C"},
        ),
    ],
)
def test_columns_make_the_kind_that_they_name(table: str, fact: dict[str, Any]) -> None:
    assert imported(table) == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "chien\tdog\nchat\tcat, tame\n",
        'chien,dog\nchat,"cat, tame"\n',
        "chien;dog\r\nchat;cat, tame\r\n",
        "chien - dog\nchat - cat, tame\n",
        "chien\tdog;chat\tcat, tame;",
        "\ufeffchien\tdog\nchat\tcat, tame",
        "#separator:Pipe\n#html:false\nchien|dog\nchat|cat, tame\n",
        "\n\nchien\tdog\n\nchat\tcat, tame\n\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_two_columns_without_a_heading(text: str, encoding: str) -> None:
    found = imported(text.encode(encoding), name="words.txt")
    assert found == [{"ask": "chien", "answer": "dog"}, {"ask": "chat", "answer": "cat, tame"}]
    assert imported(text, "--columns", "term,means")[0] == {"term": "chien", "means": "dog"}


def test_ankis_notes_in_plain_text() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n"
        "#notetype column:2\n#deck column:3\n#tags column:6\n"
        'a\tBasic\tMed::Heart\t<u>Where</u>&nbsp;is it?\t"here &amp;<br>\n""there"""\tx y::z\n'
        "b\tBasic (and reversed card)\tMed\tchat\tcat\t\n"
        "c\tCloze\tMed\tIt {{c1::is}} so.\tReally.\t\n"
    )
    assert imported(text, name="Notes.txt") == [
        {
            "ask": "Where is it?",
            "answer": 'here &\n"there"',
            "topic": "Heart",
            "tags": ["x", "y::z"],
        },
        {"term": "chat", "means": "cat"},
        {"cloze": "It {{is}} so.", "why": "Really."},
    ]
    assert "deck: Med\n" in Path("deck.yaml").read_text(encoding="utf-8")


def test_a_table_of_a_few_rows_becomes_a_comparison() -> None:
    table = (
        "Mineral,Site,Relaxation\nmagnesium,eyelids;legs,impaired\ncalcium,face,\nzinc,,\n"
        "calcium,legs,\n"
    )
    assert imported(table, "--table") == [
        {
            "comparison": ["magnesium", "calcium"],
            "title": "deck",
            "rows": {"site": [["eyelids", "legs"], "face"], "relaxation": ["impaired", None]},
        }
    ]


def rows(number: int) -> str:
    """A table of lands and their towns."""
    lines = [f"Land {n},Town {n},{n} km²" for n in range(number)]
    return "\n".join(["Country,Capital,Area", *lines]) + "\n"


def test_up_to_six_rows_are_compared_and_more_are_entities_with_their_rows_beside() -> None:
    [six] = imported(rows(6), "--table")
    assert len(six["comparison"]) == 6
    [seven] = imported(rows(7), "--table")
    assert seven == {
        "entities": "country",
        "columns": {"capital": None, "area": None},
        "rows": "deck-rows.csv",
    }
    data = Path("deck-rows.csv").read_text(encoding="utf-8")
    assert data == rows(7).replace("Country,Capital,Area", "country,capital,area")
    compiled = compile_path(Path("deck.yaml"))
    assert len(compiled.collection.decks[0].facts) == 1 + 7
    assert Path("deck.csv").read_text(encoding="utf-8") == rows(7), "what was imported stays"


def test_the_two_lines_that_buy_more_questions_stand_in_the_deck_to_be_uncommented() -> None:
    imported(rows(9), "--table")
    deck = Path("deck.yaml").read_text(encoding="utf-8")
    before = compile_path(Path("deck.yaml"))
    more = deck.replace("    #   exclusive", "    exclusive")
    assert "    #   capital: The capital of {country} is {capital}.\n" in deck
    more = more.replace("      capital: ~", "      capital: The capital of {country} is {capital}.")
    Path("deck.yaml").write_text(more, encoding="utf-8")
    after = compile_path(Path("deck.yaml"))
    count = [sum(map(len, each.questions.values())) for each in (before, after)]
    assert count[1] > count[0]
    stems = [each.stem for asked in after.questions.values() for each in asked]
    assert "The capital of Land 3 is ____." in stems


def test_a_pasted_list_of_words_in_two_columns_is_entities() -> None:
    words = "perro\tdog\ngato\tcat; kitty\nvaca\tcow\npez\tfish\n"
    words += "pato\tduck\noveja\tsheep\nburro\tdonkey\n"
    [fact] = imported(words, "--table", "--columns", "Spanish,English", name="words.txt")
    assert fact == {
        "entities": "Spanish",
        # Each translation is right, and words are learned both ways.
        "columns": {"English": {"many": "any", "ask back": "yes"}},
        "plural": "Spanish words",
        "rows": "deck.csv",
    }
    asked = compile_path(Path("deck.yaml")).questions["spanish.vaca"]
    back = next(each for each in asked if each.id == "spanish.vaca/english.name/short-answer")
    assert back.key_text == "vaca"
    assert "“{Spanish}” means “{English}”." in Path("deck.yaml").read_text(encoding="utf-8")


def test_of_a_table_that_is_no_list_of_words_no_row_is_recalled_from_a_value() -> None:
    knots = "".join(f"knot {number}\tloop {number}\n" for number in range(9))
    [fact] = imported(knots, "--table", "--columns", "Knot,Type", name="knots.txt")
    assert fact["columns"] == {"type": None}


def test_two_columns_of_one_name_are_told_apart() -> None:
    twice = rows(7).replace("Capital,Area", "Size,SIZE")
    [fact] = imported(twice, "--table")
    assert list(fact["columns"]) == ["size", "country SIZE"]


@pytest.mark.parametrize("head", ["name", "Key", "was", "order", "Country", "1", "{x}", "a: b"])
def test_any_heading_is_a_column(head: str) -> None:
    table = rows(7).replace("Country,Capital", f"Country,{head}")
    [fact] = imported(table, "--table")
    assert len(fact.get("columns", ())) == 2, fact


def test_what_is_pasted_is_imported_without_a_file() -> None:
    arguments = ["import", "-", "--table", "-o", "deck.yaml"]
    result = CliRunner().invoke(main, arguments, input=rows(8).replace(",", "\t"))
    assert result.exit_code == 0, result.output
    assert [fact["rows"] for fact in facts()] == ["deck.csv"]
    nothing = CliRunner().invoke(main, ["import", "-"], input="")
    assert nothing.exit_code == 1
    assert "standard input: error: this file has no rows" in nothing.output


def test_a_table_that_is_there_is_not_written_over_unless_forced() -> None:
    write("lands.csv", rows(8))
    write("deck.csv", "mine")
    run("lands.csv", "--table", "-o", "deck.yaml")
    assert Path("deck.csv").read_text(encoding="utf-8") == "mine"
    assert Path("deck-rows.csv").is_file()


def test_a_collection_has_its_tables_beside_its_decks() -> None:
    write("lands.csv", rows(8))
    write("towns.csv", rows(9).replace("Land", "Town"))
    run("lands.csv", "towns.csv", "--table", "-o", "all")
    compiled = compile_path(Path("all"))
    assert not compiled.diagnostics or all(
        each.severity is Severity.NOTICE for each in compiled.diagnostics
    )
    assert sum(len(deck.facts) for deck in compiled.collection.decks) == 2 + 8 + 9


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-ito", "'-ito"),
        ("-5", "-5"),
        ("+2.5 %", "+2.5 %"),
        ("a=b", "a=b"),
    ],
)
def test_a_cell_that_looks_like_a_formula_is_text_for_a_spreadsheet_and_itself_for_us(
    cell: str, written: str
) -> None:
    table = rows(7).replace("Town 3", cell)
    imported(table, "--table")
    with Path("deck-rows.csv").open(encoding="utf-8", newline="") as file:
        [line] = [line for line in csv.reader(file) if line[0] == "Land 3"]
    assert line[1] == written
    [shown] = [
        dict(fact.lines())["capital"]
        for _, fact in compile_path(Path("deck.yaml")).collection.facts()
        if isinstance(fact, Entity) and fact.id == "country.land-3"
    ]
    assert plain(shown) == cell


def test_what_is_not_understood_is_named_with_its_line_and_reason() -> None:
    table = 'question,answer\nA?,b\n\nalone,\nA?,b\nC?,d,too much\n,\n"E\nF?",g\n'
    report = run(write("deck.csv", table)).stderr
    assert "\n5 notes → 3 facts\n" in report
    for line in (
        "  a question without an answer (1)\n    deck.csv:4\n",
        "  the same as deck.csv:2 (1)\n    deck.csv:5\n",
        "  the row has 3 cells, the heading 2: those beyond it are left out (1)\n    deck.csv:6\n",
    ):
        assert line in report


def test_a_contradiction_is_resolved_by_the_plainer_reading() -> None:
    report = run(write("deck.csv", "term,means\nhound,dog\nmutt,dog\ncat,feline\n")).stderr
    assert "read more plainly: it contradicts another note (1)\n    deck.csv:3\n" in report
    found = facts()
    assert found == [
        {"term": "hound", "means": "dog"},
        {"ask": "mutt", "answer": "dog"},
        {"term": "cat", "means": "feline"},
    ]


def test_what_does_not_compile_beside_another_is_read_more_plainly() -> None:
    # The two have one stem, and it says nothing: neither is worse than it was.
    flawed = dict.fromkeys(("ambiguous-stem", "stem-unfocused"), "imported as it was")
    table = "question,answer,wrong answers\nWhich is it?,bone,\nWhich is it?,horn,bone; hoof\n"
    report = run(write("deck.csv", table)).stderr
    assert facts() == [
        {"ask": "Which is it?", "answer": "bone"},
        {"ask": "Which is it?", "answer": "horn", "ignore": flawed},
    ]
    assert "read more plainly: `bone` is given as a wrong option" in report


def test_ids_are_slugs_unique_and_the_same_each_time() -> None:
    table = "question,answer\nWhat is it?,a\nWhat is it?,b\n心臓は?,c\n¿?,d\nΤι;,e\n"
    run(write("deck.csv", table))
    first = Path("deck.yaml").read_text(encoding="utf-8")
    ids = [fact.id for _, fact in compile_path(Path("deck.yaml")).collection.facts()]
    assert [id.rpartition("-")[0] for id in ids[:2]] == ["what-is-it", "what-is-it"]
    assert len(set(ids)) == 5
    run("deck.csv", "--force")
    assert Path("deck.yaml").read_text(encoding="utf-8") == first
    write("more.csv", "question,answer\nNew?,new\n" + table.partition("\n")[2])
    run("more.csv", "-o", "deck.yaml", "--force")
    again = [fact.id for _, fact in compile_path(Path("deck.yaml")).collection.facts()]
    assert again == ["new", *ids]


@pytest.mark.parametrize(
    "table",
    [
        "Question,Answer,Author\nPeru?,Lima,Ana\nChile?,,Leo\nBrazil?,Brasília,Mia\n",
        "Question,Points,Answer,Notes\nPeru?,2,Lima,easy\nChile?,3,,hard\nBrazil?,1,Brasília,\n",
        "Term,Meaning,Author\nPeru,Lima,Ana\nChile,,Leo\nBrazil,Brasília,Mia\n",
        "Peru?,Lima,Ana\nChile?,,Leo\nBrazil?,Brasília,Mia\n",
        "Question,Option 1,Option 2,Correct\nPeru?,Lima,Quito,1\nChile?,Leo,,\nUSA?,NY,DC,2\n",
        """[{"question": "Peru?", "answer": "Lima", "by": "Ana"},
            {"question": "Chile?", "answer": "", "by": "Leo"},
            {"question": "Brazil?", "answer": "Brasília", "by": "Mia"}]""",
    ],
)
def test_no_other_column_answers_where_the_cell_of_the_answer_is_empty(table: str) -> None:
    said = run(write("deck.csv", table), "-o", "deck.yaml", "--yes").output
    assert "a question without an answer (1)" in said or "a question without a key (1)" in said
    assert len(facts()) == 2
    assert "Chile" not in Path("deck.yaml").read_text(encoding="utf-8")


# As the templates of quiz programs have them: advice above the heading and in it, a column of
# numbers without a name.
TEMPLATES = {
    "advice in brackets and behind a dash": (
        "",
        (
            "Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 "
            "characters,Time limit (sec) – 5 or 10,Correct answer(s) - choose at least one"
        ),
        "{ask},{one},{other},20,{number}",
    ),
    "lines above the heading, rows that are numbered": (
        "Quiz template,,,,,\n,At least two alternatives,,,,\n",
        ",Question,Answer 1,Answer 2,Time limit,Correct answer",
        "{row},{ask},{one},{other},20,{number}",
    ),
    "advice in a second line": (
        "",
        (
            '"Question #","Question Text","Answer 1","Answer 2\n(Optional)",'
            '"Correct Answer(s)\n(Only include Answer #)"'
        ),
        "{row},{ask},{one},{other},{number}",
    ),
}


@pytest.mark.parametrize(("above", "heading", "row"), TEMPLATES.values(), ids=TEMPLATES)
def test_the_templates_of_quiz_programs_are_read_without_a_question(
    above: str, heading: str, row: str
) -> None:
    asked = [("Which is a gas?", "Neon", "Iron", 1), ("Which is wet?", "Dust", "Water", 2)]
    asked += [("Which is hot?", "Ice", "Steam", 2)]
    rows = [
        row.format(row=place, ask=ask, one=one, other=other, number=number)
        for place, (ask, one, other, number) in enumerate(asked, 1)
    ]
    found = imported(above + "\n".join([heading, *rows]) + "\n")
    told = [(fact["ask"], fact["answer"], fact["distractors"]) for fact in found]
    assert told == [
        ("Which is a gas?", "Neon", ["Iron"]),
        ("Which is wet?", "Water", ["Dust"]),
        ("Which is hot?", "Steam", ["Ice"]),
    ]


def test_a_line_above_a_heading_is_named_and_a_row_of_two_cells_is_none() -> None:
    table = "Question,Answer,Explanation\nWhat?,That.,So.\nWho?,He.,He is.\n"
    result = run(write("titled.csv", "My list,,\n" + table))
    assert "a line above the table: My list (1) titled.csv:1" in " ".join(result.output.split())
    # With a second cell it may be a card: then no heading is taken from below it.
    refused = run(write("cards.csv", "My list,two,\n" + table), status=1)
    assert "no heading says what the 3 columns are" in " ".join(refused.output.split())


def test_a_first_column_that_counts_is_left_out_only_where_it_counts() -> None:
    head = ",Question,Answer 1,Answer 2,Correct answer\n"
    rows = ["Which is a gas?,Neon,Iron,1", "Which is wet?,Dust,Water,2", "Which is hot?,Ice,Fire,2"]
    counted = "".join(f"{place},{row}\n" for place, row in enumerate(rows, 4))
    assert [set(fact) & {"why"} for fact in imported(head + counted, name="a.csv")] == [set()] * 3
    years = "".join(f"{place}71,{row}\n" for place, row in enumerate(rows, 4))
    assert all("71" in fact["why"] for fact in imported(head + years, name="b.csv"))


SHEET = """\
Rivers of Europe;;;
;;;
River;Length (km);Mouth;Source
Danube;2850;Black Sea;Germany
Rhine;1233;North Sea;n/a
Loire;1012;Atlantic Ocean;France
Po;652;Adriatic Sea;-
Vistula;1047;Baltic Sea;Poland
Thames;346;North Sea;#N/A
Elbe;1094;North Sea;Czechia
"""


def test_a_title_above_a_table_is_no_heading_and_is_named() -> None:
    [fact] = imported(SHEET, "--table")
    assert fact["entities"] == "river"
    assert list(fact["columns"]) == ["length (km)", "mouth", "source"]
    report = run("deck.csv", "--table", "-o", "again.yaml").stderr
    assert "a line above the table: Rivers of Europe" in report
    # As a heading, as somebody may be told to say it is, the title is none either.
    [fact] = imported(SHEET, "--table", "--heading", "--force")
    assert fact["entities"] == "river"


def test_rows_of_one_cell_among_rows_of_one_cell_are_the_table() -> None:
    lone = "River;Mouth\nPo;\nRhine;\nLoire;Atlantic Ocean\nElbe;\nThames;\nSpree;\nIsar;\n"
    [fact] = imported(f"A;\n{lone}" * 2, "--table", "--heading")
    assert fact["comparison" if "comparison" in fact else "entities"]


def test_what_says_that_nothing_is_known_is_no_value() -> None:
    imported(SHEET, "--table")
    written = Path("deck-rows.csv").read_text(encoding="utf-8")
    assert "Rhine,1233,North Sea,\n" in written
    assert "Po,652,Adriatic Sea,\n" in written, "among words, a dash is no value"
    assert "Thames,346,North Sea,\n" in written
    charges = "Ion,Charge\n" + "".join(f"ion {n},{'+-'[n % 2]}\n" for n in range(8))
    imported(charges, "--table", "--force")
    assert "ion 1,'-\n" in Path("deck-rows.csv").read_text(encoding="utf-8"), "among signs it is"


def test_merged_cells_are_not_lost_in_silence() -> None:
    lands = "Country,Continent,Capital\n" + "".join(
        f"{land},{continent},{capital}\n"
        for land, continent, capital in (
            ("Norway", "Europe", "Oslo"),
            ("Iceland", "", "Reykjavik"),
            ("Finland", "", "Helsinki"),
            ("Kenya", "Africa", "Nairobi"),
            ("Ghana", "", "Accra"),
            ("Chad", "", "N'Djamena"),
            ("Jordan", "Asia", "Amman"),
            ("India", "", "New Delhi"),
        )
    )
    report = " ".join(run(write("lands.csv", lands), "--table").stderr.split())
    assert "`Continent` has one value, and then none, as merged cells are saved" in report
    turned = ["".join(f"{line}\n") for line in lands.splitlines()]
    first = "".join(",".join((*line.strip().split(",")[1::-1], "x")) + "\n" for line in turned)
    first = first.replace("x", "Mark", 1)
    said = " ".join(run(write("first.csv", first), "--table", status=1).stderr.split())
    assert "5 of 8 rows have nothing in `Continent`, which is to name them" in said
    assert "`--fill 'Continent'` fills it in, and the next column names them" in said
    assert not Path("first.yaml").exists()
    for name in ("lands", "first"):  # the option that is named does it
        run(f"{name}.csv", "--table", "--fill", "continent", "-o", f"{name}.yaml", "--force")
        with Path(f"{name}-rows.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        names = [line.split(",")[0] for line in lands.splitlines()[1:]]
        assert [next(iter(row.values())) for row in rows] == names
        assert [row["continent"] for row in rows] == ["Europe"] * 3 + ["Africa"] * 3 + ["Asia"] * 2
    said = " ".join(
        run("lands.csv", "--table", "--fill", "Contient", "--force", status=1).stderr.split()
    )
    assert "there is no column `Contient` to be filled" in said
    assert "did you mean `Continent`?" in said


def test_a_sparse_column_is_not_taken_for_merged() -> None:
    names = "".join(f"Land {n},{'x' if n % 3 == 0 else ''},Town {n}\n" for n in range(9))
    report = run(write("lands.csv", f"Land,Mark,Town\n{names}"), "--table").stderr
    assert "merged" not in report, "one value that comes again is none that holds for the others"


def test_the_line_by_which_excel_knows_its_separator_is_no_heading() -> None:
    [fact] = imported("sep=;\n" + SHEET.partition(";;;\n;;;\n")[2], "--table")
    assert (fact["entities"], next(iter(fact["columns"]))) == ("river", "length (km)")


def test_the_advice_names_the_columns_that_can_be_exclusive() -> None:
    table = "Land,Town,Languages\n" + "".join(f"L{n},T{n},a{n}; b{n}\n" for n in range(8))
    imported(table, "--table")
    deck = Path("deck.yaml").read_text(encoding="utf-8")
    assert "#   exclusive: [town]\n" in deck
    sound = deck.replace("    #   exclusive", "    exclusive")
    Path("deck.yaml").write_text(sound, encoding="utf-8")
    assert not compile_path(Path("deck.yaml")).diagnostics or "contradiction" not in {
        each.code for each in compile_path(Path("deck.yaml")).diagnostics
    }


def test_lines_of_a_cell_without_tags_are_kept_beside_cells_in_html() -> None:
    table = (
        'question,answer\n"What is printed?\nfor i in x:\nprint(i)","0\n1"\nWhich?,<b>this</b>\n'
    )
    table += '"Which\nof them?","<ul><li>one</li>\n<li>two</li></ul>"\n'
    code, this, _ = imported(table)
    assert code["ask"] == "What is printed?\nfor i in x:\nprint(i)"
    assert code["answer"] == "0\n1"
    assert this["answer"] == "**this**"


WORDS = [("der Hund", "dog", "m"), ("die Kuh", "cow", "f"), ("das Pferd", "horse", "n")]
WORDS += [("der Vogel", "bird", "m"), ("die Maus", "mouse", "f"), ("das Schaf", "sheep", "n")]
WORDS += [("der Fisch", "fish", "m"), ("die Ziege", "goat", "f")]


def lines(*cells: tuple[str, ...], separator: str = "\t") -> str:
    """A table of these rows."""
    return "".join(separator.join(row) + "\n" for row in cells)


def refused(table: str, *arguments: str) -> str:
    """What is said of a pasted table that is not imported."""
    pasted = ["import", "-", "--table", "-o", "pasted.yaml", *arguments]
    result = CliRunner().invoke(main, pasted, input=table)
    assert result.exit_code == 1, result.output
    return " ".join(result.output.split())


def test_the_first_word_of_a_pasted_list_is_not_taken_for_its_heading() -> None:
    said = refused(lines(*WORDS))
    assert "the first row looks like those below it, as `der Hund` shows" in said
    assert "`--columns name1,name2,name3`, or `--heading`" in said
    plain = [(word.split()[1], *rest) for word, *rest in WORDS]
    assert "as `m` shows" in refused(lines(*plain)), "the same value stands in its column again"
    assert "as `68.4` shows" in refused(
        "Spain\t68.4\n" + "".join(f"L{n}\t{n}.5\n" for n in range(9))
    )
    [fact] = imported(lines(*WORDS), "--table", "--columns", "German,English,gender", name="w.txt")
    assert fact["entities"] == "German"


def test_a_heading_that_no_row_repeats_is_one() -> None:
    assert imported("Land\tLand use\n" + "".join(f"L{n}\tcrop {n}\n" for n in range(9)), "--table")
    years = "Land\t2010\t2020\n" + "".join(f"L{n}\t{n}0\t{n}1\n" for n in range(1, 9))
    assert imported(years, "--table", "--force"), "a year may be a heading"


def test_a_word_list_with_more_columns_is_learned_both_ways_too() -> None:
    own = [*WORDS, ("das Blatt", "leaf; sheet", "n")]
    [fact] = imported(lines(*own), "--table", "--columns", "German,English,gender", name="w.txt")
    assert fact["columns"]["English"] == {"many": "any", "ask back": "yes"}
    assert fact["plural"] == "German words", "a German is somebody"


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        ("Capital,Official Languages,Area (km²)", "capital,official languages,area (km²)"),
        ("Capital,Latin name,ISO code", "capital,Latin name,ISO code"),
        ("Capital,Latin name,pH", "Capital,Latin name,pH"),
        ("capital,Nobel prizes", "capital,Nobel prizes"),
        ("Hauptstadt,Währung,Fläche (km²)", "Hauptstadt,Währung,Fläche (km²)"),
    ],
)
def test_headings_of_a_spreadsheet_read_as_words_of_a_sentence(heads: str, columns: str) -> None:
    width = heads.count(",") + 1
    table = f"Land,{heads}\n"
    for number in range(8):
        table += ",".join(f"cell {number} {column}" for column in range(width + 1)) + "\n"
    [fact] = imported(table, "--table", "--heading", name="lands.csv")
    assert ",".join(fact["columns"]) == columns


def test_two_rows_of_one_name_that_say_different_things_are_told_so() -> None:
    works = "Work,Composer\n" + "".join(f"W{n},C{n}\n" for n in range(8))
    write("works.csv", works + "W3,Verdi\nW4,C4\n")
    said = " ".join(run("works.csv", "--table").stderr.split())
    assert "`W3` stands above it, and says something else" in said
    assert "such as `W3 (Verdi)`" in said
    assert "it stands in the table twice" in said, "W4 says the same again"
