"""Every card shows what it asks: measured in a browser, on a window and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser import executable
from conftest import ROOT, deck
from playwright import sync_api as playwright

from quizgen.compiler import compile_path
from quizgen.preview.anki_sides import both_sides
from quizgen.targets.anki import cards_by_question, sides, styling

pytestmark = pytest.mark.browser

WINDOWS = {"window": (900, 575), "phone": (390, 620)}
# What Anki's reviewer adds to a note type's styling, as far as it can be seen on our cards.
REVIEWER = "body{margin:20px;overflow-wrap:break-word}img{max-width:100%}#qa{overflow:visible}"

# Where what is asked lies: the gap, or the question and on the back its answer; what is torn, too.
MEASURE = """
() => {
  const seen = (each) => each.getClientRects().length > 0;
  const asked = [...document.querySelectorAll('.cloze, .stem, .answer, .options')]
    .filter((each) => seen(each) && each.textContent && !each.closest('.rest'));
  const torn = [];
  const walk = document.createTreeWalker(document.querySelector('#qa'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (!node.parentElement.getClientRects().length || node.parentElement.tagName === 'STYLE') {
      continue;
    }
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (tops.size > 1) torn.push(word[0]);
    }
  }
  return {
    bottoms: asked.map((each) => each.getBoundingClientRect().bottom),
    tops: asked.map((each) => each.getBoundingClientRect().top),
    shown: document.querySelector('#qa').innerText,
    width: document.documentElement.scrollWidth,
    torn,
  };
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = executable()
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=path)
        yield running
        running.close()


@cache
def cards_of(path: Path) -> dict[str, tuple[str, str]]:
    """Front and back of each card of a collection, by the question."""
    found, problems = cards_by_question(compile_path(path, judged=False))
    assert problems == []
    return {
        id: both_sides(sides(card.type), card.fields, card.number) for id, card in found.items()
    }


def all_measured(
    browser: Any, path: Path, size: tuple[int, int]
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each question with what is measured of the front and of the back of its card."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(
        f"<!doctype html><style>{REVIEWER}{styling()}</style>"
        '<body class="card card1"><div id="qa"></div></body>'
    )
    for id, both in cards_of(path).items():
        found = []
        for html in both:
            page.evaluate("html => { document.querySelector('#qa').innerHTML = html }", html)
            found.append(page.evaluate(MEASURE))
        yield id, found[0], found[1]
    page.close()


@pytest.mark.parametrize("size", WINDOWS.values(), ids=WINDOWS)
def test_what_is_asked_is_in_sight_on_every_shipped_card(
    browser: Any, size: tuple[int, int]
) -> None:
    for id, *both in all_measured(browser, ROOT / "decks", size):
        for side in both:
            assert side["bottoms"], f"{id} asks nothing"
            assert max(side["bottoms"]) <= size[1], f"{id} asks below the window"
            # Words may touch the edge, and no table is cut off.
            assert side["width"] <= size[0] + 2, f"{id} is wider than the window"
            assert side["torn"] == [], f"{id} tears words"
        front, back = both
        assert front["shown"] != back["shown"], f"{id} has two sides that look the same"


TABLE = """
    - id: t
      comparison: [COLUMNS]
      rows:
        ROWS
    - {id: m, mechanism: Chain, steps: [STEPS], singly: yes}
    - {id: l, list: letter, groups: {first: [STEPS], second: [last]}, singly: yes}
    """


def large(folder: Path, columns: int, rows: int) -> Path:
    """A deck with a table of so many columns and rows, and with lists of so many members."""
    word = "Characteristically"
    text = TABLE.replace("COLUMNS", ", ".join(f"{word} {n}" for n in range(columns)))
    cells = "[" + ", ".join(f"immunosuppressive cell {{0}}{n}" for n in range(columns)) + "]"
    lines = (f"row {n}: {cells.replace('{0}', f'{n}-')}" for n in range(rows))
    text = text.replace("ROWS", "\n        ".join(lines))
    steps = (f"step {n} of a chain which goes on for longer than a line" for n in range(rows))
    path = folder / "deck.yaml"
    path.write_text(deck(text.replace("STEPS", ", ".join(steps))), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", WINDOWS.values(), ids=WINDOWS)
@pytest.mark.parametrize(("columns", "rows"), [(2, 3), (3, 16), (4, 12), (6, 8)])
def test_a_large_table_or_chain_shows_the_line_that_is_asked_and_tears_no_word(
    browser: Any, tmp_path: Path, columns: int, rows: int, size: tuple[int, int]
) -> None:
    for id, *both in all_measured(browser, large(tmp_path, columns, rows), size):
        if not id.endswith("/cloze") or id.startswith("l/"):
            continue
        for side in both:
            assert max(side["bottoms"]) <= size[1], id
            assert side["torn"] == [], id


def test_of_a_table_the_front_shows_the_row_that_is_asked_and_the_back_the_others_after_it(
    browser: Any, tmp_path: Path
) -> None:
    path = large(tmp_path, 2, 3)
    found = {id: both for id, *both in all_measured(browser, path, WINDOWS["window"])}
    front, back = found["t/row-1.characteristically-0/cloze"]
    assert "Row 1" in front["shown"]
    assert "Row 2" not in front["shown"]
    assert back["shown"].index("Row 1") < back["shown"].index("Row 2")


def test_of_a_chain_the_front_shows_no_step_after_the_one_that_is_asked(
    browser: Any, tmp_path: Path
) -> None:
    path = large(tmp_path, 2, 12)
    found = {id: both for id, *both in all_measured(browser, path, WINDOWS["phone"])}
    for step in (0, 5):
        (id,) = (id for id in found if id.startswith(f"m/step-{step}-") and "cloze" in id)
        front, back = found[id]
        assert f"step {step - 1} of" in front["shown"] or step == 0
        assert f"step {step + 1} of" not in front["shown"]
        assert f"step {step + 1} of" in back["shown"]


MANY = """
    - {id: l, list: part, of: a bicycle, groups: {brakes: [lever, pad], wheel: [rim, hub]}}
    - {id: c, mechanism: Eruption, steps: [magma rises, gas comes out, ash falls]}
    """


def test_what_is_asked_together_comes_out_one_by_one_or_all_at_once_without_a_script(
    browser: Any, tmp_path: Path
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck(MANY), encoding="utf-8")
    cards = cards_of(path)
    page = browser.new_page(viewport={"width": 390, "height": 620}, java_script_enabled=False)

    def entries() -> list[str]:
        shown = page.locator(".answer .entry, .answer h3").filter(visible=True)
        return [each.inner_text() for each in shown.all()]

    def open_back(question: str) -> None:
        page.set_content(
            f"<!doctype html><style>{REVIEWER}{styling()}</style>"
            f'<body class="card card1"><div id="qa">{cards[question][1]}</div></body>'
        )

    for question, steps in (
        ("l/all/list", [["Brakes"], ["lever"], ["pad", "Wheel"], ["rim"], ["hub"]]),
        ("c/steps/ordering", [[], ["magma rises"], ["gas comes out"], ["ash falls"]]),
    ):
        open_back(question)
        expected = [*steps[0]]
        assert entries() == expected
        for step in steps[1:]:
            closed = page.locator(".next:not([open]) > summary").filter(visible=True)
            assert closed.count() == 1
            closed.click()
            expected += step
            assert entries() == expected
        assert page.locator(".next:not([open]) > summary").filter(visible=True).count() == 0
        open_back(question)
        page.locator(".whole > summary").click()
        assert entries() == expected
    page.close()


def test_where_a_web_view_knows_no_styles_or_details_all_entries_are_there(
    browser: Any, tmp_path: Path
) -> None:
    path = tmp_path / "deck.yaml"
    path.write_text(deck(MANY), encoding="utf-8")
    page = browser.new_page()
    page.set_content(f"<!doctype html>{cards_of(path)['c/steps/ordering'][1]}")
    assert all(each.is_visible() for each in page.locator(".entry").all())
    page.close()


def test_of_a_long_list_the_asked_line_stands_apart_and_dots_only_between_the_others(
    browser: Any, tmp_path: Path
) -> None:
    path = tmp_path / "deck.yaml"
    members = ", ".join(f"entry {n} in words that fill a line" for n in range(10))
    path.write_text(
        deck(f"\n    - {{id: l, list: entry, of: a list, items: [{members}], singly: yes}}\n"),
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 390, "height": 620})
    for asked in (0, 4, 9):
        front = next(both[0] for id, both in cards_of(path).items() if f"/entry-{asked}-in" in id)
        page.set_content(f"<!doctype html><style>{styling()}</style><body class='card'>{front}")
        dots = page.evaluate(
            "() => [...document.querySelectorAll('.step')].map("
            "each => getComputedStyle(each, '::before').content)"
        )
        dotted = [n for n, each in enumerate(dots) if each != "none"]
        assert dotted == [n for n in range(1, 10) if asked not in (n, n - 1)]
    page.close()


def test_in_a_long_chain_the_number_of_a_step_touches_no_word_of_the_step_before(
    browser: Any, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 620})
    cards = cards_of(large(tmp_path, 2, 12))
    back = next(both[1] for id, both in cards.items() if "m/step-0-" in id and "cloze" in id)
    page.set_content(f"<!doctype html><style>{styling()}</style><body class='card'>{back}")
    gaps = page.evaluate(
        """() => {
          const steps = [...document.querySelectorAll('.step')].filter(
            (each) => each.getClientRects().length && !each.querySelector('.cloze'));
          return steps.slice(1).map((step, index) => {
            const words = document.createRange();
            words.selectNodeContents(steps[index]);
            const last = [...words.getClientRects()].pop();
            const first = step.getClientRects()[0];
            return Math.round(last.top) === Math.round(first.top) ? first.left - last.right : null;
          }).filter((gap) => gap !== null);
        }"""
    )
    assert gaps
    assert min(gaps) > 2
    page.close()


def test_what_is_known_of_a_thing_stands_in_two_columns(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    rows = "columns: {city: The {c} has {city}.}\n      rows: {Peru: [Lima], Chile: [Santiago]}"
    text = rows.replace("{c}", "{land}").replace("city: The", 'city: "The').replace("}.}", '}."}')
    path.write_text(deck(f"\n    - id: l\n      entities: land\n      {text}\n"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 620})
    back = next(both[1] for both in cards_of(path).values() if "<dl>" in both[1])
    page.set_content(f"<!doctype html><style>{styling()}</style><body class='card'>{back}")
    label, value = page.locator("dt").first.bounding_box(), page.locator("dd").first.bounding_box()
    assert abs(label["y"] - value["y"]) < 3
    assert value["x"] > label["x"] + label["width"]
    page.close()
