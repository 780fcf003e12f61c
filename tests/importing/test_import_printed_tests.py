"""Tests as they are typed: the option that is said to be right is the key, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from importer import facts, imported, run, write

QUESTIONS = """1. Which germ causes plague?
A) Vibrio
B) Yersinia
C) Bacillus

2. Which germ causes cholera?
A) Vibrio
B) Yersinia
C) Bacillus
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to import in."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        # The keys at the end, however they are listed.
        f"{QUESTIONS}\nAnswer Key\n1. B\n2. A\n",
        f"{QUESTIONS}\nAnswers:\n1-b\n2-a\n",
        f"{QUESTIONS}\nANSWERS: 1) B 2) A\n",
        f"{QUESTIONS}\n## Answers\n\n| No. | Key |\n|---|---|\n| 1 | B |\n| 2 | A |\n",
        f"{QUESTIONS}\nLösungen\n1. B, 2. A\n",
        # The key below each question.
        (
            "Q1. Which germ causes plague?\na. Vibrio\nb. Yersinia\nc. Bacillus\nAns: b\n\n"
            "Q2. Which germ causes cholera?\na. Vibrio\nb. Yersinia\nc. Bacillus\nAns: a\n"
        ),
        (
            "**1. Which germ causes plague?**\n\nA. Vibrio\nB. Yersinia\n\n**Answer: B**\n\n"
            "**2. Which germ causes cholera?**\n\nA. Vibrio\nB. Yersinia\n\n**Answer: A**\n"
        ),
        (
            "1) Which germ causes plague?\n(a) Vibrio (b) Yersinia\nCorrect answer: Yersinia\n"
            "2) Which germ causes cholera?\n(a) Vibrio (b) Yersinia\nCorrect answer: Vibrio\n"
        ),
        (
            "## Question 1\nWhich germ causes plague?\n\n- A) Vibrio\n- B) Yersinia\n\n"
            "<details><summary>Answer</summary>\n\nB\n\n</details>\n\n"
            "## Question 2\nWhich germ causes cholera?\n\n- A) Vibrio\n- B) Yersinia\n\n"
            "<details><summary>Answer</summary>\n\nA\n\n</details>\n"
        ),
        (
            "1) Which germ causes plague?\na) Vibrio\nb) Yersinia\n[Answer: b]\n"
            "2) Which germ causes cholera?\na) Vibrio\nb) Yersinia\n[Answer: a]\n"
        ),
        # A mark on the right option.
        (
            "1. Which germ causes plague?\n   - [ ] Vibrio\n   - [x] Yersinia\n"
            "2. Which germ causes cholera?\n   - [x] Vibrio\n   - [ ] Yersinia\n"
        ),
        (
            "1. Which germ causes plague?\n   - Vibrio\n   - **Yersinia**\n"
            "2. Which germ causes cholera?\n   - **Vibrio**\n   - Yersinia\n"
        ),
        (
            "1. Which germ causes plague?\na. Vibrio\nb. Yersinia (correct)\n"
            "2. Which germ causes cholera?\na. Vibrio ✓\nb. Yersinia\n"
        ),
    ],
)
def test_what_is_said_to_be_right_is_the_key(text: str) -> None:
    plague, cholera = imported(text, name="test.txt")
    assert (plague["ask"], plague["answer"]) == ("Which germ causes plague?", "Yersinia")
    assert (cholera["ask"], cholera["answer"]) == ("Which germ causes cholera?", "Vibrio")
    assert "Vibrio" in plague["distractors"] and "Yersinia" in cholera["distractors"]


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("Answer Key\n1. B\n2. D\n", "a question without a key"),  # there is no D
        ("Answer Key\n1. B\n3. A\n", "a question without a key"),
        ("Answer Key\n1. B\n2. A trap\n", "a line among the keys that names none"),
        ("\nAnswer Key\n1. B\n2. A\n".join(("1. Is it?\nA) x\nB) y\n", "")), "without a key"),
        ("Answer: Escherichia\n\nAnswer key\n1. B\n2. A\n", "a question without a key"),
    ],
)
def test_a_key_that_fits_no_option_or_two_questions_is_none(keys: str, why: str) -> None:
    (fact,) = imported(f"{QUESTIONS}{keys}", name="test.txt")
    assert fact["answer"] in ("Yersinia", "Vibrio")
    assert why in " ".join(run("test.txt", "--dry-run").output.split())


def test_several_keys_are_all_taken() -> None:
    text = f"{QUESTIONS}\nAnswers\n1. A, C\n2. A\n"
    first = imported(text, name="test.txt")[0]
    assert (first["items"], first["never"]) == (["Vibrio", "Bacillus"], ["Yersinia"])


def test_a_test_without_keys_says_what_it_lacks() -> None:
    result = run(write("test.txt", QUESTIONS), status=1)
    assert "a question without a key" in " ".join(result.output.split())


def test_a_list_with_a_stressed_word_is_no_question() -> None:
    notes = (
        "1. Causes of gout\n   - **beer**\n   - meat\n2. Signs of gout\n   - **pain**\n   - heat\n"
    )
    write("notes.txt", notes)
    run("notes.txt", status=1)
    assert not Path("notes.yaml").exists()


def test_the_numbers_of_a_test_in_aiken_are_no_part_of_its_questions() -> None:
    text = "1. Is it?\nA) x\nB) y\nANSWER: A\n\n{} Is it so?\nA) x\nB) y\nANSWER: B\n"
    assert [fact["ask"] for fact in imported(text.format("2."))] == ["Is it?", "Is it so?"]
    assert imported(text.format("1."))[1]["ask"] == "1. Is it so?"
    assert [fact["answer"] for fact in facts()] == ["x", "y"]


@pytest.mark.parametrize("key", ["Escherichia", "CAB", "E", "A, E", "Yersinia."])
def test_a_word_is_no_row_of_letters_in_aiken(key: str) -> None:
    two = "Is it?\nA) x\nB) y\nANSWER: A\n\nWhich causes plague?\nA) Vibrio\nB) Yersinia\n"
    (fact,) = imported(f"{two}ANSWER: {key}\n", name="test.txt")
    assert fact["answer"] == "x"
    assert "test.txt:6" in run("test.txt", "--dry-run").output


def test_what_follows_the_letter_is_why_unless_it_is_the_option() -> None:
    text = "### 1. Is it?\n- A. x\n- B. y\n\n> Answer: **B**. It has two letters.\n\n"
    text += "### 2. Is it so?\n- A. x\n- B. y\n\n> Answer: **A**. x\n"
    first, second = imported(text, name="test.md")
    assert (first["answer"], first["why"]) == ("y", "It has two letters.")
    assert (second["answer"], second.get("why")) == ("x", None)


SECTIONS = """Section A: Germs
1. Which germ causes plague?
A) Vibrio
B) Yersinia

2. Which germ causes cholera?
A) Vibrio
B) Yersinia

Section B: Rivers
1. Which river is in Egypt?
A) Nile
B) Oder

2. Which river is in Poland?
A) Nile
B) Oder

"""


@pytest.mark.parametrize(
    "keys",
    [
        "Answer Key\nSection A\n1. B\n2. A\nSection B\n1. A\n2. B\n",
        "Answers\nSection A: 1. B 2. A\nSection B: 1. A 2. B\n",
        "Answers\n1. B\n2. A\n\n1. A\n2. B\n",
        "Answers\nSection A\n1 2\nB A\nSection B\n1 2\nA B\n",
    ],
)
def test_numbers_that_begin_anew_in_each_section_are_kept_apart(keys: str) -> None:
    answers = [fact["answer"] for fact in imported(SECTIONS + keys, name="test.txt")]
    assert answers == ["Yersinia", "Vibrio", "Nile", "Oder"]


@pytest.mark.parametrize(
    "keys",
    [
        "Answer Key\nSection B\n1. A\n2. B\nSection A\n1. B\n2. A\n",  # in another order
        "Answer Key\nSection A\n1. B\n2. A\n",  # of one section alone
        "Answer Key\nSection A\n1. B\n2. A\nSection B\n1. A\n",
        "Answer Key\nSection A\n1. B\n2. A\nSection B\n1. A\n2. B\n3. B\n",
    ],
)
def test_keys_of_sections_that_are_not_those_of_the_test_are_none(keys: str) -> None:
    result = run(write("test.txt", SECTIONS + keys), status=1)
    assert "a question without a key (4)" in " ".join(result.output.split())


def test_of_two_lists_of_keys_for_one_test_neither_is_taken() -> None:
    keys = "\nAnswers\nVersion 1\n1. B\n2. A\nVersion 2\n1. C\n2. B\n"
    result = run(write("test.txt", QUESTIONS + keys), status=1)
    assert "a question without a key (2)" in " ".join(result.output.split())


@pytest.mark.parametrize(
    "keys",
    [
        "Answers\n1\t2\nB\tA\n",
        "Answer key\n\n| 1 | 2 |\n|---|---|\n| B | A |\n",
        "Answers\nQuestion 1 2\nAnswer b a\n",
        "Answers\nNo.\t1\t2\nKey\tB\tA\n",
    ],
)
def test_keys_may_stand_in_a_table_of_two_rows(keys: str) -> None:
    answers = [fact["answer"] for fact in imported(f"{QUESTIONS}\n{keys}", name="test.txt")]
    assert answers == ["Yersinia", "Vibrio"]
    short = keys.replace("\tA\n", "\n").replace("A |\n", "|\n").replace("b a", "b")
    result = run(write("short.txt", f"{QUESTIONS}\n{short}"), status=1)  # a letter too few
    assert "[nothing-to-import]" in result.output


def test_options_may_stand_on_the_line_of_their_question() -> None:
    text = "1) The largest desert is the  a) Gobi  b) Sahara  c) Antarctic\n"
    text += "2) A young kangaroo is a\ta) joey\tb) kid\tc) cub\nKey: 1c 2a\n"
    desert, joey = imported(text, name="test.txt")
    assert (desert["ask"], desert["answer"]) == ("The largest desert is the", "Antarctic")
    assert (joey["ask"], joey["distractors"]) == ("A young kangaroo is a", ["kid", "cub"])


def test_tabs_of_a_word_processor_part_no_cells() -> None:
    text = "1.\tWhich germ causes plague?\n\ta)\tVibrio\n\tb)\tYersinia\n"
    text += "2.\tWhich germ causes cholera?\n\ta)\tVibrio\n\tb)\tYersinia\nAnswers: 1b, 2a\n"
    assert [fact["answer"] for fact in imported(text, name="test.txt")] == ["Yersinia", "Vibrio"]


def test_a_heading_above_boxes_is_a_question() -> None:
    text = "# Germs\n\n## Which germ causes plague?\n\n- [ ] Vibrio\n- [x] Yersinia\n\n"
    text += "## Which cause no plague?\n\n- [x] Vibrio\n- [x] Bacillus\n- [ ] Yersinia\n"
    plague, others = imported(text, name="test.md")
    assert (plague["answer"], plague["distractors"]) == ("Yersinia", ["Vibrio"])
    assert (others["items"], others["never"]) == (["Vibrio", "Bacillus"], ["Yersinia"])
    assert "part of no question (1)" in " ".join(run("test.md", "--dry-run").output.split())


def test_a_heading_between_a_question_and_its_options_begins_no_other() -> None:
    text = (
        "## 1. Which germ causes plague?\n### Options\n- a) Vibrio\n- b) Yersinia\n\nAnswer: b\n\n"
    )
    text += (
        "## 2. Which germ causes cholera?\n### Options\n- a) Vibrio\n- b) Yersinia\n\nAnswer: a\n"
    )
    assert [fact["answer"] for fact in imported(text, name="test.md")] == ["Yersinia", "Vibrio"]


def test_a_list_of_what_is_done_is_no_test() -> None:
    done = (
        "# Week 3\n\n## Shopping\n\n- [x] milk\n- [ ] eggs\n\n## Garden\n\n- [x] dig\n- [ ] sow\n"
    )
    result = run(write("test.md", done), "--dry-run")
    assert "typed test" not in result.output


def test_a_key_may_stand_with_the_text_of_its_option() -> None:
    keys = "\nAnswers\n1. {}) Yersinia\n2. a) It lives in water.\n"
    plague, cholera = imported(QUESTIONS + keys.format("b"), name="test.txt")
    assert (plague["answer"], "why" in plague) == ("Yersinia", False)
    assert (cholera["answer"], cholera["why"]) == ("Vibrio", "It lives in water.")
    # A letter and a text that are two options' are no key.
    cholera = imported(QUESTIONS + keys.format("c"), name="test.txt")[0]
    assert cholera["answer"] == "Vibrio"
    assert "a question without a key (1)" in " ".join(run("test.txt", "--dry-run").output.split())


def test_below_a_heading_the_answer_is_what_is_called_so() -> None:
    body = "1. Vibrio\n2. Yersinia\n\n{}\n\n"
    ways = (
        "<details><summary>Answer</summary>\n\n{}\n\n</details>",
        "**Answer:** {}",
        "Solution: {}",
        "<details>\n<summary>Show answer</summary>\n{}\n</details>",
    )
    for way in ways:
        first, second = way.format("2. Yersinia"), way.format("1. Vibrio")
        text = f"## What causes plague?\n\n{body.format(first)}"
        text += f"## What causes cholera?\n\n{body.format(second)}"
        plague, cholera = imported(text, name="test.md")
        assert [fact["answer"] for fact in (plague, cholera)] == ["Yersinia", "Vibrio"], way
        assert "Vibrio" in plague["ask"] and "details" not in str(plague)
    plain = "## What causes plague?\n\nThe answer is a germ.\n\n## And cholera?\n\nA germ.\n"
    assert imported(plain, name="test.md")[0]["answer"] == "The answer is a germ."
