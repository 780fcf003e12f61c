"""The page of `quizgen preview`: what it shows is what the outputs make, and no text of an author's
is read as HTML.
"""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import compile_text, deck
from every import EVERY

from quizgen.cli import main
from quizgen.cli.watching import News, files, serving, watch
from quizgen.preview import sheet_pictures
from quizgen.preview.page import PageFilter, PreviewPage, _for_script, render_page
from quizgen.preview.sheet_pictures import Printer
from quizgen.preview.terminal_transcripts import COLUMNS, transcript
from quizgen.quiz.quiz import Quiz, Selection, candidates, resolve
from quizgen.sitting import Session, Sitting
from quizgen.targets.pdf import pictures
from quizgen.terminal.plain_mode import Console, put_in_lines
from quizgen.text.wording import wording

# With what the checks find in it said in other words.
SOUND = EVERY.replace("makes muscles twitch", "shows").replace(
    "Without {{magnesium}}", "Without it"
)
HOSTILE = [
    "</script><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</pre></article></main>",
    "<!-- <script>",
    "\"'><b>",
    "{{ title }} {% raw %} {# x #} [[ x ]]",
    "&lt;b&gt; &amp;",
    "]]> </style><style>*{display:none}",
]
Run = Callable[..., Result]


class Reader(HTMLParser):
    """The elements of a page with the names of their attributes, and the texts of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self._script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attributes)))
        self.values += [(name, value or "") for name, value in attributes]
        self._script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts.append(data)


def asking(text: str) -> str:
    """A deck that says a text wherever it can; JSON is YAML, and can hold any."""
    fact = {
        "id": "fact",
        "ask": f"Q {text}",
        "answer": f"A {text}",
        "distractors": [f"B {text}", f"C {text}"],
        "why": f"W {text}",
        "topic": f"T {text}",
    }
    rows = {f"r {text}": [f"x {text}", f"y {text}"]}
    table = {
        "id": "table",
        "comparison": [f"c {text}", f"d {text}"],
        "title": f"N {text}",
        "rows": rows,
    }
    whole = {
        "deck": f"D {text}",
        "id": "deck",
        "sources": {"s": f"S {text}"},
        "source": "s",
        "facts": [fact, table],
    }
    return json.dumps(whole, ensure_ascii=False)


def made(text: str, wanted: PageFilter | None = None, *, judged: bool = False) -> PreviewPage:
    compiled = compile_text(text, judged=judged)
    assert not compiled.failed, compiled.diagnostics
    return render_page(compiled, wanted or PageFilter(), "0", Printer())


@pytest.fixture(scope="module")
def every() -> PreviewPage:
    return made(SOUND)


# What it shows ------------------------------------------------------------------------------------


def test_every_question_is_there_once_with_its_reasons_and_its_sources(every: PreviewPage) -> None:
    questions = [question for found in compile_text(SOUND).questions.values() for question in found]
    ids = [value for name, value in Reader(every.html).values if name == "id"]
    assert [id for id in ids if "/" in id] == [question.id for question in questions]
    assert every.questions == len(questions)
    assert "The nerve is overexcitable." in every.html


def test_only_what_is_wanted_is_shown() -> None:
    shown = made(SOUND, PageFilter(kinds=("sign", "list"), types=("list", "number")))
    types = {value for name, value in Reader(shown.html).values if name == "data-type"}
    kinds = {value for name, value in Reader(shown.html).values if name == "data-kind"}
    assert kinds == {"list"}  # the deck has no sign
    assert types == {"list"}
    assert made(SOUND, PageFilter(decks=("other",))).questions == 0


def test_the_page_is_the_same_each_time_and_needs_nothing_from_elsewhere(
    every: PreviewPage,
) -> None:
    assert made(SOUND).html == every.html
    links = [
        value
        for name, value in Reader(every.html).values
        if name in ("src", "href", "action", "xlink:href")
    ]
    assert [link for link in links if not link.startswith(("#", "data:"))] == []
    assert "url(" not in every.html
    assert "@import" not in every.html
    assert "connect-src" not in every.html  # nothing may be asked for, but from a watcher


def test_the_terminal_shows_what_the_quiz_in_lines_prints() -> None:
    from quizgen.grading.lexicon import Lexicon

    found = candidates(compile_text(SOUND).questions, Selection())
    for candidate in (each for entries in found.values() for each in entries):
        [item] = resolve([candidate], "-", "en", "0").items
        said: list[str] = []
        typed = iter("?")

        def ask(prompt: str, said: list[str] = said, typed: object = typed) -> str | None:
            line = next(typed, None)  # type: ignore[call-overload]
            said.append(prompt + (line or ""))
            return line  # type: ignore[no-any-return]

        session = Session([item], lambda item, response: item.mark(response, Lexicon()))
        put_in_lines(
            Sitting(session, "quiz", "Quiz", lambda: 0), Console(ask, said.append, COLUMNS)
        )
        question, reply, told = transcript(item, wording("en"))
        assert f"{question}{reply}\n{told}\n" in "\n".join(said), item.id


def test_each_letter_of_a_printed_question_is_there(every: PreviewPage) -> None:
    ids = {value for name, value in Reader(every.html).values if name == "id"}
    sheets = json.loads(Reader(every.html).scripts[0])["sheets"]
    used = set(re.findall(r'href="#(\w+)"', "".join(sheets)))
    assert len(used) > 50
    assert used == {
        id for id in ids if re.fullmatch(r"g\d+", id)
    }  # each once, and none that is not used
    assert len(used) == every.html.count("<symbol")


def test_only_what_has_changed_is_printed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[int] = []

    def counted(quizzes: list[Quiz], *rest: Any) -> Any:
        printed.append(len(quizzes))
        return pictures(quizzes, *rest)

    monkeypatch.setattr(sheet_pictures, "pictures", counted)
    printer = Printer()
    texts = [deck("- {id: a, ask: A?, answer: one}\n- {id: b, ask: B?, answer: two}"), ""]
    texts[1] = texts[0].replace("B?", "C?")
    pages = [
        render_page(compile_text(text), PageFilter(), "0", printer).html
        for text in (texts[0], texts[0], texts[1])
    ]
    assert printed == [2, 1]
    assert pages[0] == pages[1] != pages[2] == made(texts[1]).html


# Whatever an author writes ------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_part_of_the_page(text: str) -> None:
    hostile, harmless = (Reader(made(asking(each)).html) for each in (text, "x"))
    structure = [
        [element for element in each.elements if element[0] not in ("symbol", "path")]
        for each in (hostile, harmless)
    ]
    assert structure[0] == structure[1]  # but for the printed letters, of which there are more
    data, script = hostile.scripts
    assert script == harmless.scripts[1]
    assert json.loads(data).keys() == json.loads(harmless.scripts[0]).keys()


def test_nothing_in_the_data_ends_or_opens_a_script() -> None:
    data = {"text": "</script></SCRIPT ><!-- <script> < / 1 < 2"}
    shown = _for_script(data)
    assert not re.search(r"</|<!|<script", shown, re.IGNORECASE)
    assert json.loads(shown) == data


def test_a_problem_is_shown_as_text_too() -> None:
    shown = made(asking("🧲 <img src=x onerror=alert(1)>"))  # paper has no such character
    assert [each.code for each in shown.diagnostics] == ["missing-glyph"]
    problems = shown.html.partition('id="problems"')[2].partition("</section>")[0]
    assert "missing-glyph" in problems
    assert "<img" not in problems


# Light and dark -----------------------------------------------------------------------------------


def luminance(color: str) -> float:
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_all_text_stands_out_from_its_ground(scheme: int, every: PreviewPage) -> None:
    found = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", every.html)
    colors = {name: pair[scheme] for name, *pair in found}
    for ground in ("ground", "paper"):
        for text in ("ink", "soft", "accent", "bad", "warn"):
            low, high = sorted((luminance(colors[ground]), luminance(colors[text])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, f"{text} on {ground}"


# The verb -----------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    (tmp_path / "deck.yaml").write_text(SOUND, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(
        main, ["preview", *arguments], catch_exceptions=False
    )


def test_the_page_is_written_and_the_lock_is_not(run: Run) -> None:
    result = run("deck.yaml")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("dist/preview.html: ")
    assert Path("dist/preview.html").read_text(encoding="utf-8") == made(SOUND, judged=True).html
    assert sorted(path.name for path in Path().iterdir()) == ["deck.yaml", "dist"]


def test_the_page_leaves_what_was_compiled_as_it_was() -> None:
    compiled = compile_text(SOUND)
    before = compiled.lock.as_text()
    render_page(compiled, PageFilter(), "0", Printer())
    assert compiled.lock.as_text() == before


def test_with_an_error_nothing_is_written(run: Run) -> None:
    Path("deck.yaml").write_text(deck("- {id: a, ask: Why?}"), encoding="utf-8")
    result = run("deck.yaml", "-o", "page.html")
    assert result.exit_code == 1
    assert "[missing-key]" in result.output
    assert not Path("page.html").exists()


def test_a_warning_is_told_and_shown_on_the_page(run: Run) -> None:
    Path("deck.yaml").write_text(deck("- {id: a, ask: Why 🧲?, answer: so}"), encoding="utf-8")
    result = run("deck.yaml", "-o", "page.html")
    assert result.exit_code == 0
    assert "[missing-glyph]" in result.output
    assert "missing-glyph" in Path("page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", [("--kind", "sing"), ("--type", "chioce"), ("--deck", "dekc")])
def test_a_name_that_does_not_exist_is_a_wrong_use(run: Run, option: tuple[str, str]) -> None:
    result = run("deck.yaml", *option)
    assert result.exit_code == 2
    assert "did you mean" in result.output


# The watcher --------------------------------------------------------------------------------------


def get(port: int, path: str, host: str | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_the_page_is_served_to_this_machine_under_its_own_name_alone() -> None:
    news = News("<html data-watched>", "")
    with serving(news, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        port = server.server_port
        assert get(port, "/") == (200, f'<html data-watched="{news.page}">')
        assert get(port, "/", f"localhost:{port}")[0] == 200
        assert get(port, "/", "evil.example")[0] == 403
        assert get(port, "/etc/passwd")[0] == 404


def test_each_change_of_a_file_is_seen(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text("a", encoding="utf-8")
    (tmp_path / ".deck.yaml.swp").write_text("a", encoding="utf-8")
    seen = [files(tmp_path)]
    (tmp_path / ".deck.yaml.swp").write_text("of the editor's own", encoding="utf-8")
    assert files(tmp_path) == seen[0]
    for change in (
        lambda: (tmp_path / "deck.yaml").write_text("longer", encoding="utf-8"),
        lambda: (tmp_path / "new.yaml").write_text("", encoding="utf-8"),
        lambda: (tmp_path / "new.yaml").unlink(),
    ):
        change()
        seen.append(files(tmp_path))
        assert seen[-1] != seen[-2]
    assert list(files(tmp_path / "deck.yaml")) == [tmp_path / "deck.yaml"]
    assert files(tmp_path / "gone.yaml") == {}


def test_the_watch_ends_when_it_is_told_to(tmp_path: Path) -> None:
    path, calls = tmp_path / "deck.yaml", list[int]()
    path.write_text("a", encoding="utf-8")

    class Change(Event):
        """Changes the file at the first look, and ends the watch once that was seen."""

        def wait(self, timeout: float | None = None) -> bool:
            if not calls:
                path.write_text("changed", encoding="utf-8")
            return bool(calls)

    watch(path, lambda: calls.append(1), Change())
    assert calls == [1]


@pytest.mark.parametrize(
    "failure", [RecursionError("too deep"), ValueError("of any kind"), OSError()]
)
def test_a_watch_outlives_whatever_a_file_holds(
    failure: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck("- {id: f, ask: Where?, answer: there}"), encoding="utf-8")
    told = list[str]()

    def two_changes(_: Path, changed: Callable[[], None]) -> None:
        """What is saved twice: something of which no page can be made, then the deck again."""
        with monkeypatch.context() as broken:
            broken.setattr("quizgen.cli.preview.load_source", raising)
            changed()
        changed()

    def raising(*_: object) -> None:
        raise failure

    monkeypatch.setattr("quizgen.cli.watching.watch", two_changes)
    monkeypatch.setattr(
        "quizgen.cli.watching.Server.tell", lambda self, news: told.append(news.problems)
    )
    result = CliRunner().invoke(main, ["preview", str(path), "--watch"])
    assert result.exit_code == 0, result.output
    assert "the page cannot be made of it: " in told[0]
    assert "cannot be made" not in told[1]
