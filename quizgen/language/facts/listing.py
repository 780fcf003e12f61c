"""The kind `list`: what belongs to a subject, such as its symptoms, in groups or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from quizgen.knowledge import Vocabulary
from quizgen.language.facts.fact import Members, Problem, Text
from quizgen.language.facts.members import MembersFact
from quizgen.text.wording import Wording

PREPOSITIONS = frozenset(
    [
        "about",
        "after",
        "against",
        "among",
        "at",
        "before",
        "between",
        "by",
        "during",
        "for",
        "from",
        "in",
        "of",
        "on",
        "to",
        "under",
        "with",
    ]
)
_SUBJECT = "Whose members they are: `of`, `for` or another preposition that reads well; or none."


class Listing(MembersFact):
    """A list of values of one noun, such as the symptoms of a disorder."""

    kind = "list"

    list_: Text = Field(
        alias="list",
        description="What belongs to a subject, in groups or not. Write here what each member "
        "is, as a singular noun.",
        examples=["part"],
    )
    of: Text = Field("", description=_SUBJECT, examples=["a bicycle"])
    for_: Text = Field("", alias="for", description=_SUBJECT, examples=["a flat tire"])
    in_: Text = Field("", alias="in", description=_SUBJECT, examples=["a repair kit"])
    from_: Text = Field("", alias="from", description=_SUBJECT, examples=["a worn chain"])
    with_: Text = Field("", alias="with", description=_SUBJECT, examples=["a rim brake"])
    on: Text = Field("", description=_SUBJECT, examples=["a handlebar"])
    to: Text = Field("", description=_SUBJECT, examples=["a wheel"])
    by: Text = Field("", description=_SUBJECT, examples=["a mechanic"])
    at_: Text = Field("", alias="at", description=_SUBJECT, examples=["the rear axle"])
    against: Text = Field("", description=_SUBJECT, examples=["rust"])
    under: Text = Field("", description=_SUBJECT, examples=["a saddle"])
    about: Text = Field("", description=_SUBJECT, examples=["gears"])
    after: Text = Field("", description=_SUBJECT, examples=["a crash"])
    among: Text = Field("", description=_SUBJECT, examples=["racing bicycles"])
    before: Text = Field("", description=_SUBJECT, examples=["a long ride"])
    between: Text = Field("", description=_SUBJECT, examples=["hub and rim"])
    during: Text = Field("", description=_SUBJECT, examples=["a race"])
    plural: Text = Field(
        "", description="The noun's plural, where adding an s is wrong.", examples=["axes"]
    )
    items: Members = Field(
        (), description="The members, where there are no groups.", examples=[["chain", "cassette"]]
    )
    groups: dict[Text, Members] = Field(
        default_factory=dict,
        min_length=1,
        description="The members by the name of their group.",
        examples=[{"drivetrain": ["chain", "cassette"], "brakes": ["lever", "caliper"]}],
    )

    def _subjects(self) -> Iterator[tuple[str, str]]:
        for name, field in type(self).model_fields.items():
            word = field.alias or name
            if word in PREPOSITIONS and getattr(self, name):
                yield word, getattr(self, name)

    @property
    def subject(self) -> str:
        return next((text for _, text in self._subjects()), "")

    @property
    def relation(self) -> str:
        return self.list_

    def nouns(self) -> tuple[str, ...]:
        own = () if self.plural else (self.list_,)
        return (*own, *super().nouns())

    @property
    def field(self) -> str:
        return "groups" if self.groups else "items"

    @property
    def groups_by_name(self) -> Mapping[str, Members]:
        return self.groups or {"": self.items}

    def phrase(self, wording: Wording) -> dict[str, str]:
        preposition = next((word for word, _ in self._subjects()), "")
        noun = wording.grammar.singular(self.list_)
        return {
            "noun": noun,
            "plural": self.plural or wording.grammar.plural(noun),
            "preposition": preposition,
            "subject": self.subject,
            "grouped": self.grouped_by,
        }

    def problems(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        if not self.items and not self.groups:
            yield Problem(
                "missing-key",
                (),
                "this list has neither `items` nor `groups`",
                "add `items: [first, second]`",
            )
        if self.items and self.groups:
            message = "this list has both `items` and `groups`"
            yield Problem("clashing-keys", ("items",), message, "keep one of the two", at_key=True)
        words = [word for word, _ in self._subjects()]
        if len(words) > 1:
            hint = f"keep `{words[0]}:` or `{words[1]}:`"
            yield Problem(
                "clashing-keys",
                (words[1],),
                "this list has two subjects",
                hint,
                (words[0],),
                at_key=True,
            )
        yield from super().problems(vocabulary)
