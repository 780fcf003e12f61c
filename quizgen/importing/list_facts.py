"""Read a question with a list for an answer as a list with its noun, or as a mechanism."""

from __future__ import annotations

import re
from typing import Any

from quizgen.importing import inline_markup
from quizgen.importing.rich_text import RichLine
from quizgen.text.wording import capital, wording

_ASKING = r"(?:(?:what|which) (?:are|were)|name|list|state|give|enumerate|describe|recall)\b"
_COUNT = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|some|all|several)"
_PHRASE = re.compile(
    rf"(?:{_ASKING}\s+)?(?:the\s+)?(?:{_COUNT}\s+)?(?P<noun>[^\W\d_][\w' -]{{1,40}}?)\s+"
    r"(?P<word>of|for|in|from|with|on)\s+"
    r"(?P<subject>[^?!:\n]{2,80}?)\s*[?:.]*",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"\b(?:steps?|stages?|phases?|sequence|order|mechanism|process|pathway|cascade|cycle|how)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"{_ASKING}\s+(?:the\s+)?(?:{_COUNT}\s+)?", re.IGNORECASE)
_ARROW = re.compile(r"\s*[→⟶➔⇒]\s*|\s+[-=]>\s+|(?<=\w)->(?=[\w ])")
# What stands in code: its arrows are no steps, and its semicolons part no items.
_CODE = re.compile(r"`|::|[{}]|\w\(|(?<![<>=!-])=(?![>=])|==|[\])]\s*[-=]>")
_IRREGULAR = {
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "bacteria": "bacterium",
    "fungi": "fungus",
    "nuclei": "nucleus",
    "stimuli": "stimulus",
    "diagnoses": "diagnosis",
    "hypotheses": "hypothesis",
    "metastases": "metastasis",
}
# Nouns in -ses are causes or diagnoses: only these are known to lose the s alone.
_SES = re.compile(
    r"(?:cau|disea|pha|respon|purpo|u|do|nur|relea|increa|decrea|hor|hou|cour|sen)ses$"
)


def from_list(title: str, lines: list[RichLine]) -> list[dict[str, Any]]:
    """Return the readings of a question with a list for an answer, the more structured first."""
    items = [line.text.rstrip(";,") for line in lines]
    if len(items) < 2 or "\n" in title:
        return []
    if all(line.mark == "number" for line in lines) and _STEPS.search(title):
        return [{"mechanism": capital(_LEAD.sub("", title, count=1).rstrip(" ?:")), "steps": items}]
    phrase = _PHRASE.fullmatch(title.strip())
    noun = singular(phrase["noun"]) if phrase else ""
    if not phrase or not noun:
        return []
    fact: dict[str, Any] = {"list": noun}
    if wording("en").grammar.plural(noun) != phrase["noun"].lower():
        fact["plural"] = phrase["noun"].lower()
    return [{**fact, phrase["word"].lower(): phrase["subject"].strip(), "items": items}]


def from_chain(title: str, text: str) -> list[dict[str, Any]]:
    """Return the mechanism that an answer with two arrows or more states."""
    if is_code(text) or ";" in text:
        return []
    steps = [step.strip(" .") for step in inline_markup.parts(text, _ARROW.pattern)]
    if len(steps) < 3 or not all(steps) or "\n" in text or "\n" in title:
        return []
    return [{"mechanism": capital(_LEAD.sub("", title, count=1).rstrip(" ?:")), "steps": steps}]


def is_code(text: str) -> bool:
    """Tell whether a text holds code, in which arrows and semicolons are its own."""
    return bool(_CODE.search(text))


def singular(plural: str) -> str:
    """Return the English noun of which this is the plural, or nothing where that is not sure."""
    *words, last = plural.lower().split()
    if last in _IRREGULAR:
        return " ".join([*words, _IRREGULAR[last]])
    if not last.endswith("s") or last.endswith(("ss", "us", "is")):
        return ""
    if last.endswith("ses") and not _SES.search(last):
        return " ".join([*words, last[:-2]]) if last.endswith("sses") else ""
    one = last[:-1]
    if last.endswith("ies"):
        one = last[:-3] + "y"
    elif re.search(r"(x|z|ch|sh)es$", last):
        one = last[:-2]
    is_sure = len(one) > 2 and wording("en").grammar.plural(one) == last
    return " ".join([*words, one]) if is_sure else ""
