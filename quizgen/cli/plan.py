"""Write and read the plan of a test: the verb `plan`, and what `worksheet --plan` stands on."""

from __future__ import annotations

import json
from dataclasses import replace
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from quizgen.cli.compiled_cache import load_kept
from quizgen.cli.decks import compile_source, find_source
from quizgen.cli.files import read_data, write_files
from quizgen.cli.messages import say, stop_on_errors
from quizgen.cli.options import format_option, seed_option
from quizgen.cli.question_options import Choosing, selection_of, selection_options, title_of
from quizgen.diagnostics import Position, escape_controls
from quizgen.text.wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from quizgen.compiler import Compiled
    from quizgen.diagnostics import Diagnostic
    from quizgen.language.reader import Document, Loc
    from quizgen.quiz.making import Objection
    from quizgen.quiz.printed_test import PrintedTest
    from quizgen.quiz.selection import Candidate, Selection
    from quizgen.quiz.test_plan import Plan
    from quizgen.targets.pdf import Page


# What narrows the choice of questions: the key of a section, by the option's name.
_SECTION_KEYS = {
    "decks": "decks",
    "types": "types",
    "topics": "topics",
    "kinds": "kinds",
    "levels": "level",
}
LONGEST_COMMENT = 60  # letters beside a question's id
# How options are written that are not written as they are called here.
_OPTION_NAMES = {"class_name": "--class", "levels": "--level", "decks": "DECK"}


class PlannedTest(NamedTuple):
    """The test of a plan, with the plan, the bytes of its logo, and where `fit` is said."""

    test: PrintedTest
    plan: Plan
    logo: bytes
    fit_place: Position


def read_plan(path: Path) -> tuple[Plan | None, Document, list[Diagnostic]]:
    """Return the plan in a YAML file, None if it is none, and what is wrong with it."""
    from quizgen.diagnostics import Diagnostic
    from quizgen.language.reader import read_file
    from quizgen.language.validation import validate
    from quizgen.quiz.test_plan import Plan

    document, problems = read_file(path, path.as_posix())
    if problems:
        return None, document, problems
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        message = "a plan is a mapping of keys to values, and this is none"
        hint = "write `title: My test`, one key a line; `quizgen plan` writes one to begin with"
        return None, document, [Diagnostic("bad-plan", message, document.at(), hint)]
    plan, problems = validate(Plan, value, document, ())
    return plan, document, problems


def completed(plan: Plan, options: Mapping[str, Any], folder: Path) -> tuple[Plan, list[Objection]]:
    """Return a plan in `folder` with what options say beside it, and where the two differ.

    What a plan leaves open is as an option says; what narrows the choice of questions narrows
    each section that leaves it open.
    """
    from quizgen.quiz.making import Objection
    from quizgen.quiz.test_plan import PlanSection

    objections: list[Objection] = []
    changes: dict[str, Any] = {}
    for option, value in options.items():
        if option == "number" and "sections" not in plan.model_fields_set:
            plan = plan.model_copy(update={"sections": (PlanSection(questions=value),)})
        elif option == "number":
            message = "--questions says how many there are, and so do the sections of the plan"
            hint = "leave the option out, and change `questions` of a section"
            objections.append(Objection(("sections",), message, hint))
        elif option not in _SECTION_KEYS and option not in plan.model_fields_set:
            changes[option] = value
        elif option not in _SECTION_KEYS and value != getattr(plan, option):
            key = "class" if option == "class_name" else option
            message = f"{_option_name(option)} says otherwise than the plan"
            hint = f"leave the option out, or take `{key}` out of the plan"
            objections.append(Objection((key,), message, hint))
    if "roster" in changes:  # as seen from the plan, like that of a plan
        changes["roster"] = Path(relpath(changes["roster"], folder)).as_posix()
    narrowed = _narrowed(plan, options, objections)
    return narrowed.model_copy(update=changes), objections


def _narrowed(plan: Plan, options: Mapping[str, Any], objections: list[Objection]) -> Plan:
    """Return a plan whose sections are narrowed by options, each where it leaves that open."""
    from quizgen.quiz.making import Objection

    for option, key in _SECTION_KEYS.items():
        if option not in options:
            continue
        if all(getattr(section, key) for section in plan.sections):
            message = f"{_option_name(option)} narrows nothing: each section says its own `{key}`"
            hint = "leave it out, or change the sections"
            objections.append(Objection(("sections",), message, hint))
        narrowed = []
        for section in plan.sections:
            names = getattr(section, key) or options[option]
            narrowed.append(section.model_copy(update={key: names}))
        plan = plan.model_copy(update={"sections": tuple(narrowed)})
    return plan


def _option_name(option: str) -> str:
    """Return how an option is written."""
    return _OPTION_NAMES.get(option, f"--{option}")


def planned_test(
    path: Path, looks: Page, compiled: Compiled, style: str, options: Mapping[str, Any]
) -> PlannedTest:
    """Return the test of a plan; what is wrong with it ends the run, with all of it shown.

    `options` complete the plan. Names are held against the fonts of `looks`.
    """
    from quizgen.language.facts import KINDS
    from quizgen.quiz import making
    from quizgen.quiz.printed_test import FreeQuestion, Grade
    from quizgen.targets.pdf import printed_test, variant_letters

    plan, document, problems = read_plan(path)
    stop_on_errors(problems, compiled, style)
    assert plan is not None
    plan, objections = completed(plan, options, path.parent)
    collection = compiled.collection
    topics = {own[0].about.topic for own in compiled.questions.values() if own}
    decks = [deck.id for deck in collection.decks]
    objections += making.unknown_names(plan, decks, sorted(filter(None, topics)), list(KINDS))
    objections += _odd_looks(plan)
    logo = _logo(path.parent, plan, objections)
    used = _used(path.parent, plan, objections)
    _stop(objections, document, compiled, style)
    letters = variant_letters(plan.variants)
    if plan.variant:
        letters = [plan.variant]
    title = plan.title or title_of(compiled, _only_deck(plan))
    made = making.make(plan, compiled.questions, title, collection.language, letters, used)
    _stop(made.objections, document, compiled, style)
    students = []
    if plan.roster:
        from quizgen.cli.worksheet import class_names

        students = class_names(path.parent / plan.roster, plan.columns, looks, compiled, style)
    _stop(_unknown_students(plan, students), document, compiled, style)
    page = replace(looks, class_name=plan.class_name, date=plan.date, profiles=plan.profiles)
    first = len(made.quizzes[0].items) + 1
    free = [
        FreeQuestion(
            number=number,
            text=each.ask,
            points=each.points,
            lines=each.lines,
            space=each.space,
            key=each.key,
        )
        for number, each in enumerate(plan.free, first)
    ]
    more = {
        "minutes": plan.time,
        "instructions": plan.instructions,
        "logo": plan.logo,
        "scale": tuple(Grade(mark=mark, least=least) for mark, least in plan.scale.items()),
        "free": tuple(free),
    }
    test = printed_test(made.quizzes, page, students, **more)
    place = document.at("fit") if "fit" not in options else Position("--fit")
    return PlannedTest(test, plan, logo, place)


def _unknown_students(plan: Plan, students: Sequence[str]) -> list[Objection]:
    """Return what is wrong with the names under `profiles`."""
    from quizgen.diagnostics import did_you_mean
    from quizgen.quiz.making import Objection

    if plan.profiles and not plan.roster:
        message = "a profile of somebody's own needs the names of the class"
        hint = "name its file: `roster: names.csv`; for all, write `profile: large-print`"
        return [Objection(("profiles",), message, hint)]
    objections = []
    for name in plan.profiles:
        if name in students:
            continue
        parts = set(name.casefold().split())
        alike = [each for each in students if parts & set(each.casefold().split())]
        hint = did_you_mean(name, alike or students)
        if 0 < len(alike) <= 5:
            hint = f"did you mean {' or '.join(f'`{each}`' for each in alike)}?"
        message = f"there is no `{name}` in the roster"
        objections.append(Objection(("profiles", name), message, hint))
    return objections


def _only_deck(plan: Plan) -> tuple[str, ...]:
    """Return the deck that all sections are of, if it is one."""
    decks = {section.decks for section in plan.sections}
    return decks.pop() if len(decks) == 1 else ()


def _odd_looks(plan: Plan) -> list[Objection]:
    """Return what cannot be of paper, profiles and variants."""
    from quizgen.diagnostics import did_you_mean
    from quizgen.quiz.making import Objection
    from quizgen.targets.pdf import PAPERS, PROFILES, variant_letters

    rows: list[tuple[Loc, str, list[str]]] = [
        (("paper",), plan.paper, list(PAPERS)),
        (("profile",), plan.profile, list(PROFILES)),
    ]
    rows += [(("profiles", name), each, list(PROFILES)) for name, each in plan.profiles.items()]
    if plan.variant:
        rows.append((("variant",), plan.variant, variant_letters(max(plan.variants, 1))))
    return [
        Objection(loc, f"there is no `{value}` here", did_you_mean(value, known))
        for loc, value, known in rows
        if value not in known
    ]


def _logo(folder: Path, plan: Plan, objections: list[Objection]) -> bytes:
    """Return the bytes of the logo, if there is one."""
    from quizgen.quiz.making import Objection
    from quizgen.targets.pdf import is_picture

    if not plan.logo:
        return b""
    try:
        data = read_data(folder / plan.logo)
    except OSError as error:
        message = f"the logo `{plan.logo}` cannot be read: {error.strerror}"
        objections.append(Objection(("logo",), message, "write its path, as seen from the plan"))
        return b""
    if not is_picture(data):
        message = f"the logo `{plan.logo}` is no picture that can be printed"
        objections.append(Objection(("logo",), message, "save it as PNG, JPEG or SVG"))
    return data


def _used(folder: Path, plan: Plan, objections: list[Objection]) -> frozenset[str]:
    """Return the ids of the questions in tests that shall not return."""
    from quizgen.quiz.making import Objection
    from quizgen.quiz.printed_test import NotATestError, read_test

    used: set[str] = set()
    for index, name in enumerate(plan.not_in):
        try:
            test = read_test(read_data(folder / name).decode())
        except OSError as error:
            message = f"`{name}` cannot be read: {error.strerror}"
        except (NotATestError, UnicodeDecodeError) as error:
            message = f"`{name}`: {error}"
        else:
            used |= {item.id for item in test.quizzes[0].items}
            used |= {
                blank.question
                for item in test.quizzes[0].items
                for blank in getattr(item, "blanks", ())
            }
            continue
        hint = "name the data that `quizgen worksheet` wrote beside the test"
        objections.append(Objection(("not in", index), message, hint))
    return frozenset(used)


def _stop(objections: list[Objection], document: Document, compiled: Compiled, style: str) -> None:
    """Show objections at their places in the plan, and end the run if one is grave."""
    from quizgen.diagnostics import Diagnostic, Severity

    problems = []
    for each in objections:
        severity = Severity.ERROR if each.grave else Severity.WARNING
        place = document.at(*each.loc)
        problems.append(Diagnostic("bad-plan", each.message, place, each.hint, severity=severity))
    stop_on_errors(problems, compiled, style)


@click.command()
@selection_options
@click.option("--variants", type=click.IntRange(1, 26), default=1, help="How many variants.")
@click.option("--class", "class_name", default="", help="The class, printed on every sheet.")
@click.option("--title", default="", help="The title; default: the deck's or the collection's.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("test.yaml"),
    show_default=True,
    help="The file to write.",
)
@seed_option
@format_option
def plan(
    *,
    choice: Choosing,
    variants: int,
    class_name: str,
    title: str,
    output: Path,
    seed: str,
    style: str,
) -> None:
    """Write the plan of a test, with the questions that short options choose, to be edited.

    Print it with `quizgen worksheet --plan test.yaml`.

    \b
    Examples:
      quizgen plan minerals --questions 3
      quizgen plan --types choice,cloze --variants 3 --class 7b -o exam.yaml
    """
    from quizgen.cli.question_options import chosen_questions

    if output.exists():
        raise click.UsageError(f"{output} is there already: name another file with -o")
    source, _ = find_source(choice.collection)
    compiled = compile_source(source, seed, style, choice.decks, option="DECK", load=load_kept)
    selection = selection_of(compiled, choice)
    chosen, problems = chosen_questions(compiled, selection, seed)
    stop_on_errors(problems, compiled, style)
    heading = title or title_of(compiled, choice.decks)
    head = {"title": heading, "class": class_name, "seed": seed, "variants": str(variants)}
    text = _written(head, chosen, selection, compiled.collection.language)
    write_files({output: text.encode()}, compiled, style)
    say(f"{output}: edit it, then `quizgen worksheet --plan {output}`")


_COMMENTS = """\
# date: 24 March
# time: 45                          # minutes
# instructions: Use a pen.
# logo: school.png
# fit: 2                            # pages
# total: 40                         # points, shared out over all questions
# roster: names.csv
# profiles: {Ann Lee: large-print}
# scale: {1: 90, 2: 75, 3: 60, 4: 45, 5: 20, 6: 0}   # least percentage for each mark
# not in: [last.json]               # tests whose questions shall not return
# out: [the-id/of-a/question]
# free:
#   - {ask: Describe …, points: 6, lines: 8, key: what a full answer says}
# A section takes title, decks, topics, kinds, level and points, too.
"""


def _written(
    head: dict[str, str], chosen: Sequence[Candidate], selection: Selection, language: str
) -> str:
    """Return a plan as its author would write it: a section a type, its questions by id.

    Each section says how the choice was narrowed, so that what takes another's place is like it.
    """
    from quizgen.importing.yaml_text import as_yaml
    from quizgen.quiz.quiz import SECTIONS
    from quizgen.quiz.types import ITEMS, Draw

    text = as_yaml({key: value for key, value in head.items() if value}) + _COMMENTS + "sections:\n"
    narrowed = ""
    for option, key in _SECTION_KEYS.items():
        if option != "types" and (names := getattr(selection, option)):
            narrowed += f", {key}: {json.dumps(list(names), ensure_ascii=False)}"
    for type_ in SECTIONS:
        number = sum(candidate[0].type == type_ for candidate in chosen)
        if number:
            text += f"  - {{types: {type_}{narrowed}, questions: {number}}}\n"
    text += "# Take one out, and another of its section takes its place.\nin:\n"
    draw, words = Draw(head["seed"], "A", language), wording(language)
    for candidate in chosen:
        item = ITEMS[candidate[0].type].of(candidate, 1, draw)
        id = json.dumps(item.id, ensure_ascii=False)
        text += f"  - {id}   # {_brief(escape_controls(item.name(words)))}\n"
    return text


def _brief(name: str) -> str:
    """Return what stands beside a question's id: how it begins, or what is around its gap."""
    from quizgen.quiz.types.passage import A_GAP

    end = name.find(A_GAP) + len(A_GAP)
    if A_GAP in name and end > LONGEST_COMMENT:
        return f"… {name[end - LONGEST_COMMENT + 2 : end]}"
    return name[:LONGEST_COMMENT]
