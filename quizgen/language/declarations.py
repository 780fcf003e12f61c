"""Declare the keys of the files of a collection, but for those of facts.

Each file is a collection's own, a deck, or a file of terms.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from quizgen.language.facts.fact import Slug, Tags, Text, Texts


class Declaration(BaseModel):
    """The keys of a file.

    Facts and terms stay as they stand: each is validated by itself, so that none hides another.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


_TERMS = (
    "Names of the field: what means the same, what is a kind of what, what is mixed up with what."
)


class SourceDeclaration(Declaration):
    """A source: how to cite it, and its address if it has one."""

    title: Text = Field(
        description="How to cite it.", examples=["The Bicycle Handbook, 3rd edition"]
    )
    url: Text = Field(
        "",
        pattern=r"^https?://[^\s\"<>{}\[\]]+$",
        description="Its address: cards link to it.",
        examples=["https://example.org/bicycles"],
    )


def _titled(value: Any) -> Any:
    return value if isinstance(value, dict) else {"title": value}


Source = Annotated[
    SourceDeclaration,
    BeforeValidator(_titled, json_schema_input_type=Text | SourceDeclaration),
]


class SharedDeclaration(Declaration):
    """What a collection's own file, and a deck that stands alone, may declare."""

    language: Text = Field(
        "en",
        description="The language of questions, pages and the terminal: `en`, `de`, or a folder "
        "beside this file.",
        examples=["de"],
    )
    notice: Text = Field(
        "",
        description="A line in the description of every deck in Anki.",
        examples=["Study material, not medical advice."],
    )
    sources: dict[Text, Source] = Field(
        default_factory=dict,
        description=(
            "Where facts are from: a short name, and how to cite it, or `{title: …, url: …}` for "
            "a link on the cards. Facts name them under `source`."
        ),
        examples=[{"handbook": "The Bicycle Handbook, 3rd edition"}],
    )
    single: Texts = Field(
        (),
        alias="single-valued",
        description=(
            "Relations that have one value a subject, so that any other value is false: one, or a "
            "list."
        ),
        examples=[["most common cause"]],
    )
    units: dict[Text, str] = Field(
        default_factory=dict,
        description=(
            "Units that quizgen does not know: what one is worth in a unit that it does, or "
            "nothing for one that is counted for itself."
        ),
        examples=[{"stone": "14 lb", "horsemen": ""}],
    )
    terms: list[Any] = Field(
        default_factory=list,
        description=_TERMS,
    )


class CollectionDeclaration(SharedDeclaration):
    """What a `collection.yaml` may declare."""

    collection: Text = Field(
        description="The collection's title: the top deck in Anki.", examples=["Bicycles"]
    )
    id: Slug = Field(
        description=(
            "Your own name for the collection: a–z, 0–9 and hyphens. The identity of every card "
            "hangs on it: never change it."
        ),
        examples=["jane-bicycles"],
    )
    description: Text = Field(
        "", description="What the collection is about.", examples=["How bicycles work."]
    )
    decks: Texts = Field(
        (),
        description="The order of the decks, by id; the others follow by file name.",
        examples=[["parts", "repair"]],
    )


class DeckDeclaration(SharedDeclaration):
    """What a deck may declare; the keys of a collection only if it stands alone."""

    deck: Text = Field(description="The deck's title.", examples=["Bicycle repair"])
    id: Slug = Field(
        description="The deck's name: a–z, 0–9 and hyphens. Its files are called by it.",
        examples=["repair"],
    )
    description: Text = Field(
        "", description="What the deck is about.", examples=["What breaks, and how to mend it."]
    )
    source: Texts = Field(
        (),
        description="The source of every fact below that names none: one name, or a list.",
        examples=["handbook"],
    )
    tags: Tags = Field(
        (),
        description="Tags of every fact below, without spaces: one, or a list.",
        examples=["workshop"],
    )
    topic: Text = Field(
        "", description="The sub-deck of every fact below that names none.", examples=["Brakes"]
    )
    ignore: dict[str, Text] = Field(
        default_factory=dict,
        description=(
            "Flaws of the deck as a whole that are right as they are: the code, and the reason."
        ),
        examples=[{"distractor-overused": "The deck is about one pair of terms."}],
    )
    facts: list[Any] = Field(
        min_length=1,
        description=(
            "What is to be learned. Each fact begins with `- id:`, and the key of its kind names "
            "it."
        ),
    )


class TermsDeclaration(Declaration):
    """What a file of terms may declare."""

    terms: list[Any] = Field(
        description=_TERMS,
    )


class TermDeclaration(Declaration):
    """What is declared of a term."""

    term: Text = Field(
        description="A name that facts use; in any deck it means the same.", examples=["derailleur"]
    )
    synonyms: Texts = Field(
        (),
        description=(
            "Other names for it: accepted as an answer, never a wrong option. One, or a list."
        ),
        examples=[["gear changer"]],
    )
    broader: Texts = Field(
        (),
        description="The term that it is a kind of: one, or a list. Each is declared too.",
        examples=["bicycle part"],
    )
    opposite: Texts = Field(
        (),
        description="The term that is its opposite, a candidate for wrong options. One, or a list.",
        examples=["slack"],
    )
    confusables: Texts = Field(
        (),
        alias="confused with",
        description="Terms that it is mixed up with, candidates for wrong options. One, or a list.",
        examples=[["freewheel"]],
    )
