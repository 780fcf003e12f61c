"""The wording of a collection's own language: what is wrong in it is said before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.text.languages import FOLDER, bring, languages
from quizgen.text.wording import has_wording, wording, wording_faults

ENGLISH = (FOLDER / "languages" / "en" / "wording.toml").read_text(encoding="utf-8")


def faults(path: Path, text: str) -> list[str]:
    (path / "it").mkdir()
    (path / "it" / "wording.toml").write_text(text, encoding="utf-8")
    return list(wording_faults(bring(path / "it")))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("shows = '{% if bare", "show = '{% if bare", "it lacks `shows` under `[sign]`"),
        ("[sign]", "[signs]", "it lacks the section `[sign]`"),
        ("means = 'What", "moans = 'What", "it lacks `means` under `[term]`"),
        ("triggers {{ sign }}?", "triggers {{ sign }?", "`elicited-by` under `[sign]` is not"),
        ("{{ noun | a }}", "{{ noun | an }}", "`choice` under `[list]` is not understood"),
        ("{{ noun | a }}", "{{ noun + 1 }}", "`choice` under `[list]` is not understood"),
        (
            "'What does “{{ term }}” mean?'",
            "'What does “{{ termine }}” mean?'",
            "`means` under `[term]` asks for `termine`, and is filled with `term`",
        ),
        ("'Which term means “{{ means }}”?'", "1", "`term` under `[term]` is not understood"),
        ("['child$'", "['child($'", "a table under `[grammar]` is not understood"),
        ("combined = '(?:all", "combined = '(?:(all", "`combined` under `[checks]` is no pattern"),
        ('polar = ["yes", "no"]', 'polar = "yes"', "`polar` under `[checks]` is to be a list"),
    ],
)
def test_what_a_wording_lacks_or_breaks_is_said(
    before: str, after: str, fault: str, tmp_path: Path
) -> None:
    assert before in ENGLISH
    found = faults(tmp_path, ENGLISH.replace(before, after, 1))
    assert any(each.startswith(fault) for each in found), found


def test_a_whole_wording_has_no_faults_even_without_the_words_of_the_checks(tmp_path: Path) -> None:
    text = ENGLISH.replace("[checks]", "[unused]", 1)
    text = text[: text.index("[unused]")] + text[text.index("[term]") :]
    assert faults(tmp_path, text) == []


def test_a_text_of_a_list_may_take_any_word_of_the_list(tmp_path: Path) -> None:
    text = ENGLISH.replace("Which of these is {{ noun | a }}", "Which are {{ plural }}", 1)
    assert faults(tmp_path, text) == []


def test_a_template_reaches_nothing_but_what_it_is_filled_with(tmp_path: Path) -> None:
    sly = "{{ noun.__class__.__mro__[1].__subclasses__() }}"
    (found,) = faults(tmp_path, ENGLISH.replace("{{ noun | a }}", sly, 1))
    assert found.startswith("`choice` under `[list]` is not understood: access to attribute")


@pytest.mark.parametrize("language", [each for each in languages() if has_wording(each)])
def test_a_wording_of_the_package_is_whole(language: str, tmp_path: Path) -> None:
    text = (FOLDER / "languages" / language / "wording.toml").read_text(encoding="utf-8")
    assert faults(tmp_path, text) == []


def test_a_language_without_a_wording_is_worded_in_english() -> None:
    assert not has_wording("fr")
    assert wording("fr").say("paper.name") == wording("en").say("paper.name")
    assert wording("de").say("paper.date") == "Datum"
