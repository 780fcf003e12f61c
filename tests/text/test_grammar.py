"""Nouns as stems need them: their plural, their article, and whether they are plurals already."""

from __future__ import annotations

import pytest

from quizgen.text.wording import wording

GRAMMAR = wording("en").grammar

NOUNS = """
effect effects | branch of the facial nerve, branches of the facial nerve | part of speech, parts of speech
wife wives | phylum phyla | species species | child children | man men | woman women | half halves | leaf leaves
tooth teeth | foot feet | mouse mice | louse lice | goose geese | ox oxen | person people | quiz quizzes | city cities
nucleus nuclei | stimulus stimuli | fungus fungi | focus foci | axis axes | analysis analyses | crisis crises
hypothesis hypotheses | diagnosis diagnoses | vertebra vertebrae | bacterium bacteria | criterion criteria
phenomenon phenomena | appendix appendices | vertex vertices | genus genera | larynx larynges
law of motion, laws of motion | sister-in-law, sisters-in-law | built-in type, built-in types | plug-in for a browser, plug-ins for a browser | side effect of aspirin, side effects of aspirin
European capital, European capitals | X-ray finding, X-ray findings | one-celled organism, one-celled organisms
human humans | German Germans | roof roofs | belief beliefs | chief chiefs | photo photos | piano pianos | hero heroes
potato potatoes | stomach stomachs | monarch monarchs | virus viruses | sinus sinuses | box boxes | dish dishes
cause causes | use uses | house houses | class classes | disease diseases | day days | key keys | boy boys | soliloquy soliloquies
wolf wolves | knife knives | shelf shelves | life lives | thief thieves | valve valves | olive olives | specimen specimens
movie movies | calorie calories | theory theories | series series | aircraft aircraft | deer deer | fish fish
"""
PAIRS = [
    tuple(part.strip() for part in (pair.split(",") if "," in pair else pair.split()))
    for line in NOUNS.strip().splitlines()
    for pair in line.split("|")
]


@pytest.mark.parametrize(("singular", "plural"), PAIRS, ids=lambda noun: str(noun))
def test_a_noun_has_its_plural_and_the_plural_its_singular(singular: str, plural: str) -> None:
    assert GRAMMAR.plural(singular) == plural
    assert GRAMMAR.singular(singular) == singular
    assert GRAMMAR.singular(plural) == singular or plural in ("axes", "larynges")


@pytest.mark.parametrize(
    "noun",
    [
        "lens",
        "gas",
        "bus",
        "atlas",
        "pancreas",
        "diabetes",
        "herpes",
        "rabies",
        "strangles",
        "glanders",
        "news",
        "biceps",
        "forceps",
        "means",
        "physics",
        "glass",
        "virus",
        "basis",
        "thesis",
        "Mars",
        "Athens",
        "axis",
        "pelvis",
        "census",
        "analysis",
        "Venus",
        "species",
    ],
)
def test_what_only_ends_as_a_plural_is_none(noun: str) -> None:
    assert GRAMMAR.singular(noun) == noun


A = """European ewe unit union unanimous university uniform uterus urine uranium user usual utensil one-celled
once-daily unicorn hero house UV US UNESCO NATO B-cell U-turn T-shirt 110-volt 7-bit eulogy eunuch"""
AN = """effect axis honour honest hour heir 8-bit 18th-century 11th 80-year-old 1812 MRI HIV ECG X-ray x-ray
F L-shaped S-bend umbrella uncle ulcer unimportant unidentified urn urgent usher onion oak eighth EU école"""


@pytest.mark.parametrize(
    ("noun", "article"),
    [(noun, "a") for noun in A.split()] + [(noun, "an") for noun in AN.split()],
)
def test_a_noun_has_its_article(noun: str, article: str) -> None:
    assert GRAMMAR.article(noun) == f"{article} {noun}"
