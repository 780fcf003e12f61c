"""The wording of another language: what is wrong in it is said before anything is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.text.wording import FOLDER, wording_faults

ENGLISH = (FOLDER / "wording" / "en.toml").read_text(encoding="utf-8")


def faults(path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (path / "wording").mkdir()
    (path / "wording" / "en.toml").write_text(ENGLISH, encoding="utf-8")
    (path / "wording" / "de.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("quizgen.text.wording.FOLDER", path)
    return list(wording_faults("de"))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("shows = 'What is seen", "show = 'What is seen", "it lacks `shows` under `[sign]`"),
        ("[sign]", "[signs]", "it lacks `because` under `[sign]`"),
        ("{{ sign }}?'", "{{ sign }?'", "`shows` under `[sign]` is not understood"),
        ("{{ noun | a }}", "{{ noun | an }}", "`choice` under `[list]` is not understood"),
        ("['child$'", "['child($'", "a table under `[grammar]` is not understood"),
        ("[grammar]", "[grammar", "it is no TOML"),
    ],
)
def test_what_a_wording_lacks_or_breaks_is_said(
    before: str, after: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "{{ sign }}" in before:
        before, after = f"seen in {before}", f"seen in {after}"
    assert before in ENGLISH
    text = ENGLISH.replace(before, after, 1)
    assert any(each.startswith(fault) for each in faults(tmp_path, text, monkeypatch))


def test_a_whole_wording_has_no_faults_even_without_the_words_of_the_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ENGLISH.replace("[checks]", "[unused]", 1)
    text = text[: text.index("[unused]")] + text[text.index("[term]") :]
    assert faults(tmp_path, text, monkeypatch) == []
