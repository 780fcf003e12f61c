"""The kind `differential`: the possible causes of a finding, in groups or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from quizgen.language.facts.fact import Label, Members, Text
from quizgen.language.facts.members import MembersFact
from quizgen.text.wording import Wording


def _groups(value: Any) -> Any:
    return {"": value} if isinstance(value, list | str) else value


class Differential(MembersFact):
    """A list with the relation `cause`: all causes of a finding are values of one relation."""

    kind = "differential"

    differential: Text = Field(
        description="The possible causes of a finding. Write the finding here.",
        examples=["a tire that loses air"],
    )
    causes: Annotated[
        dict[Label, Members],
        BeforeValidator(_groups, json_schema_input_type=Members | dict[Label, Members]),
    ] = Field(
        min_length=1,
        description="The causes: a list, or lists by the name of their group.",
        examples=[["a thorn", "a loose valve core"]],
    )

    @property
    def subject(self) -> str:
        return self.differential

    @property
    def relation(self) -> str:
        return "cause"

    @property
    def member_marks(self) -> tuple[str, ...]:
        return ("cause", "member")

    @property
    def field(self) -> str:
        return "causes"

    @property
    def groups_by_name(self) -> Mapping[str, Members]:
        return self.causes

    def phrase(self, wording: Wording) -> dict[str, str]:
        return {
            "noun": wording.say("differential.noun"),
            "plural": wording.say("differential.plural"),
            "preposition": wording.say("differential.preposition"),
            "subject": self.differential,
            "grouped": self.grouped_by,
        }
