"""The page of `quizgen preview` in a real browser, from a file and from the watcher."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import executable, watched
from click.testing import CliRunner
from conftest import deck
from playwright import sync_api as playwright
from test_preview_page import HOSTILE, SOUND, asking

from quizgen.cli import main

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = executable()
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=path)
        yield running
        running.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a browser in which nothing may go wrong."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    opened = context.new_page()
    problems: list[str] = []
    opened.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("dialog", lambda dialog: problems.append(dialog.message))
    opened.on(
        "request", lambda request: problems.append(request.url) if is_foreign(request.url) else None
    )
    yield opened
    assert problems == []
    context.close()


def is_foreign(url: str) -> bool:
    return not url.startswith(("file:", "data:", "about:", "http://127.0.0.1:"))


@pytest.fixture
def every(page: Any, tmp_path: Path) -> Any:
    """The page of a deck with every type of question, opened from its file."""
    return opened(page, tmp_path, SOUND)


def opened(page: Any, folder: Path, text: str) -> Any:
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    command = ["preview", str(folder / "deck.yaml"), "-o", str(folder / "page.html")]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    page.goto((folder / "page.html").as_uri())
    return page


def shown(page: Any) -> list[str]:
    """The ids of the questions that the filters leave."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('article:not([hidden])')].map(each => each.id)"
    )
    return found


def until(page: Any, condition: str) -> None:
    """Wait until something holds, frame by frame: Playwright's own way evaluates text, which the
    page forbids.
    """
    look = f"const look = () => ({condition}) ? done(true) : requestAnimationFrame(look); look()"
    assert page.evaluate(
        f"new Promise(done => {{ setTimeout(() => done(false), 10000); {look} }})"
    ), condition


def side(page: Any, question: str, name: str) -> Any:
    return page.frame_locator(f'iframe[title="{name} of {question}"]')


# What is seen -------------------------------------------------------------------------------------


def test_a_question_is_seen_as_a_card_on_paper_in_the_terminal_and_with_its_reasons(
    every: Any,
) -> None:
    expect = playwright.expect
    article = every.locator('article[id="sign/answer/choice"]')
    article.scroll_into_view_if_needed()
    front, back = (side(every, "sign/answer/choice", name) for name in ("Front", "Back"))
    expect(front.locator(".stem")).to_have_text(
        "Which sign is seen when the facial nerve is tapped?"
    )
    expect(front.locator("aside")).to_have_count(0)
    expect(back.locator(".key")).to_have_text("Chvostek's sign")
    expect(article.locator(".print svg use").first).to_be_visible()
    expect(article.locator("pre")).to_contain_text("Question 1 of 1 · multiple choice")
    expect(article.locator("dt.wrong")).to_have_count(3)


# Every card that is drawn has its height.
SIZED = """[...document.querySelectorAll('iframe')].every(frame => {
    const inside = frame.contentDocument?.documentElement?.getBoundingClientRect().height ?? 0;
    return inside > 100 && frame.clientHeight >= inside - 1 && frame.clientHeight < inside + 800;
})"""


def test_a_card_is_as_high_as_what_is_on_it(every: Any) -> None:
    every.locator('article[id="sign/answer/choice"]').scroll_into_view_if_needed()
    every.wait_for_selector("iframe")
    until(every, SIZED)


def test_the_page_can_be_found_through_by_its_landmarks_and_labels(every: Any) -> None:
    for role in ("main", "banner", "search"):
        playwright.expect(every.get_by_role(role)).to_have_count(1)
    for label in (
        "Search",
        "Deck",
        "Kind of fact",
        "Type of question",
        "Night mode",
        "Phone width",
        "Reasons",
    ):
        playwright.expect(every.get_by_label(label, exact=True).first).to_be_visible()
    parts = "[...document.querySelectorAll('iframe, section, article')]"
    assert every.evaluate(f"{parts}.filter(each => !each.title && !each.ariaLabel).length") == 0


def test_night_and_phone_change_what_is_seen_of_a_card(every: Any) -> None:
    every.locator('article[id="sign/answer/choice"]').scroll_into_view_if_needed()
    card = side(every, "sign/answer/choice", "Front").locator("body")
    playwright.expect(card).to_have_css("background-color", "rgb(251, 250, 247)")
    playwright.expect(card).to_have_css("font-size", "20px")
    every.get_by_label("Night mode").check()
    playwright.expect(card).to_have_css("background-color", "rgb(29, 32, 35)")
    every.get_by_label("Phone width").check()
    html = side(every, "sign/answer/choice", "Front").locator("html")
    playwright.expect(html).to_have_css("width", "388px")  # 390 with the frame's edge
    playwright.expect(card).to_have_css(
        "font-size", "18px"
    )  # what the card's own style has for a phone
    every.reload()  # what was chosen stays
    playwright.expect(card).to_have_css("background-color", "rgb(29, 32, 35)")
    playwright.expect(card).to_have_css("font-size", "18px")


@pytest.mark.parametrize(("scheme", "ground", "card"), [("light", 246, 251), ("dark", 22, 29)])
def test_the_page_and_its_cards_begin_as_the_system_is(
    browser: Any, tmp_path: Path, scheme: str, ground: int, card: int
) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        page = opened(context.new_page(), tmp_path, SOUND)
        red = "getComputedStyle({}).backgroundColor.match(/\\d+/)[0]"
        assert page.evaluate(red.format("document.documentElement")) == str(ground)
        page.wait_for_selector("iframe")
        inside = red.format("document.querySelector('iframe').contentDocument.body")
        until(page, f"{inside} === '{card}'")


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Any, tmp_path: Path) -> None:
    with browser.new_context(viewport={"width": 360, "height": 700}) as context:
        page = opened(context.new_page(), tmp_path, SOUND)
        playwright.expect(page.get_by_label("Search", exact=True)).to_be_hidden()
        page.get_by_text("Filter and view").click()
        playwright.expect(page.get_by_label("Search", exact=True)).to_be_visible()
        page.get_by_label("Phone width").check()
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_part_that_is_not_wanted_is_left_out(every: Any) -> None:
    article = every.locator('article[id="sign/answer/choice"]')
    for label, name in (
        ("Anki card", "card"),
        ("On paper", "sheet"),
        ("In the terminal", "terminal"),
    ):
        playwright.expect(article.locator(f".{name}")).to_be_visible()
        every.get_by_role("checkbox", name=label).uncheck()
        playwright.expect(article.locator(f".{name}")).to_be_hidden()


def test_pictures_sounds_and_markup_are_seen(page: Any, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="9"><rect width="20" '
        'height="9"/></svg>'
    )
    (tmp_path / "media/a.svg").write_text(picture, encoding="utf-8")
    (tmp_path / "media/a.mp3").write_bytes(b"ID3\x04\0\0\0\0\0\0")
    (tmp_path / "media/b.svg").write_text(
        picture.replace('width="20"', 'width="25"'), encoding="utf-8"
    )
    files = "image: a.svg, audio: a.mp3, alt: a bar, side: question"
    options = (
        "answer: {text: a beam, image: b.svg, alt: a long one}, distractors: [{image: a.svg, "
        "alt: a short one}, rope]"
    )
    opened(page, tmp_path, deck(f"- {{id: a, ask: What is *this* in $x^2$?, {options}, {files}}}"))
    article = page.locator('article[data-type="short-answer"]')
    playwright.expect(article.locator("h3")).to_have_text("What is this in x²?")
    card = side(page, "a/answer/short-answer", "Front")
    playwright.expect(card.locator(".stem em")).to_have_text("this")
    playwright.expect(card.locator("img")).to_have_js_property("naturalWidth", 30)
    playwright.expect(card.locator("img")).to_have_css("max-height", "350px")
    playwright.expect(card.locator("audio")).to_be_visible()
    playwright.expect(article.locator(".print svg image").first).to_be_visible()
    options = side(page, "a/answer/choice", "Front").locator(".options img")
    playwright.expect(options).to_have_count(2)
    for option in options.all():
        playwright.expect(option).to_have_js_property("naturalWidth", 30)


# What is looked for -------------------------------------------------------------------------------


def test_filters_and_search_leave_what_fits(every: Any) -> None:
    everything = shown(every)
    count = every.locator("#count")
    every.get_by_label("Type of question").select_option("choice")
    choices = shown(every)
    assert choices == [id for id in everything if id.endswith("/choice")]
    playwright.expect(count).to_have_text(f"{len(choices)} of {len(everything)} questions")
    every.get_by_label("Search", exact=True).fill("TAPPED overexcitable")  # a stem and a reason
    assert shown(every) == ["sign/answer/choice"]
    assert every.locator(".fact:not([hidden])").count() == 1
    every.get_by_label("Kind of fact").select_option("list")
    assert shown(every) == []
    playwright.expect(every.get_by_text("No question fits.")).to_be_visible()
    every.get_by_role("button", name="Show all").click()
    assert shown(every) == everything


def test_the_page_can_be_used_with_keys_alone(every: Any) -> None:
    everything = shown(every)
    focused = "document.activeElement.id"
    for number, key in enumerate("jjjk"):
        every.keyboard.press(key)
        assert every.evaluate(focused) == everything[[0, 1, 2, 1][number]]
    every.keyboard.press("k")
    every.keyboard.press("k")
    assert every.evaluate(focused) == everything[0]
    every.keyboard.press("/")
    every.keyboard.type("jj /n")  # in the search these are letters
    assert every.get_by_label("Search", exact=True).input_value() == "jj /n"
    assert shown(every) == []
    every.keyboard.press("Escape")
    every.keyboard.press("n")
    assert every.get_by_label("Night mode").is_checked()
    every.keyboard.press("p")
    assert every.get_by_label("Phone width").is_checked()


def test_with_j_the_question_stands_at_the_top_and_stays_there(every: Any) -> None:
    for _ in range(30):
        every.keyboard.press("j")
    until(every, SIZED)
    assert every.evaluate("document.activeElement.matches('article')")
    until(every, "Math.abs(document.activeElement.getBoundingClientRect().top - 24) < 2")
    every.mouse.move(800, 500)
    every.mouse.wheel(0, 300)  # whoever scrolls is not held
    until(every, "document.activeElement.getBoundingClientRect().top < -200")


# Whatever an author writes ------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_an_author_writes_is_run_or_changes_the_page(
    page: Any, tmp_path: Path, text: str
) -> None:
    opened(page, tmp_path, asking(text))
    article = page.locator('article[id="fact/answer/choice"]')
    article.scroll_into_view_if_needed()
    playwright.expect(article.locator("h3")).to_have_text(f"Q {text}")
    for name in ("Front", "Back"):
        playwright.expect(side(page, "fact/answer/choice", name).locator(".stem")).to_have_text(
            f"Q {text}"
        )
    assert page.evaluate("document.querySelectorAll('main img, main script, h3 b').length") == 0


# The watcher --------------------------------------------------------------------------------------

FACTS = "".join(
    f"- {{id: f{number}, ask: What is {number}?, answer: the {number}th}}\n" for number in range(40)
)


def test_what_is_saved_is_seen_and_nobody_loses_his_place(page: Any, tmp_path: Path) -> None:
    expect = playwright.expect
    path = tmp_path / "deck.yaml"
    path.write_text(deck(FACTS), encoding="utf-8")
    with watched(path) as url:
        page.goto(url)
        page.get_by_label("Search", exact=True).fill("what")
        page.get_by_label("Search", exact=True).blur()
        for _ in range(20):
            page.keyboard.press("j")
        article = page.locator('article[id="f19/answer/short-answer"]')
        expect(article).to_be_focused()
        until(page, "Math.abs(document.activeElement.getBoundingClientRect().top - 24) < 2")

        path.write_text(deck(FACTS.replace("What is 19?", "What is nineteen?")), encoding="utf-8")
        expect(article.locator("h3")).to_have_text("What is nineteen?")
        assert page.get_by_label("Search", exact=True).input_value() == "what"
        expect(article).to_be_focused()
        place = "document.getElementById('f19/answer/short-answer').getBoundingClientRect().top"
        until(page, f"Math.abs({place} - 24) < 3")

        path.write_text(
            deck(FACTS.replace("answer: the 5th", "anwser: <b>five</b>")), encoding="utf-8"
        )
        problems = page.get_by_role("region", name="Problems")
        expect(problems.get_by_text("did you mean answer?")).to_be_attached()
        expect(problems.locator("pre").first).to_contain_text("anwser: <b>five</b>")
        expect(article.locator("h3")).to_have_text("What is nineteen?")  # the last that was sound
        page.reload()
        expect(problems.get_by_text("did you mean answer?")).to_be_attached()

        path.write_text(deck(FACTS), encoding="utf-8")
        expect(article.locator("h3")).to_have_text("What is 19?")
        expect(problems).to_be_empty()


def test_a_watch_may_begin_with_a_broken_deck(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text("deck: [", encoding="utf-8")
    with watched(path) as url:
        page.goto(url)
        playwright.expect(page.locator("#problems")).to_contain_text("yaml-syntax")
        path.write_text(deck(FACTS), encoding="utf-8")
        playwright.expect(page.locator("#count")).to_have_text("40 questions")
        playwright.expect(page.locator("#problems")).to_be_empty()
        path.unlink()
        playwright.expect(page.locator("#problems")).to_contain_text("cannot-read")
        path.write_text(deck(FACTS), encoding="utf-8")
        playwright.expect(page.locator("#problems")).to_be_empty()
