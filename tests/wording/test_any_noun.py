"""What is asked of groups, of rows of yes and no, and of passages is right for any noun.

Each fault was found by reading every question of collections in subjects that nobody had in mind.
"""

from __future__ import annotations

import re

import pytest
from conftest import compile_text, deck

from quizgen.grading import Lexicon
from quizgen.questions.question import Choice, Cloze, ListRecall, Question, TrueFalse
from quizgen.quiz.quiz import resolve
from quizgen.text.wording import wording

REMEDIES = """
- id: remedies
  list: remedy
  for: breach of contract
  grouped by: origin
  exclusive: yes
  groups:
    common law: [damages, an action for the price]
    equity: [specific performance, an injunction]
"""
PAINTERS = """
- id: painters
  list: painter
  grouped by: movement
  exclusive: yes
  groups: {Impressionism: [Monet, Renoir], Cubism: [Braque, Gris, Léger]}
"""
STABLE = """
- id: sorting
  comparison: [quicksort, mergesort, heapsort]
  rows: {stable: ['no', 'yes', 'no']}
"""


def questions(facts: str) -> dict[str, Question]:
    compiled = compile_text(deck(facts))
    assert compiled.diagnostics == []
    return {each.id: each for asked in compiled.questions.values() for each in asked}


def stems(facts: str) -> list[str]:
    return [each.stem for each in questions(facts).values()]


# Groups -----------------------------------------------------------------------------------------


def test_a_member_goes_with_whatever_the_groups_are() -> None:
    asked = stems(REMEDIES)
    assert "For which of these remedies for breach of contract is the origin “equity”?" in asked
    assert not [stem for stem in asked if "belongs to the origin" in stem]


def test_a_member_belongs_to_its_group_where_nobody_says_what_the_groups_are() -> None:
    asked = stems(REMEDIES.replace("  grouped by: origin\n", ""))
    stem = "Which of these remedies for breach of contract belongs to the group “equity”?"
    assert stem in asked


def test_examples_of_groups_are_sorted_and_never_to_be_named() -> None:
    asked = questions(PAINTERS)
    recall = asked["painters/monet.groups/short-answer"]
    assert recall.stem == "Among the painters, which movement goes with “Monet”?"
    assert recall.key_text == "Impressionism"
    types = {"short-answer", "choice", "matching", "true-false"}
    assert {each.type for each in asked.values()} == types


@pytest.mark.parametrize(("fact", "label"), [(PAINTERS, "Monet — movement: "), (REMEDIES, "")])
def test_groups_are_judged_in_the_authors_sentence_or_examples_under_a_label(
    fact: str, label: str
) -> None:
    own = fact + '  group sentence: "{member} belongs to {group}."\n'
    judged = [each.stem for each in questions(fact).values() if isinstance(each, TrueFalse)]
    assert bool(judged) is bool(label)
    assert any(label in stem for stem in judged) is bool(label)
    assert "true-false" in {each.type for each in questions(own).values()}
    compiled = compile_text(deck(fact), judged=True)
    [told] = [each for each in compiled.diagnostics if each.code == "no-sentence"]
    assert "`group sentence: " in told.hint


@pytest.mark.parametrize(
    ("grouped", "sentence", "stem"),
    [
        ("status", "Tenure by {member} was {group}.", "Tenure by socage was ____ (status)."),
        ("status", "The status of {member} was {group}.", "The status of socage was ____."),
        ("", "Tenure by {member} was {group}.", "Tenure by socage was ____."),
    ],
)
def test_a_group_that_is_recalled_is_asked_for_by_what_the_groups_are(
    grouped: str, sentence: str, stem: str
) -> None:
    """Nobody could tell otherwise that it is no military tenure that is asked for."""
    fact = f"""
        - id: tenures
          list: tenure
          {f"grouped by: {grouped}" if grouped else "tags: [law]"}
          groups: {{free: [socage, serjeanty], unfree: [villeinage, copyhold]}}
          exclusive: yes
          group sentence: "{sentence}"
    """
    assert questions(fact)["tenures/socage.groups/short-answer"].stem == stem


def test_members_are_named_where_a_subject_or_completeness_says_which_are_meant() -> None:
    for change in (
        ("  grouped by", "  of: the Louvre\n  grouped by"),
        ("  exclusive", "  complete: yes\n  exclusive"),
    ):
        kinds = {each.type for each in questions(PAINTERS.replace(*change)).values()}
        assert "list" in kinds, change


def test_examples_are_named_where_their_author_asks_for_them() -> None:
    own = PAINTERS + "  stems: {Cubism: Name three painters who founded Cubism.}\n"
    assert "painters/cubism/list" in questions(own)
    assert "painters/impressionism/list" not in questions(own)


# Rows of two answers ----------------------------------------------------------------------------


def test_of_two_answers_the_other_one_is_false_and_no_statement_comes_twice() -> None:
    asked = stems("""
        - id: restarts
          comparison: [throw-in, goal kick, corner kick]
          rows: {taken with: [both hands, one foot, one foot]}
          exclusive: yes
          statements: {taken with: "A {restart} is taken with {taken with}."}
        """)
    for restart in ("throw-in", "goal kick", "corner kick"):
        for answer in ("both hands", "one foot"):
            assert asked.count(f"A {restart} is taken with {answer}.") == 1


def test_of_more_answers_what_is_false_is_another_column() -> None:
    asked = questions("""
        - id: countries
          comparison: [Peru, Ghana, Iran]
          rows: {capital: [Lima, Accra, Tehran]}
          exclusive: yes
          statements: {capital: "The capital of {country} is {capital}."}
        """)
    false = asked["countries/capital.peru.rows/true-false"]
    assert false.stem in ("The capital of Ghana is Lima.", "The capital of Iran is Lima.")


def test_a_row_of_yes_and_no_is_judged_by_what_yes_claims() -> None:
    compiled = compile_text(deck(STABLE), judged=True)
    judged = [each for each in compiled.questions["sorting"] if isinstance(each, TrueFalse)]
    assert {each.stem: each.truth for each in judged} == {
        "“Stable” applies to: quicksort.": False,
        "“Stable” applies to: mergesort.": True,
        "“Stable” applies to: heapsort.": False,
    }
    [notice] = compiled.diagnostics
    assert "`statements: {stable: '“Stable” is true of {column}.'}`" in notice.hint


def test_the_sentence_of_a_row_of_yes_and_no_says_what_yes_means() -> None:
    own = STABLE + "  statements: {stable: '{algorithm} keeps equal keys in order.'}\n"
    asked = questions(own)
    judged = [each for each in asked.values() if isinstance(each, TrueFalse)]
    assert {each.stem: each.truth for each in judged} == {
        "Quicksort keeps equal keys in order.": False,
        "Mergesort keeps equal keys in order.": True,
        "Heapsort keeps equal keys in order.": False,
    }
    judged_id = "sorting/stable.quicksort/true-false"
    assert asked[judged_id].key_text.endswith(
        "It is not true that quicksort keeps equal keys in order."
    )
    back = [each for each in asked.values() if isinstance(each, Choice)]
    assert [(each.stem, each.key) for each in back] == [
        ("____ keeps equal keys in order.", "mergesort")
    ]


def test_the_sentence_of_any_other_row_says_where_the_cell_stands() -> None:
    for cells, codes in ((["'no'", "'yes'"], []), (["'no'", "partly"], ["missing-place"])):
        text = f"""
        - id: sorting
          comparison: [quicksort, mergesort]
          rows: {{stable: [{", ".join(cells)}]}}
          statements: {{stable: "{{algorithm}} keeps equal keys in order."}}
        """
        assert [each.code for each in compile_text(deck(text)).diagnostics] == codes


# Gaps and options -------------------------------------------------------------------------------


def gaps(facts: str) -> list[str]:
    return [each.gap.text for each in questions(facts).values() if isinstance(each, Cloze)]


def test_no_gap_hides_what_another_member_shows() -> None:
    fact = "- {id: a, list: official, of: a match, items: [referee, %s, coach], singly: yes}"
    assert gaps(fact % "assistant referee") == ["assistant referee", "coach"]
    assert gaps(fact % "timekeeper") == ["referee", "timekeeper", "coach"]


def test_no_gap_hides_what_the_head_of_a_column_shows() -> None:
    fact = """
        - id: keys
          comparison: [G major, D major]
          rows: {dominant: [D, %s]}
        """
    assert gaps(fact % "A") == ["A"]
    assert gaps(fact.replace("D major", "C major") % "G flat") == ["D", "G flat"]


def test_no_gap_hides_what_another_rank_shows() -> None:
    fact = "- {id: a, ranking: rank, most to least: [colonel, %s, captain], singly: yes}"
    assert gaps(fact % "lieutenant colonel") == ["lieutenant colonel", "captain"]
    assert gaps(fact % "major") == ["colonel", "major", "captain"]


def test_definitions_that_are_long_together_are_fewer_options() -> None:
    def offered(words: int) -> list[int]:
        facts = "".join(
            f"- {{id: t{n}, term: {name}, means: a {' '.join([name[::-1]] * (words - 1))}}}\n"
            for n, name in enumerate(("alpha", "bravo", "delta", "gamma"))
        )
        asked = questions(facts)
        return [
            len(each.options)
            for each in asked.values()
            if isinstance(each, Choice) and each.id.endswith("means/choice")
        ]

    assert offered(12) == [4, 4, 4, 4]  # 48 words together
    assert offered(13) == [3, 3, 3, 3]  # 52 would be too many
    assert offered(17) == []  # 51 of three, too


def test_a_right_answer_that_is_a_sentence_ends_with_one_full_stop() -> None:
    [choice] = [
        each
        for each in questions("""
        - id: counter
          ask: What is the effect of a counter-offer?
          answer: It ends the offer.
          distractors: [It accepts the offer., It leaves the offer open.]
        """).values()
        if isinstance(each, Choice)
    ]
    assert {each.because for each in choice.distractors} == {"The right answer: It ends the offer."}


def test_what_is_never_so_is_no_option_beside_a_key_that_stands_out() -> None:
    fact = """
        - id: remedies
          list: remedy
          for: breach of contract
          items: [damages, %s]
          never: [a fine, a prison term, an oath]
          also: [rescission]
        """

    def asked(member: str) -> tuple[set[str], list[str]]:
        compiled = compile_text(deck(fact % member), judged=True)
        choices = (each for each in compiled.questions["remedies"] if isinstance(each, Choice))
        hints = [each.hint for each in compiled.diagnostics]
        return {each.key for each in choices}, hints

    assert asked("an injunction") == ({"damages", "an injunction"}, [])
    long = "an action for the agreed price of the goods"
    hint = "write under `never` something as long as what is right, and in like words"
    assert asked(long) == ({"damages"}, [hint])
    own = fact.replace("never:", "distractors:") % long
    codes = [each.code for each in compile_text(deck(own), judged=True).diagnostics]
    # Of damages, it is the article that they lack.
    assert codes == ["mixed-options", "key-longest"], "who wrote the options is told"


# Lists, complete or open ------------------------------------------------------------------------

SCURVY = """
- id: scurvy
  list: sign
  of: scurvy
  items: [bleeding gums, loose teeth, slow healing]
  never: [blue nails, a stiff neck]
"""


def test_of_an_open_list_some_are_asked_for_and_of_a_complete_one_all() -> None:
    assert "Name three of the signs of scurvy." in stems(SCURVY)
    assert "Name the three signs of scurvy." in stems(SCURVY + "  complete: yes\n")


def test_what_nobody_stated_may_be_right_in_an_open_list_alone() -> None:
    recall = questions(SCURVY)["scurvy/all/list"]
    assert isinstance(recall, ListRecall)
    assert recall.wrong == ("blue nails", "a stiff neck")
    item = resolve([(recall,)], "", "en", "1").items[0]
    mark = item.mark(("bleeding gums", "tiredness", "blue nails"), Lexicon())
    rows, _ = item.own_rows((), mark, wording("en"))
    notes = {row.response: row.note for row in rows[-2:]}
    assert notes == {
        "tiredness": "not named in this deck; it may be right",
        "blue nails": "not asked for",
    }
    # Three are asked for: what is named beyond them costs a point, right or not, and is told so.
    all_named = "bleeding gums", "loose teeth", "slow healing"
    mark = item.mark((*all_named, "tiredness"), Lexicon())
    assert mark.share == pytest.approx(2 / 3)
    rows, _ = item.own_rows((), mark, wording("en"))
    assert [row.note for row in rows if row.response == "tiredness"] == [
        "not named in this deck; it may be right; one more than asked costs a point"
    ]
    closed = questions(SCURVY + "  complete: yes\n")["scurvy/all/list"]
    assert isinstance(closed, ListRecall)
    assert closed.wrong is None


LAME = """
- id: lame
  differential: lameness
  causes: {hoof: [an abscess, laminitis], limb: [a fracture, a torn tendon]}
  grouped by: site
  never: [ringworm]
"""
IN_GROUPS = """  exclusive: yes
  group sentence: "With {cause}, the trouble is in the {group}."
"""


@pytest.mark.parametrize(
    ("causes", "hoof", "limb"),
    [
        # An abscess of the hoof tells its site; so does what is called after the limb.
        ("{hoof: [a hoof abscess, laminitis], limb: [a limb fracture, a torn tendon]}", 1, 1),
        ("{hoof: [a hoof abscess, a hoof crack], limb: [a fracture, a torn tendon]}", 0, 1),
        # Where a cause elsewhere says the word as well, it tells nothing.
        ("{hoof: [a hoof abscess], limb: [an inflamed tendon above the hoof]}", 1, 1),
    ],
)
def test_no_member_that_says_its_group_is_judged_to_be_in_it(
    causes: str, hoof: int, limb: int
) -> None:
    fact = re.sub(r"causes: .*", f"causes: {causes}", LAME) + IN_GROUPS
    judged = [each for each in questions(fact).values() if isinstance(each, TrueFalse)]
    true = [each.stem for each in judged if each.truth and each.stem.startswith("With")]
    assert len([stem for stem in true if stem.endswith("in the hoof.")]) == hoof
    assert len([stem for stem in true if stem.endswith("in the limb.")]) == limb
    if "above" not in causes:
        assert not [stem for stem in true if "hoof abscess" in stem or "limb fracture" in stem]


USES = """
- id: t
  entities: breed
  columns: {use: {sentence: "{breed} is used for {use}.", many: yes}}
  rows: {the Shire: [plowing; brewery wagons], the Cob: [riding]}
"""
JOBS = """
- id: c
  comparison: [frog, sole]
  rows: {job: [[cushions, pumps], protects]}
  statements: {job: "Of the {column} this is a job: {cell}."}
"""


@pytest.mark.parametrize(
    ("fact", "recall", "wrong"),
    [
        (LAME, "lame/hoof/list", ("ringworm",)),
        (
            LAME + "  exclusive: yes\n",
            "lame/hoof/list",
            ("ringworm", "a fracture", "a torn tendon"),
        ),
        (LAME + "  complete: yes\n", "lame/hoof/list", None),
        (LAME + "  complete: yes\n", "lame/groups/list", None),
        (
            USES,
            "t.the-shire/use/list",
            (),
        ),
        (
            JOBS,
            "c/job.frog/list",
            (),
        ),
        (
            JOBS + "  complete: yes\n",
            "c/job.frog/list",
            None,
        ),
    ],
)
def test_what_nobody_stated_may_be_right_wherever_several_are_named(
    fact: str, recall: str, wrong: tuple[str, ...] | None
) -> None:
    found = questions(fact)[recall]
    assert isinstance(found, ListRecall)
    assert found.wrong == wrong


def test_what_is_right_as_well_is_told_that_it_was_one_too_many() -> None:
    recall = questions(SCURVY + "  also: [weak bones]\n")["scurvy/all/list"]
    item = resolve([(recall,)], "", "en", "1").items[0]
    named = "bleeding gums", "loose teeth", "weak bones"
    assert item.mark(named, Lexicon()).share == 1
    mark = item.mark((*named, "slow healing"), Lexicon())
    assert mark.share == pytest.approx(2 / 3)
    rows, _ = item.own_rows((), mark, wording("en"))
    assert (rows[-1].response, rows[-1].note) == (
        "weak bones",
        "right as well; one more than asked costs a point",
    )


def test_a_row_of_yes_and_no_is_recalled_in_its_sentence() -> None:
    facts = STABLE + '  statements: {stable: "{algorithm} keeps equal keys in order."}\n'
    asked = stems(facts)
    assert "Is this so? Mergesort keeps equal keys in order." in asked
    assert not [stem for stem in asked if "stable: ____" in stem]


def test_marks_that_are_called_otherwise_are_one_mistake() -> None:
    ranking = "- {id: size, ranking: size, most to least: [ox, cat, mouse], sentence: '%s'}"
    [found] = compile_text(deck(ranking % "The {bigger} is larger than the {smaller}.")).diagnostics
    assert found.code == "unknown-place"
    assert found.message == "there is no `{bigger}` and no `{smaller}` here"
    assert found.hint == "write `{more}` and `{less}` instead"


# Labels that are no nouns -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "is_noun"),
    [
        ("price", True),
        ("grain size", True),
        ("region A", True),
        ("side when facing forward", True),
        ("acts on", False),
        ("found in", False),
        ("travels through", False),
        ("shakes the ground", False),
        ("has a shell", False),
        ("is edible", False),
        ("of", True),  # a word by itself is spoken of
    ],
)
def test_a_row_is_asked_by_its_label_if_that_is_a_noun(label: str, is_noun: bool) -> None:
    assert wording("en").is_noun(label) is is_noun
    facts = f"""
    - id: waves
      comparison: [the swell, the tide]
      rows: {{{label}: [often, seldom]}}
      %s
    """
    recalled = f"The swell — {label}: ____"
    assert (recalled in stems_of(facts % "")) is is_noun
    told = stems_of(facts % f"statements: {{{label}: 'Of {{column}} it is said: {{cell}}.'}}")
    assert recalled not in told
    assert "Of the swell it is said: ____." in told


def stems_of(facts: str) -> list[str]:
    asked = compile_text(deck(facts)).questions.values()
    return [each.stem for questions in asked for each in questions]


ORES = """
- id: ores
  entities: mineral
  columns: {ore of: %s}
  exclusive: yes
  rows: {galena: [lead], cinnabar: [mercury], sphalerite: [zinc], malachite: [copper]}
"""


def test_a_column_whose_label_is_no_noun_is_matched_in_its_sentence() -> None:
    own = stems_of(ORES % '"{mineral} is an ore of {ore of}."')
    assert "Match what belongs together: … is an ore of …." in own
    assert not [stem for stem in stems_of(ORES % "") if "Match" in stem or "____" in stem]
    noun = stems_of(ORES.replace("ore of", "metal") % "")
    assert "Match the pairs: mineral — metal." in noun
    assert "Mineral: galena — metal: ____" in noun


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("born", "Match what belongs together: … is of the year …."),
        ("birth", "Match the pairs: horse — birth."),
    ],
)
def test_a_column_that_is_a_participle_is_matched_in_its_sentence(label: str, asked: str) -> None:
    facts = f"""
    - id: horses
      entities: horse
      columns: {{{label}: "{{horse}} is of the year {{{label}}}."}}
      exclusive: yes
      rows: {{Arkle: ["1957"], Frankel: ["2008"], Kincsem: ["1874"], Makybe: ["1999"]}}
    """
    assert asked in stems_of(facts)


def test_a_gap_says_what_is_asked_where_its_sentence_has_no_word_of_it() -> None:
    facts = """
    - id: doughs
      comparison: [poolish, biga]
      rows: {consistency: [liquid, stiff]}
      statements: {consistency: "%s"}
    """
    assert "A poolish is ____ (consistency)." in stems_of(facts % "A {dough} is {cell}.")
    assert "A poolish feels ____." in stems_of(facts % "A {dough} feels {cell}.")


def test_a_value_that_holds_the_verb_is_recalled_by_a_question_of_its_author_only() -> None:
    facts = """
    - id: officers
      entities: officer
      columns: {duty: {sentence: "The {officer} {duty}."%s}}
      exclusive: yes
      rows:
        sheriff: [served writs]
        coroner: [held inquests]
        escheator: [took lands]
        bailiff: [kept order]
    """
    recalled = "The sheriff ____ (duty)."
    assert recalled not in stems_of(facts % "")
    assert [stem for stem in stems_of(facts % "") if "The ____ " in stem or " ____." in stem]
    own = stems_of(facts % ', ask: "What did the {officer} do?"')
    assert "What did the sheriff do?" in own


@pytest.mark.parametrize(
    ("sentence", "gap"),
    [
        ("The {column} {cell}.", ""),
        ("In the rain, the {column} {cell}.", "In the rain, the frog ____."),
        ("The {column} serves to {cell}.", "The frog serves to ____."),
    ],
)
def test_a_cell_that_holds_the_verb_is_recalled_where_its_sentence_says_more(
    sentence: str, gap: str
) -> None:
    facts = """
    - id: hoof
      comparison: [frog, sole]
      rows: {job: [absorb shock, bear weight]}
      statements: {job: "%s"}
    """
    found = stems_of(facts % sentence)
    assert [stem for stem in found if "the frog ____" in stem.lower() or stem == gap] == (
        [gap] if gap else []
    )
    asked = facts % sentence + '  stems: {job: "What does the {column} do?"}\n'
    assert "What does the frog do?" in stems_of(asked)


# Signs --------------------------------------------------------------------------------------------

SIGN = """
- {id: s, sign: %s, elicited by: a push, shows: a dent that stays, points to: rest,
   never points to: [haste, thirst, anger]}
"""


@pytest.mark.parametrize(
    ("sign", "is_whole"),
    [
        ("the dent test", True),
        ("Trousseau's sign", True),
        ("crumpled wings", True),
        ("two short blasts", True),
        ("dent test", False),
        ("merchet", False),
    ],
)
def test_a_sign_that_may_lack_its_article_stands_before_a_colon(sign: str, is_whole: bool) -> None:
    asked = stems_of(SIGN % sign)
    whole = {
        f"What triggers {sign}?",
        f"Describe {sign}: what is seen?",
        f"What is indicated by {sign}?",
    }
    name = sign[0].upper() + sign[1:]
    bare = {
        f"{name}: what triggers this sign?",
        f"{name}: what is seen?",
        f"{name}: what does this sign indicate?",
    }
    assert (whole if is_whole else bare) <= set(asked)
    assert not (bare if is_whole else whole) & set(asked)


def test_a_sign_that_nothing_brings_out_is_named_by_what_it_points_to_as_well() -> None:
    facts = "- {id: s, sign: slickensides, shows: scratched rock, points to: a fault}"
    assert "Which sign shows scratched rock and points to a fault?" in stems_of(facts)
    elicited = facts.replace("shows", "elicited by: a blow, shows")
    named = "Which sign is triggered by a blow and shows scratched rock?"
    assert named in stems_of(elicited)
    # What it points to may say its name.
    said = facts.replace("a fault", "a fault with slickensides")
    assert "Which sign shows scratched rock?" in stems_of(said)


def test_all_that_a_sign_points_to_is_asked_for_by_number() -> None:
    facts = "- {id: s, sign: ripple marks, points to: [flowing water, wind], never points to: ice}"
    [recall] = questions(facts).values()
    assert isinstance(recall, ListRecall)
    assert recall.stem == "Name two things that are indicated by ripple marks."
    assert recall.wrong == ("ice",)


# Names that are sentences ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "order", "following"),
    [
        ("How a muscle twitches", "How a muscle twitches: put", "How a muscle twitches: which"),
        ("Why does it twitch?", "Why does it twitch? Put", "Why does it twitch? Which"),
        ("'Twitching:'", "Twitching: put", "Twitching: which"),
    ],
)
def test_a_chain_may_be_called_by_a_question(title: str, order: str, following: str) -> None:
    asked = stems(
        f"- {{id: a, mechanism: {title}, steps: [it warms, it swells, it bursts, it cools]}}"
    )
    assert f"{order} these steps in order." in asked
    assert f"{following} step comes directly after “it warms”?" in asked


def test_a_ranking_may_be_called_by_a_question() -> None:
    fact = "- {id: a, ranking: Which is harder?, most: the hardest, most to least: [x, y, z]}"
    asked = questions(fact)
    assert asked["a/x/choice"].stem == "Which is harder? Which of these is the hardest?"
    ordering = "Which is harder? Put these in order, beginning with the hardest."
    assert asked["a/order/ordering"].stem == ordering


RULES = """
- id: rules
  list: rule
  of: the house
  items: [%s, silence]
  never: [noise, music]
"""


@pytest.mark.parametrize(
    ("member", "is_name"),
    [
        ("it is quiet", False),
        ("they whisper", False),
        ("dogs are kept out", False),
        ("no dog shall enter", False),
        ("quiet", True),
        ("dogs that are kept out", True),  # what follows a noun belongs to it
        ("what is whispered", True),
        ("whispering", True),
    ],
)
def test_a_member_that_is_a_clause_is_judged_in_the_authors_sentence_alone(
    member: str, is_name: bool
) -> None:
    """“The rules of the house include it is quiet” is no English."""

    def judged(fact: str) -> list[str]:
        return [each.stem for each in questions(fact).values() if isinstance(each, TrueFalse)]

    fact = RULES % member
    assert bool(judged(fact)) is is_name
    hints = [each.hint for each in compile_text(deck(fact), judged=True).diagnostics]
    assert any("`sentence: 'Rules of the house: {member}.'`" in hint for hint in hints) != is_name
    own = fact + '  sentence: "Rules of the house: {member}."\n'
    assert judged(own)


def test_what_is_no_member_is_quoted_where_the_authors_sentence_brings_the_article() -> None:
    fact = """
        - id: pests
          list: pest
          in: bakeries
          items: [flour beetle, flour moth]
          never: [earthworm, ladybird]
          %s
    """
    worded = questions(fact % 'sentence: "The {member} is a pest in bakeries."')
    denial = "“Earthworm” is none of the pests in bakeries."
    statement = worded["pests/earthworm/true-false"]
    assert isinstance(statement, TrueFalse)
    assert statement.correction == denial
    choice = worded["pests/flour-moth/choice"]
    assert isinstance(choice, Choice)
    assert denial in [each.because for each in choice.distractors]
    for other in ("tags: [bread]", 'sentence: "Bakers fear {member}."'):
        plain = questions(fact % other)["pests/earthworm/true-false"]
        assert isinstance(plain, TrueFalse)
        assert plain.correction == "The pests in bakeries do not include earthworm."
