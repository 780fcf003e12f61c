"""Hold what a teacher wants of a test, as a plan says it: the schema of the file."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

MOST_LINES = 30  # to write on, for an answer at length: a page
MOST_SPACE = 24.0  # centimetres: a page


def _listed(value: Any) -> Any:
    """Return a list of what is written in one line with commas."""
    if isinstance(value, str):
        return [each.strip() for each in value.split(",") if each.strip()]
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]

Points = Annotated[int, Field(ge=1, le=100)]


class PlanPart(BaseModel):
    """What the models of a plan share."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        defer_build=True,
        hide_input_in_errors=True,
    )


class PlanSection(PlanPart):
    """A section: how many questions, and of which; an empty choice leaves it open."""

    title: str = Field("", description="The heading; by default, that of each type.")
    questions: int | None = Field(None, ge=1, le=500, description="How many questions.")
    types: Names = Field((), description="Of which types.")
    decks: Names = Field((), description="Of which decks, by their ids.")
    topics: Names = Field((), description="Of which topics.")
    kinds: Names = Field((), description="Of facts of which kinds.")
    level: Names = Field((), description="Of which levels: recognise, cued, free.")
    points: Points | None = Field(None, description="How many points each gives.")


class PlanQuestion(PlanPart):
    """A question of the teacher's own, at the end of the test."""

    ask: str = Field(min_length=1, description="The question.")
    points: Points = Field(description="How many points it gives.")
    lines: int = Field(0, ge=0, le=MOST_LINES, description="Lines to write on.")
    space: float = Field(
        0, ge=0, le=MOST_SPACE, description="Centimetres to calculate or to draw in."
    )
    key: str = Field("", description="What the key says of it.")


class Plan(PlanPart):
    """A test as its teacher wants it."""

    inners: ClassVar[dict[str, type[BaseModel]]] = {"sections": PlanSection, "free": PlanQuestion}

    title: str = Field("", description="The title; by default, the deck's or the collection's.")
    class_name: str = Field("", alias="class", description="The class, printed on every sheet.")
    date: str = Field("", description="The date; by default, a line to write it on.")
    time: int | None = Field(None, ge=1, le=600, description="Minutes that the class has.")
    instructions: str = Field("", description="What stands above the first question.")
    logo: str = Field("", description="A picture beside the title: PNG, JPEG or SVG.")
    seed: str = Field("0", description="Which questions, in which order; any text.")
    variants: int = Field(1, ge=1, le=26, description="How many variants: A, B, C …")
    variant: str = Field("", description="Only this variant, by its letter.")
    paper: str = Field("a4", description="a4 or letter.")
    profile: str = Field("standard", description="standard, compact or large-print.")
    profiles: dict[str, str] = Field({}, description="By student, a profile of his own.")
    roster: str = Field("", description="A CSV file with the names of the class.")
    columns: Names = Field((), description="The roster's columns that make up a name.")
    fit: int | None = Field(None, ge=1, le=50, description="On how many pages it shall stand.")
    duplex: bool = Field(False, description="Begin each sheet of the class set on a front side.")
    sections: tuple[PlanSection, ...] = Field(
        (PlanSection(),), min_length=1, description="The sections, in order."
    )
    include: Names = Field((), alias="in", description="Questions that are asked, by their ids.")
    exclude: Names = Field((), alias="out", description="Questions that are not, by their ids.")
    not_in: Names = Field((), alias="not in", description="Tests whose questions do not return.")
    points: dict[str, Points] = Field({}, description="Points by type, or by a question's id.")
    total: int | None = Field(None, ge=1, le=1000, description="The total, to be shared out.")
    free: tuple[PlanQuestion, ...] = Field((), description="Questions of your own.")
    scale: dict[str, float] = Field({}, description="By mark, the least percentage for it.")
