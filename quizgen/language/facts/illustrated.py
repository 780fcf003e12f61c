"""Hold a text that may have a picture or a sound; wherever words count, it is its words."""

# An option with a picture is its words. `answer` and `distractors` of an `ask` fact take a mapping
# in place of a text. What comes of it is a `str`, the text or else the `alt`, that remembers its
# files: so identity, order, letters, marking, keys and the checks of options know nothing of
# pictures, and adding one costs nobody a schedule. The files travel beside, in
# `About.option_media`, by these words, and a target looks them up. Without a text the picture
# stands alone, its words being what is heard instead; to be recalled, such an answer is shown, not
# typed.

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from quizgen.language.facts.fact import (
    Exhibit,
    Label,
    Problem,
    Reasoned,
    Sentence,
    Text,
    Written,
    is_illustration,
    options_by_part,
    with_reasons,
)
from quizgen.language.reader import Loc

if TYPE_CHECKING:
    from collections.abc import Iterator


class Illustration(BaseModel):
    """What an author may write in place of a text."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    text: Text = Field(
        "",
        description="The words, shown with the picture or the sound. Without them, it stands "
        "alone.",
        examples=["the derailleur"],
    )
    image: Written = Field(
        "", description="A picture: a file in the folder `media`.", examples=["derailleur.png"]
    )
    audio: Written = Field(
        "", description="A sound: a file in the folder `media`.", examples=["squeak.mp3"]
    )
    alt: Text = Field(
        "",
        description="What the picture shows, or the sound says, for who cannot see or hear it. "
        "It is read aloud "
        "with the options, so describe and do not name.",
        examples=["an arm with two small wheels"],
    )


class WrongIllustration(Illustration):
    """What an author may write in place of a wrong option."""

    because: Text = Field(
        "",
        description="Why it is wrong.",
        examples=["It guides the chain and moves nothing."],
    )


class Illustrated(Reasoned):
    """The words of a text, or else of its picture: what it is compared, marked and kept by."""

    given: Illustration

    @classmethod
    def showing(cls, given: Illustration) -> Self:
        """Return the words of what was given, which they remember."""
        made = cls(given.text or given.alt or given.image or given.audio)
        made.given = given
        made.because = _reason(given)
        return made

    def exhibits(self, loc: Loc) -> Iterator[Exhibit]:
        """Yield its picture and its sound, where it stands at this place."""
        if self.given.image:
            yield Exhibit((*loc, "image"), "image", self.given.image, self.given.alt, str(self))
        if self.given.audio:
            yield Exhibit((*loc, "audio"), "audio", self.given.audio, self.given.alt, str(self))

    def problems(self, loc: Loc) -> Iterator[Problem]:
        """Return what is wrong with it, where it stands at this place."""
        if not self.given.image and not self.given.audio:
            hint = "add `image:` or `audio:` and the name of a file, or write the text alone"
            yield Problem("missing-key", loc, "the key `image` is missing", hint)


def _as_illustration(value: Any) -> Any:
    return value if is_illustration(value) else {"text": value}


def _as_words(given: Illustration) -> str:
    if given.image or given.audio or given.alt:
        return Illustrated.showing(given)
    return Reasoned.remembering(given.text, _reason(given))


def _reason(given: Illustration) -> str:
    return given.because if isinstance(given, WrongIllustration) else ""


if TYPE_CHECKING:
    IllustratedText = str
    IllustratedTextsByPart = dict[str, tuple[str, ...]]
else:
    IllustratedText = Annotated[
        Illustration,
        BeforeValidator(_as_illustration, json_schema_input_type=Text | Illustration),
        AfterValidator(_as_words),
        PlainSerializer(str),
    ]
    _Option = Annotated[
        WrongIllustration,
        BeforeValidator(
            _as_illustration, json_schema_input_type=Text | dict[str, Sentence] | WrongIllustration
        ),
        AfterValidator(_as_words),
        PlainSerializer(str),
    ]
    _Texts = Annotated[
        tuple[_Option, ...],
        BeforeValidator(
            with_reasons,
            json_schema_input_type=Text | tuple[_Option, ...] | dict[str, Sentence],
        ),
    ]
    IllustratedTextsByPart = Annotated[
        dict[Label, _Texts],
        BeforeValidator(options_by_part, json_schema_input_type=_Texts | dict[str, _Texts]),
    ]
