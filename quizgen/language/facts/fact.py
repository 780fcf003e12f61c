"""Define what every kind of fact has: its common fields, and the hooks that a kind fills in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

from quizgen.diagnostics import Diagnostic, DiagnosticCode, Position
from quizgen.knowledge import Claim, Closure, Relation, Subject, Vocabulary
from quizgen.language.reader import Document, Loc
from quizgen.questions.question import TYPES, Question
from quizgen.text.markup import plain, settled
from quizgen.text.wording import Wording
from quizgen.text.words import normal

if TYPE_CHECKING:
    from quizgen.language.facts.writer import Writer

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 80
TAG = r"^\S+$"
EVERY = ""  # stands for all parts
_MARKED = re.compile(r"\{[^{}]+\}")
SENTENCE = r"[.!?。][*`\"')”’\s]*$"

Written = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Text = Annotated[Written, AfterValidator(settled)]
Label = Annotated[str, AfterValidator(settled)]  # a key that names a part
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=SLUG_LENGTH)]
FORMS = tuple(each.type for each in TYPES)
if TYPE_CHECKING:
    Form = str
else:  # the one list of names is that of the types
    Form = Literal[FORMS]
_YES, _NO = (True, "yes", "true"), (False, "no", "false")


def one_or_many(value: Any) -> Any:
    """Return a single text as a list of one."""
    return [value] if isinstance(value, str) else value


def all_or_some(value: Any) -> Any:
    """Return `yes` as the list of every part, for which an empty text stands, `no` as none."""
    if isinstance(value, str | bool) and value in (*_YES, *_NO):
        return [EVERY] if value in _YES else []
    return one_or_many(value)


def by_part(value: Any) -> Any:
    """Return texts of no part in particular as those of the part without a name."""
    return {"": value} if isinstance(value, list | str) else value


def forms_by_part(value: Any) -> Any:
    """Return forms by part; one that is said `yes` to is left out everywhere."""
    if not isinstance(value, dict):
        return by_part(value)
    forms = [form for form, said in value.items() if form in FORMS and said in _YES]
    parts = {part: each for part, each in value.items() if part not in forms}
    return {EVERY: forms, **parts} if forms else parts


def options_by_part(value: Any) -> Any:
    """Return options by part; one with a sentence, its reason, is an option of the main part."""
    if not isinstance(value, dict):
        return by_part(value)
    reasons = {key: text for key, text in value.items() if is_sentence(text)}
    parts = {key: each for key, each in value.items() if key not in reasons}
    return {"": reasons, **parts} if reasons else parts


def with_reasons(value: Any) -> Any:
    """Return a list of options, of which each may have a reason: `{option: its reason}`."""
    if not isinstance(value, list | dict):
        return one_or_many(value)
    options: list[Any] = []
    for each in [value] if isinstance(value, dict) else value:
        is_reasons = isinstance(each, dict) and not is_illustration(each)
        if is_reasons and all(map(is_sentence, each.values())):
            options += ({"text": text, "because": reason} for text, reason in each.items())
        else:
            options.append(each)
    return options


def is_sentence(value: Any) -> bool:
    """Tell whether a value is a text with an end, such as a reason has and an option need not."""
    return isinstance(value, str) and re.search(SENTENCE, value) is not None


class WrittenOption(BaseModel):
    """A wrong option or a false version, with a sentence on why it is wrong, or without one."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    text: Text
    because: Text = ""


class Reasoned(str):
    """The text of a wrong option, which remembers the reason that its author gave."""

    because: str = ""

    @classmethod
    def of(cls, option: WrittenOption) -> str:
        """Return the text of an option, with its reason if it has one."""
        return cls.remembering(option.text, option.because)

    @classmethod
    def remembering(cls, text: str, because: str) -> str:
        """Return a text that remembers a reason, if there is one."""
        if not because:
            return text
        reasoned = cls(text)
        reasoned.because = because
        return reasoned


def _as_option(value: Any) -> Any:
    is_option = isinstance(value, dict) and value.keys() == {"text", "because"}
    return value if is_option else {"text": value}


Sentence = Annotated[str, StringConstraints(pattern=SENTENCE)]
# What an author may write is the input type of each validator: an editor is told so.
Tag = Annotated[str, StringConstraints(pattern=TAG)]
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(one_or_many, json_schema_input_type=Text | tuple[Text, ...])
]
Tags = Annotated[
    tuple[Tag, ...], BeforeValidator(one_or_many, json_schema_input_type=Tag | tuple[Tag, ...])
]
TextsByPart = Annotated[
    dict[Label, Texts],
    BeforeValidator(by_part, json_schema_input_type=Texts | dict[str, Texts]),
]
SomeParts = Annotated[
    tuple[Label, ...],
    BeforeValidator(all_or_some, json_schema_input_type=bool | Text | tuple[Text, ...]),
]
Slugs = Annotated[
    tuple[Slug, ...], BeforeValidator(one_or_many, json_schema_input_type=Slug | tuple[Slug, ...])
]
Forms = Annotated[
    tuple[Form, ...], BeforeValidator(one_or_many, json_schema_input_type=Form | tuple[Form, ...])
]
Members = Annotated[tuple[Text, ...], Field(min_length=1)]
_Option = Annotated[
    WrittenOption,
    BeforeValidator(_as_option, json_schema_input_type=Text | dict[str, Sentence]),
    AfterValidator(Reasoned.of),
    PlainSerializer(str),
]
if TYPE_CHECKING:
    Options = tuple[str, ...]
    OptionsByPart = dict[str, tuple[str, ...]]
else:
    Options = Annotated[
        tuple[_Option, ...],
        BeforeValidator(
            with_reasons, json_schema_input_type=Text | tuple[_Option, ...] | dict[str, Sentence]
        ),
    ]
    OptionsByPart = Annotated[
        dict[Label, Options],
        BeforeValidator(options_by_part, json_schema_input_type=Options | dict[str, Options]),
    ]
FormsByPart = Annotated[
    dict[Label, Forms],
    BeforeValidator(
        forms_by_part, json_schema_input_type=Forms | dict[str, Forms | Literal[True, "yes"]]
    ),
]


class Problem(NamedTuple):
    """Something wrong in a fact, at a value or its key; `first` is what it clashes with."""

    code: DiagnosticCode
    loc: Loc
    message: str
    hint: str = ""
    first: Loc | None = None
    at_key: bool = False


class Exhibit(NamedTuple):
    """A picture or a sound that a fact names; `of` is the option whose it is, if any."""

    loc: Loc
    kind: Literal["image", "audio"]
    file: str
    alt: str
    of: str = ""


class Fact(BaseModel):
    """One fact as its author wrote it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    kind: ClassVar[str]
    # what some of its values may be, if they are more than texts
    inner: ClassVar[type[BaseModel] | None] = None
    has_cards: ClassVar[bool] = True  # whether it is a note in Anki

    id: Slug = Field(
        description="The fact's name: a–z, 0–9 and hyphens, unique in the collection. Cards "
        "hang on it: to rename it, "
        "write the old one under `was`.",
        examples=["disc-brake"],
    )
    source: Texts = Field(
        (),
        description="Where it is from: one name of the collection's `sources`, or a list. "
        "Default: the deck's.",
        examples=["handbook"],
    )
    tags: Tags = Field(
        (),
        description="Tags in Anki, without spaces: one, or a list.",
        examples=[["workshop", "brakes"]],
    )
    topic: Text = Field(
        "", description="The sub-deck in Anki. Default: the deck's.", examples=["Brakes"]
    )
    why: Text = Field(
        "",
        description="A sentence that explains the answer, shown with it.",
        examples=["Water between pad and rim has to be wiped off first."],
    )
    was: Slugs = Field(
        (),
        description="The id that this fact had before, or a list of them, the oldest first: its "
        "cards keep their schedules.",
        examples=["brake"],
    )
    formerly: dict[Label, Text] = Field(
        default_factory=dict,
        description="What a part of it was called before, by what it is called now: a member, a "
        "row, a step. Its cards keep their schedules.",
        examples=[{"a worn brake pad": "a used brake pad"}],
    )
    without: FormsByPart = Field(
        default_factory=dict,
        description="Forms of question to leave out: one, a list, or lists by part; of a part and "
        "everywhere, with `true-false: yes`.",
        examples=[["true-false"]],
    )
    typed: SomeParts = Field(
        (),
        description="In Anki, short answers are typed in and compared: `yes` for all, or the parts "
        "of which it is so.",
        examples=[["points to"]],
    )
    stems: dict[Label, Text] = Field(
        default_factory=dict,
        description="Your own wording of a question, by the part that it asks for or by its form.",
        examples=[{"points to": "What has to be replaced?"}],
    )
    distractors: OptionsByPart = Field(
        default_factory=dict,
        description="Your own wrong options: a list for the main part, or lists by part. You "
        "vouch for them. `{option: A sentence.}` says why one is wrong.",
        examples=[["the freewheel", "the crankset"]],
    )
    image: Written = Field(
        "",
        description="A picture: a file in the folder `media`. It needs an `alt`.",
        examples=["derailleur.png"],
    )
    audio: Written = Field(
        "",
        description="A sound: a file in the folder `media`. It needs an `alt`.",
        examples=["squeak.mp3"],
    )
    alt: Text = Field(
        "",
        description="What the picture shows, or the sound says, for who cannot see or hear it.",
        examples=["a chain on a small sprocket"],
    )
    side: Literal["question", "answer"] = Field(
        "answer",
        description="The side of the card on which picture and sound are shown.",
        examples=["question"],
    )
    ignore: dict[str, Text] = Field(
        default_factory=dict,
        description="Flaws of its questions that are right as they are: the code, and the reason.",
        examples=[{"key-longest": "The part has no shorter name."}],
    )

    if TYPE_CHECKING:
        _place: tuple[Document, Loc]

    def placed(self, document: Document, loc: Loc) -> Fact:
        """Return the same fact, which now knows where it stands."""
        # Each look at a private attribute of a model takes longer than what is done with it.
        vars(self)["_place"] = (document, loc)
        return self

    @property
    def place(self) -> tuple[Document, Loc]:
        """Return the document that it stands in, and where."""
        return self._place

    def at(self, *loc: str | int) -> Position:
        """Return the place of one of its values, or of the fact."""
        document, own = self._place
        return document.at(*own, *loc)

    def key(self, *loc: str | int) -> Position:
        """Return the place of one of its keys."""
        document, own = self._place
        return document.key(*own, *loc)

    def texts(self) -> Iterator[str]:
        """Yield everything its author wrote to be asked or shown."""
        document, own = self._place
        return (text for _, text in _scalars(document.inside(own), ()))

    def values(self) -> Iterator[tuple[Loc, str]]:
        """Yield each value its author wrote to be asked or shown, with its place."""
        document, own = self._place
        values = _scalars(document.inside(own), ())
        return ((loc, text) for loc, text in values if None not in loc)

    def where(self, text: str) -> Position | None:
        """Return the place of the value or key that is this text.

        Or else of one that has it inside, or else of the sentence that it was made of, or else of
        the one that is the most of it.
        """
        wanted = normal(text)
        document, own = self._place
        written = list(_scalars(document.inside(own), ()))
        scalars = [(loc, normal(each)) for loc, each in written]
        loc, _ = (
            next((pair for pair in written if pair[1] == text), None)
            or next((pair for pair in scalars if pair[1] == wanted), None)
            or next((pair for pair in scalars if wanted in pair[1]), None)
            or next((pair for pair in scalars if _is_filled(pair[1], wanted)), None)
            or max(
                (pair for pair in scalars if pair[1] in wanted),
                key=lambda pair: len(pair[1]),
                default=(None, ""),
            )
        )
        if loc is None:
            return None
        return self.key(*loc[:-1]) if loc[-1:] == (None,) else self.at(*loc)

    # What a kind says of itself -----------------------------------------------------------------

    @property
    def whole(self) -> Fact:
        """Return the fact that its author wrote: of a row of a table, the table."""
        return self

    def former(self) -> Iterator[tuple[str, str]]:
        """Yield labels that were renamed, each with the label that it is now."""
        return ((former, label) for label, former in self.formerly.items())

    def renaming(self, label: str, former: str) -> str:
        """Return what its author writes to say that a part was called otherwise."""
        return f"formerly: {{{label}: {former}}}"

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return what is shown with every answer: labels and texts."""
        return ()

    def title(self, wording: Wording) -> str:
        """Return what the fact is about, as a heading."""
        raise NotImplementedError

    def known_by(self, wording: Wording) -> str:
        """Return the words by which the fact is known again, also where it has no heading."""
        return self.title(wording)

    def names(self) -> Iterator[tuple[Loc, str]]:
        """Yield labels of all that can be asked, with their places; ids are made of them."""
        raise NotImplementedError

    def main(self) -> str:
        """Return the part that `distractors` written as a plain list belong to."""
        return next(iter(self.choices()), "")

    def fixed(self) -> tuple[str, ...]:
        """Return the parts that can be named, each asked with a stem of its own."""
        return ()

    def wordable(self) -> tuple[str, ...]:
        """Return what `stems` may name: parts, and forms that have a stem of their own."""
        return self.fixed()

    def nouns(self) -> tuple[str, ...]:
        """Return what has to be a noun in the singular: articles and plurals are made of it."""
        return ()

    def things(self) -> tuple[str, ...]:
        """Return what has to be the name of a thing: it stands in the middle of a stem."""
        return ()

    def mentioned(self) -> Iterator[str]:
        """Yield what stands in its stems as a name: a word in it says nothing of what is asked."""
        yield from self.things()
        for claim in self.claims():
            yield from (claim.subject,) if isinstance(claim.subject, str) else claim.subject
            yield claim.value

    def sentences(self) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        """Yield the author's sentences, each with all that may stand at its marks."""
        return iter(())

    def choices(self) -> tuple[str, ...]:
        """Return the parts that `distractors` may name."""
        return self.fixed()

    def right(self) -> tuple[str, ...]:
        """Return its answers, which none of its wrong options may mean."""
        return ()

    def problems(self, vocabulary: Vocabulary) -> Iterable[Problem]:
        """Return what is wrong in its meaning."""
        return ()

    def unasked(self, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
        """Return its parts of which more can be asked, each with what its author would write."""
        return ()

    def warnings(self, vocabulary: Vocabulary) -> Iterable[Diagnostic]:
        """Return what may be wrong in its meaning, which stops nothing."""
        return ()

    def claims(self) -> Iterable[Claim]:
        """Return what it says to be true or false."""
        return ()

    def closures(self) -> Iterable[Closure]:
        """Return which relations it says to be complete or single-valued."""
        return ()

    def questions(self, writer: Writer) -> Iterable[Question]:
        """Yield everything that can be asked of it and proved."""
        raise NotImplementedError

    def exhibits(self) -> Iterator[Exhibit]:
        """Yield every picture and sound: its own, and those of its options."""
        if self.image:
            yield Exhibit(("image",), "image", self.image, self.alt)
        if self.audio:
            yield Exhibit(("audio",), "audio", self.audio, self.alt)

    # What kinds share ---------------------------------------------------------------------------

    def leaves_out(self, form: str, *labels: str) -> bool:
        """Tell whether its author wants no questions of this form, of all or of these parts."""
        return any(form in self.without.get(label, ()) for label in ("", *labels))

    def claim(
        self, subject: Subject, relation: Relation, value: str, *loc: str | int, truth: bool = True
    ) -> Claim:
        """Return a claim of this fact, at one of its places."""
        return Claim(subject, relation, value, truth, self.id, self.at(*loc))

    def closure(
        self, subject: Subject, relation: Relation, *loc: str | int, single: bool
    ) -> Closure:
        """Return a closure by this fact, at one of its places."""
        return Closure(subject, relation, single, self.id, self.at(*loc))


def is_illustration(value: Any) -> bool:
    """Tell whether a value, as it was read, is meant as a text with a picture or a sound."""
    return isinstance(value, dict) and any(
        isinstance(value.get(key), str) for key in ("text", "image", "audio", "alt")
    )


def _is_filled(sentence: str, text: str) -> bool:
    """Tell whether a text is a sentence of which the marks, which stand in braces, are filled."""
    pieces = _MARKED.split(sentence)
    return len(pieces) > 1 and bool(re.fullmatch(".+".join(map(re.escape, pieces)), text))


def _scalars(value: Any, loc: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield every text inside a value with its place; a key's place ends in None.

    Ids and the like are no text of a fact.
    """
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _scalars(item, (*loc, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if len(loc) == 0 and key in (
                "id",
                "was",
                "formerly",
                "tags",
                "source",
                "topic",
                "without",
                "ignore",
                "why",
            ):
                continue
            if loc and is_illustration(value):
                if key not in ("text", "alt"):
                    continue
            elif loc:
                yield (*loc, key, None), key
            yield from _scalars(item, (*loc, key))


# What to do about a text that stands there twice, by the key of the second.
_INSTEAD_OF_TWICE = {
    "steps": "give each words of its own, if it is done twice; or take one of the two out",
    "false versions": "change the word in it that makes the sentence false, or take it out",
    "distractors": "write another wrong option, or take it out",
}


def repeated(
    texts: Iterable[tuple[Loc, str]], vocabulary: Vocabulary, *, at_keys: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each text that means the same as one before it."""
    seen: dict[str, tuple[Loc, str]] = {}
    for loc, text in texts:
        meaning = vocabulary.resolve(text)
        if meaning in seen:
            first_loc, first = seen[meaning]
            same = "stands here twice" if first == text else f"means the same as `{plain(first)}`"
            yield Problem(
                "repeated-member",
                loc,
                f"`{plain(text)}` {same}",
                _INSTEAD_OF_TWICE.get(str(loc[0]), "take one of the two out"),
                first_loc,
                at_keys,
            )
        else:
            seen[meaning] = (loc, text)


def listed(name: str, texts: Iterable[str]) -> Iterator[tuple[Loc, str]]:
    """Return the texts of a field, each with its place."""
    return (((name, index), text) for index, text in enumerate(texts))


def grouped(name: str, groups: Mapping[str, Iterable[str]]) -> Iterator[tuple[Loc, str]]:
    """Yield the texts of a field of groups, each with its place.

    A field that is a plain list has one group, ``""``.
    """
    for group, texts in groups.items():
        for index, text in enumerate(texts):
            yield ((name, group, index) if group else (name, index)), text
