"""Tests in columns, as teachers and programs write them: the right option is the key, or the
question is lost by name.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from importer import facts, imported, run, write

CAPITALS = ["Accra", "Lusaka", "Dakar"]  # of Ghana, Zambia, Senegal


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "table",
    [
        # A star, a tick or a word on the right option.
        (
            "Question,Option 1,Option 2,Option 3\n"
            "Ghana?,*Accra,Kumasi,Tamale\nZambia?,Ndola,*Lusaka,Kitwe\n"
            "Senegal?,Touba,Thies,*Dakar\n"
        ),
        (
            "Question,A,B,C,D\n"
            "Ghana?,Accra (correct),Kumasi,Tamale,\nZambia?,Ndola,Lusaka (correct),Kitwe,\n"
            "Senegal?,Touba,Thies,Dakar ✓,Mbour\n"
        ),
        # A mark in the column of the right option.
        (
            "Question,Answer A,Correct A,Answer B,Correct B,Answer C,Correct C\n"
            "Ghana?,Accra,x,Kumasi,,Tamale,\nZambia?,Ndola,,Lusaka,x,Kitwe,\n"
            "Senegal?,Touba,,Thies,,Dakar,x\n"
        ),
        (
            "Frage,Option A,Option B,Option C,A,B,C\n"
            "Ghana?,Accra,Kumasi,Tamale,x,,\nZambia?,Ndola,Lusaka,Kitwe,,x,\n"
            "Senegal?,Touba,Thies,Dakar,,,x\n"
        ),
        (
            "Question,Answer 1,Score 1,Answer 2,Score 2,Answer 3,Score 3\n"
            "Ghana?,Accra,100,Kumasi,0,Tamale,0\nZambia?,Ndola,0,Lusaka,100,Kitwe,0\n"
            "Senegal?,Touba,-50,Thies,0,Dakar,100\n"
        ),
        (
            "question,option1,option2,option3,isCorrect1,isCorrect2,isCorrect3\n"
            "Ghana?,Accra,Kumasi,Tamale,TRUE,FALSE,FALSE\n"
            "Zambia?,Ndola,Lusaka,Kitwe,FALSE,TRUE,FALSE\n"
            "Senegal?,Touba,Thies,Dakar,FALSE,FALSE,TRUE\n"
        ),
        # All options in one cell.
        (
            'Question,Options,Answer\nGhana?,"A) Accra\nB) Kumasi\nC) Tamale",A\n'
            'Zambia?,"A) Ndola\nB) Lusaka\nC) Kitwe",B\nSenegal?,"A) Touba\nB) Thies\nC) Dakar",C\n'
        ),
        (
            "Question\tAnswer choices\tCorrect answer\nGhana?\ta. Accra b. Kumasi c. Tamale\ta\n"
            "Zambia?\ta. Ndola b. Lusaka c. Kitwe\tb\nSenegal?\ta. Touba b. Thies c. Dakar\tc\n"
        ),
        (
            "Question,Choices,Correct\nGhana?,Accra | Kumasi | Tamale,1\n"
            "Zambia?,Ndola | Lusaka | Kitwe,2\nSenegal?,Touba | Thies | Dakar,3\n"
        ),
        (
            "question,choices,answer\n\"Ghana?\",\"['Accra', 'Kumasi', 'Tamale']\",0\n"
            "\"Zambia?\",\"['Ndola', 'Lusaka', 'Kitwe']\",1\n"
            "\"Senegal?\",\"['Touba', 'Thies', 'Dakar']\",2\n"
        ),
        # Headings as others write them.
        (
            "Question,a),b),c),Correct\nGhana?,Accra,Kumasi,Tamale,a)\n"
            "Zambia?,Ndola,Lusaka,Kitwe,b)\nSenegal?,Touba,Thies,Dakar,c)\n"
        ),
        (
            "Q,Opt1,Opt2,Opt3,Ans\nGhana?,A. Accra,B. Kumasi,C. Tamale,A. Accra\n"
            "Zambia?,A. Ndola,B. Lusaka,C. Kitwe,B. Lusaka\n"
            "Senegal?,A. Touba,B. Thies,C. Dakar,C. Dakar\n"
        ),
        (
            "Type,Question,CorrectAnswer,Choice1,Choice2,Choice3\nMC,Ghana?,1,Accra,Kumasi,Tamale\n"
            "MC,Zambia?,2,Ndola,Lusaka,Kitwe\nMC,Senegal?,3,Touba,Thies,Dakar\n"
        ),
        (
            "question,option0,option1,option2,correctIndex\nGhana?,Accra,Kumasi,Tamale,0\n"
            "Zambia?,Ndola,Lusaka,Kitwe,1\nSenegal?,Touba,Thies,Dakar,2\n"
        ),
    ],
)
def test_the_right_option_is_the_key_however_it_is_marked(table: str) -> None:
    assert [fact["answer"] for fact in imported(table)] == CAPITALS
    assert all(len(fact["distractors"]) >= 2 for fact in facts())
    text = Path("deck.yaml").read_text(encoding="utf-8")
    assert not any(sign in text for sign in ("*", "✓", "(correct)", "A.", "why"))


def test_columns_from_0_are_counted_so_though_neither_end_occurs() -> None:
    table = "question,option0,option1,option2,correctIndex\nGhana?,Kumasi,Accra,Tamale,1\n"
    assert imported(table)[0]["answer"] == "Accra"
    one = table.replace("option2", "option3").replace("option1", "option2")
    one = one.replace("option0", "option1").replace("correctIndex", "correct")
    assert imported(one)[0]["answer"] == "Kumasi"


def test_an_index_that_could_count_from_0_and_from_1_is_asked_about() -> None:
    table = "question,A,B,C,correct index\nGhana?,Kumasi,Accra,Tamale,{}\n"
    result = run(write("deck.csv", table.format(1)), status=1)
    assert "count from 0 and from 1" in " ".join(result.output.split())
    assert imported(table.format(3))[0]["answer"] == "Tamale"


def test_a_key_that_names_an_option_is_no_answer_of_its_own() -> None:
    rows = "Question,Options,Answer\n"
    rows += "Ghana?,A) Accra B) Kumasi,A\nMali?,A) Bamako B) Sikasso,A\nTogo?,Lomé or Kara,B\n"
    assert [fact["answer"] for fact in imported(rows)] == ["Accra", "Bamako"]
    result = run("deck.csv", "--dry-run")
    assert "options are not told apart" in " ".join(result.output.split())
    typed = "Question,Option 1,Option 2,Answer\nGhana?,Accra,Kumasi,1\nHow many sides?,,,54\n"
    assert [fact["answer"] for fact in imported(typed)] == ["Accra", "54"]


def test_a_cell_that_begins_with_another_letter_has_no_options() -> None:
    rows = "Question,Options,Answer\nGhana?,A) Accra B) Kumasi,A\nMali?,C: x,C\n"
    rows += "Togo?,C) x A) y B) z,A\nChad?,A) Sarh B) Moundou,B\n"
    assert [fact["answer"] for fact in imported(rows)] == ["Accra", "Moundou"]


def test_options_without_a_key_are_refused() -> None:
    rows = "".join(f"Which is number {n}?,one,two,three\n" for n in range(4))
    result = run(write("deck.csv", f"Question,Option 1,Option 2,Option 3\n{rows}"), status=1)
    assert "have no question with an answer" in " ".join(result.output.split())
    assert not Path("deck.yaml").exists()


@pytest.mark.parametrize(
    "table",
    [
        "Statement,True,False\nMali is in Africa.,x,\nMalta is in Africa.,,x\n",
        "Statement,Answer\nMali is in Africa.,True\nMalta is in Africa.,False\n",
        "Aussage;Richtig/Falsch\nMali is in Africa.;Richtig\nMalta is in Africa.;Falsch\n",
        "Question,True or False\nMali is in Africa.,TRUE\nMalta is in Africa.,FALSE\n",
        "Question,T/F\nMali is in Africa.,T\nMalta is in Africa.,F\n",
        "Statement,Correct?\nMali is in Africa.,Yes\nMalta is in Africa.,No\n",
    ],
)
def test_a_sentence_that_is_false_is_never_stated(table: str) -> None:
    true, false = imported(table)
    assert (true["statement"], true.get("is false")) == ("Mali is in Africa.", None)
    assert (false["statement"], false.get("is false")) == ("Malta is in Africa.", "yes")


def test_a_question_answered_true_stays_a_question() -> None:
    fact = imported("Question,Answer\nIs Mali in Africa?,True\nIs Malta there?,False\n")[1]
    assert (fact["ask"], str(fact["answer"])) == ("Is Malta there?", "False")


def test_a_row_of_another_type_is_read_by_the_text_of_its_options() -> None:
    rows = "Question,Answer,Choice 1,Choice 2,Choice 3\nGhana?,1,Accra,Kumasi,Tamale\n"
    rows += "Zambia?,2,Ndola,Lusaka,Kitwe\nChad has a coast.,False,True,False,\n"
    assert imported(rows)[2] == {"statement": "Chad has a coast.", "is false": "yes"}


def test_notes_of_anki_with_the_fields_of_a_test_have_its_key() -> None:
    names = ["Question", "A", "B", "C", "Correct", "Why"]
    notes = [
        ["Ghana?", "Accra", "Kumasi", "<b>Tamale</b>", "A", ""],
        ["Zambia?", "Ndola", "Lusaka", "Kitwe", "<b>B</b>", "It moved in 1935."],
        ["Senegal?", "Touba", "Thies", "Dakar", "C", ""],
        ["Togo?", "Kara", "Lomé", "", "D", ""],
    ]
    fields = [{"name": name, "ord": number} for number, name in enumerate(names)]
    card = {"qfmt": "{{Question}} {{A}} {{B}} {{C}}", "afmt": "{{FrontSide}}<hr id=answer>{{Why}}"}
    model = {"crowdanki_uuid": "m", "name": "MCQ", "flds": fields, "tmpls": [card], "type": 0}
    own = [
        {"fields": texts, "guid": f"g{number}", "note_model_uuid": "m", "tags": []}
        for number, texts in enumerate(notes)
    ]
    deck = {"__type__": "Deck", "name": "Africa", "note_models": [model], "notes": own}
    ghana, zambia, senegal = imported(json.dumps(deck), name="deck.json")
    assert [fact["answer"] for fact in (ghana, zambia, senegal)] == CAPITALS
    assert (ghana["distractors"], zambia["why"]) == (["Kumasi", "**Tamale**"], "It moved in 1935.")
    result = run("deck.json", "--dry-run")
    assert "its key `D` names none of its options" in " ".join(result.output.split())


def test_a_comma_that_may_be_part_of_an_option_is_asked_about_where_letters_are_keys() -> None:
    table = 'Question,Options,Answer\nGhana?,"Accra, Kumasi, Tamale",A\nMali?,"{}",B\n'
    assert imported(table.format("Gao, Bamako, Kayes"))[1]["answer"] == "Bamako"
    unequal = table.format("Gao, Bamako, Bamako District, Kayes")
    result = run(write("deck.csv", unequal), "--force", status=1)
    assert "may be part of one" in " ".join(result.output.split())
    by_text = unequal.replace(",A\n", ",Accra\n").replace(",B\n", ",Bamako\n")
    assert [fact["answer"] for fact in imported(by_text)] == ["Accra", "Bamako"]


def test_of_two_columns_of_answers_the_correct_one_has_the_key() -> None:
    table = "Question,True,False,Correct Answer\nMali has a coast.,True,False,False\n"
    table += "Togo has a coast.,True,False,True\n"
    assert [fact.get("is false") for fact in imported(table)] == ["yes", None]
    table = "Question,Response,Correct answer\nWhere is Gao?,Niger,Mali\nWhere is Kara?,Togo,Togo\n"
    assert [fact["answer"] for fact in imported(table)] == ["Mali", "Togo"]


def test_options_within_the_question_are_told_apart_where_letters_are_answers() -> None:
    rows = 'Question,Answer\n"Ghana? A) Accra B) Kumasi",A\n"Zambia?\na. Ndola\nb. Lusaka",b\n'
    rows += "Senegal? A) Touba B) Dakar,B\n"
    assert [fact["answer"] for fact in imported(rows)] == CAPITALS
    assert [fact["ask"] for fact in facts()] == ["Ghana?", "Zambia?", "Senegal?"]


def test_letters_that_name_no_option_are_asked_about() -> None:
    rows = "Question,Answer{}\nGhana?,A{}\nZambia?,B{}\nTogo?,B{}\n"
    other = rows.format(",Wrong 1,Wrong 2", *[",Gao,Mopti"] * 3)
    for table in (rows.format("", "", "", ""), other):
        result = run(write("deck.csv", table), status=1)
        assert "each answer is a letter" in " ".join(result.output.split())
    notes = "Question,Answer\nC major: 1st note?,C\n2nd note?,D\n3rd note?,E\n6th note?,A\n"
    assert [fact["answer"] for fact in imported(notes)] == list("CDEA")


def test_the_right_answer_may_stand_beside_its_options() -> None:
    rows = "Question,Correct Answer,Option 1,Option 2\nGhana?,Accra,Kumasi,Tamale\n"
    rows += "Zambia?,Lusaka,Ndola,Kitwe\n"
    assert [fact["answer"] for fact in imported(rows)] == CAPITALS[:2]
    near = rows.replace("Lusaka", "b) Ndola")  # one that names an option makes it another table
    result = run(write("deck.csv", near), "--force", "--yes", status=1)
    assert "names none of its options" in " ".join(result.output.split())


def test_an_answer_is_right_or_wrong_whichever_word_says_so() -> None:
    head = "Frage;Antwort A;Antwort B;Antwort C;{}\n"
    rows = "Ghana?;Accra;Kumasi;Tamale;a\nZambia?;Ndola;Lusaka;Kitwe;b\nMali?;Gao;Mopti;Bamako;c\n"
    for name in ("Richtige Lösung", "Korrekte Antwort", "Right choice", "Opción correcta"):
        table = head.format(name) + rows
        assert [fact["answer"] for fact in imported(table)] == ["Accra", "Lusaka", "Bamako"], name
    rows = "Ghana?;Accra;Kumasi;Tamale\nZambia?;Lusaka;Ndola;Kitwe\n"
    for right, wrong in (("Bonne réponse", "Mauvaise réponse"), ("Correct choice", "Wrong choice")):
        table = f"Question;{right};{wrong} 1;{wrong} 2\n{rows}"
        assert [fact["answer"] for fact in imported(table)] == CAPITALS[:2], right
        assert facts()[1]["distractors"] == ["Ndola", "Kitwe"]


def test_whether_an_option_is_right_may_be_told_beside_it() -> None:
    rows = "Ghana?,Accra,Yes,Kumasi,No\nZambia?,Ndola,No,Lusaka,Yes\n"
    for name in ("Answer {} Correct", "Is Answer {} right", "Option {} points"):
        own = rows if "points" not in name else rows.replace("Yes", "1").replace("No", "0")
        kind = name.partition(" {}")[0].removeprefix("Is ")
        heads = [f"{kind} {n},{name.format(n)}" for n in (1, 2)]
        table = f"Question,{','.join(heads)}\n{own}"
        assert [fact["answer"] for fact in imported(table)] == CAPITALS[:2], name


def test_a_key_names_an_option_by_its_heading_and_not_by_its_place() -> None:
    # Here the first two options have no column, or one that is not understood.
    table = "Question,Something,Option C,Option D,Option E,Correct\n"
    table += (
        "Ghana?,x,Kumasi,Accra,Tamale,D\nZambia?,y,Lusaka,Ndola,Kitwe,C\nMali?,z,Gao,Kita,Bla,A\n"
    )
    assert [fact["answer"] for fact in imported(table)] == CAPITALS[:2]
    said = " ".join(run("deck.csv", "--dry-run").output.split())
    assert "its key `A` names none of its options" in said
    condition = table.replace("Something", "If MC: Answer A").replace("Option C", "Answer B")
    condition = condition.replace("Option D", "Answer C").replace("Option E", "Answer D")
    assert [fact["answer"] for fact in imported(condition)] == ["Tamale", "Ndola", "z"]


def test_the_number_of_an_item_is_no_question() -> None:
    rows = "1,Ghana?,Accra,Kumasi,A\n2,Zambia?,Ndola,Lusaka,B\n"
    imported(f"Item,Question,A,B,Key\n{rows}")
    assert [fact["ask"] for fact in facts()] == ["Ghana?", "Zambia?"]
    assert "why" not in facts()[0]
    imported(f"Question Title,Question Text,A,B,Key\n{rows}")  # the longer text is the question
    assert [fact["ask"] for fact in facts()] == ["Ghana?", "Zambia?"]


def test_a_key_may_be_a_range_of_letters_or_numbers() -> None:
    table = "Question,A,B,C,D,Key\nVowels?,a,e,i,k,A-C\nConsonants?,a,b,c,d,B–D\nFirst?,a,b,c,d,A\n"
    vowels, consonants, first = imported(table)
    assert (vowels["items"], vowels["never"]) == (["a", "e", "i"], ["k"])
    assert (consonants["items"], first["answer"]) == (["b", "c", "d"], "a")
    numbers = "Question,1,2,3,4,Key\nPrimes?,2,3,5,6,1-3\nEven?,1,3,5,8,4\nOdd?,2,4,6,9,4\n"
    assert imported(numbers)[0]["items"] == ["2", "3", "5"]
    backwards = table.replace("A-C", "C-A")
    run(write("deck.csv", backwards), "--force", "--yes")
    assert "its key `C-A` names none of its options" in run("deck.csv", "--dry-run").output


def test_a_key_may_be_an_options_letter_with_its_text() -> None:
    table = 'Question,Options,Answer\nGhana?,"A. Kumasi\nB. Accra\nC. Tamale",{}\n'
    table += 'Zambia?,"A. Lusaka\nB. Ndola\nC. Kitwe",A. Lusaka\n'
    for key in ("B. Accra", "B) Accra", "(B) Accra", "B - Accra"):
        assert [fact["answer"] for fact in imported(table.format(key))] == CAPITALS[:2], key
    # A letter and a text that do not agree name no option.
    run(write("deck.csv", table.format("C. Accra")), "--force", "--yes")
    assert [fact["answer"] for fact in facts()] == ["Lusaka"]


def test_where_a_type_says_so_the_options_are_ways_to_write_the_answer() -> None:
    table = "Question Text,Question Type,Option 1,Option 2,Correct Answer\n"
    table += "Ghana?,Multiple Choice,Kumasi,Accra,2\nThe capital of Mali is ____.,"
    table += "Fill-in-the-Blank,Bamako,bamako city,\nTogo?,Fill-in-the-Blank,Lomé,,\n"
    table += "Which is nicer?,Poll,Gao,Kita,\n"
    ghana, mali, togo = imported(table)
    assert (ghana["answer"], ghana["distractors"]) == ("Accra", ["Kumasi"])
    assert (mali["answer"], mali["accept"]) == ("Bamako", ["bamako city"])
    assert togo["answer"] == "Lomé"
    assert "a question without a key (1)" in run("deck.csv", "--dry-run").output


def test_names_with_their_values_may_stand_above_a_heading() -> None:
    table = "Question,A,B,Correct\nGhana?,Accra,Kumasi,A\nZambia?,Ndola,Lusaka,B\n"
    assert [fact["answer"] for fact in imported(f"Quiz,,,\nName:,Africa,,\n{table}")] == CAPITALS[
        :2
    ]
    said = " ".join(run("deck.csv", "--dry-run").output.split())
    assert "a line above the table: Name: Africa (1)" in said
    result = run(write("deck.csv", f"Name,Africa,,\n{table}"), "--force", status=1)
    assert "no heading says what" in " ".join(result.output.split())


def test_a_table_in_markdown_has_no_row_of_dashes_and_no_column_at_its_edge() -> None:
    framed = "| No. | Question | A | B | Key |\n|:---|---|---|---|---:|\n"
    framed += "| 1 | Ghana? | Accra | Kumasi | A |\n| 2 | Zambia? | Ndola | Lusaka | B |\n"
    bare = "Question | A | B | Key\n--- | --- | --- | ---\nGhana? | Accra | Kumasi | A\n"
    bare += "Zambia? | Ndola | Lusaka | B\n"
    for table in (framed, bare, f"# Africa\n\n{framed}"):
        assert [fact["answer"] for fact in imported(table, name="deck.md")] == CAPITALS[:2]
        assert [fact["ask"] for fact in facts()] == ["Ghana?", "Zambia?"]


@pytest.mark.parametrize(("heading", "signs"), [("V/F", "VF"), ("R/F", "RF"), ("W/F", "WF")])
def test_a_sentence_is_judged_by_the_letter_of_its_language(heading: str, signs: str) -> None:
    true, false = imported(
        f"Aussage,{heading}\nMali is in Africa.,{signs[0]}\nMalta is in Africa.,{signs[1]}\n"
    )
    assert (true["statement"], true.get("is false")) == ("Mali is in Africa.", None)
    assert (false["statement"], false.get("is false")) == ("Malta is in Africa.", "yes")


def test_objects_may_stand_one_on_a_line() -> None:
    lines = [{"question": "Ghana?", "answer": "Accra"}, {"question": "Zambia?", "answer": "Lusaka"}]
    text = "\n".join(map(json.dumps, lines)) + "\n"
    assert [fact["answer"] for fact in imported(text, name="deck.jsonl")] == CAPITALS[:2]
    result = run(write("bad.jsonl", text + '{"question": }\n'), status=1)
    assert "[bad-json]" in result.output
