"""What an author does to his lock by mistake costs no learner anything: he loses it, forks it, goes
back to an old one, renames and joins decks.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from click.testing import CliRunner
from conftest import rounds
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from learner import DAY, Author, Learner, Log, elements

from quizgen.cli import main
from quizgen.compiler import Compiled
from quizgen.lock import parse_lock
from quizgen.targets import Built, Settings
from quizgen.targets.anki import build_packages

HEAD = "deck: D\nid: d\nfacts:\n"
# No two of them give one number: of such, a lost lock may let one start anew.
WORDS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"]


@pytest.fixture
def learner() -> Iterator[Learner]:
    with Learner() as learner:
        yield learner


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def deck(**facts: str) -> str:
    """A deck of lists, each with its members."""
    rows = (
        f"- {{id: {id}, list: word, of: {id}, items: [{own}], singly: yes}}"
        for id, own in facts.items()
    )
    return HEAD + "\n".join(rows) + "\n"


# One mistake at a time ----------------------------------------------------------------------------


def test_a_lost_lock_changes_nothing(author: Author, learner: Learner) -> None:
    text = deck(a="alpha, bravo, charlie", b="delta, echo")
    learner.get(author.release(text))
    learner.study()
    learner.edit("a", "Why", "My mnemonic", "mine")
    before = learner.answers()
    author.lock_path(text).unlink()

    again = author.release(deck(b="delta, echo", a="charlie, alpha, bravo"))

    assert learner.get(again) == Log(duplicate=2)
    assert {answer for (_, place), answer in before.items() if place < 200} == {
        answer for (_, place), answer in learner.answers().items() if place < 200
    }
    assert "My mnemonic" in learner.note("a")["Why"]
    assert not learner.empty_cards()


def test_what_is_rebuilt_without_a_lock_overwrites_no_edit_of_a_learner(
    author: Author, learner: Learner
) -> None:
    text = deck(a="alpha, bravo, charlie", b="delta, echo")
    learner.get(author.release(text))
    learner.edit("a", "Why", "My mnemonic", "mine")
    author.lock_path(text).unlink()
    assert learner.get(author.release(text)) == Log(duplicate=2)
    # And from then on, corrections arrive as ever.
    assert learner.get(author.release(text.replace("echo", "golf"))) == Log(updated=1, duplicate=1)


def test_what_came_while_the_lock_was_lost_arrives_once_the_old_one_is_restored(
    author: Author, learner: Learner, tmp_path: Path
) -> None:
    """Romeo would have the number of foxtrot, which went out; bravo has one of its own."""
    text = deck(a="alpha, foxtrot")
    learner.get(author.release(text))
    learner.study()
    progress = learner.progress()
    package = tmp_path / "old.apkg"
    package.write_bytes(learner.release.packages["d.apkg"])
    author.lock_path(text).unlink()
    grown = deck(a="alpha, foxtrot, romeo, bravo")
    lost = author.release(grown)
    assert lost.lock.entries["a"].cards["foxtrot/cloze"] != 364
    assert learner.get(lost) == Log(duplicate=1)  # which leaves blank cards with him

    run("lock", "restore", str(package), str(author.folder / "deck.yaml"))

    assert learner.get(author.release(grown)) == Log(updated=1)
    assert learner.progress() == progress
    assert set(asked_now(learner, ["romeo", *WORDS]).values()) == {
        "alpha",
        "foxtrot",
        "romeo",
        "bravo",
    }
    assert learner.release.lock.entries["a"].cards["foxtrot/cloze"] == 364


def test_a_new_lock_says_what_to_do_where_there_was_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(deck(a="alpha, bravo"), encoding="utf-8")
    assert "or with `quizgen lock restore FILE.apkg`" in run("build", "deck.yaml")
    assert "lock restore" not in run("build", "deck.yaml")


def test_two_branches_that_add_a_member_each_are_united_by_keeping_both_lines(
    author: Author, learner: Learner
) -> None:
    base = author.release(deck(a="alpha, bravo")).lock.as_text()
    ours = author.release(deck(a="alpha, bravo, charlie"))
    theirs = author.release(deck(a="alpha, delta, bravo"), lock=base)
    learner.get(theirs)
    learner.study()
    progress = learner.progress()
    both = f"<<<<<<< ours\n{ours.lock.as_text()}=======\n{theirs.lock.as_text()}>>>>>>> theirs\n"

    merged = author.release(deck(a="alpha, bravo, charlie, delta"), lock=both)

    assert learner.get(merged).updated == 1
    assert learner.progress() == progress
    assert {text for card, text in learner.answers().items() if card[1] < 200} == {
        "alpha",
        "bravo",
        "charlie",
        "delta",
    }
    assert not learner.empty_cards()


def test_git_merges_two_branches_that_touch_neighbours_without_a_conflict(tmp_path: Path) -> None:
    author = Author(tmp_path)
    texts = dict.fromkeys("abcd", "alpha, bravo")
    git(tmp_path, "init", "-q", "-b", "main")
    author.release(deck(**texts))
    commit(tmp_path)
    git(tmp_path, "switch", "-qc", "theirs")
    author.release(deck(**texts | {"b": "alpha, bravo, charlie"}))
    commit(tmp_path)
    git(tmp_path, "switch", "-q", "main")
    author.release(deck(**texts | {"c": "alpha, bravo, delta"}))
    commit(tmp_path)
    git(tmp_path, "merge", "-q", "theirs", "-X", "ours")
    lock, problems = parse_lock((tmp_path / "deck.lock").read_text(encoding="utf-8"), "")
    assert problems == []
    assert [len(lock.entries[id].cards) for id in "abcd"] == [3, 4, 4, 3]


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "deck.lock")
    git(folder, "commit", "-qm", "Build")


def test_a_renamed_fact_is_the_same_note_also_without_a_lock(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(deck(first="alpha, bravo")))
    learner.study()
    renamed = (
        HEAD
        + "- {id: third, was: [first, second], list: word, items: [alpha, bravo], singly: yes}\n"
    )
    author.lock_path(renamed).unlink()
    assert learner.get(author.release(renamed)).new == 0


def test_a_member_that_is_called_otherwise_keeps_its_card_with_a_lock_and_without(
    author: Author, learner: Learner
) -> None:
    learner.get(author.release(deck(a="alpha, bravo, charlie")))
    learner.study()
    reworded = HEAD + (
        "- {id: a, list: word, of: a, items: [alpha, yankee, charlie], formerly: {yankee: bravo}, "
        "singly: yes}\n"
    )
    for number in range(2):
        learner.get(author.release(reworded))
        assert not learner.empty_cards()
        assert learner.answers()["a", 2] == "yankee"
        if number == 0:
            author.lock_path(reworded).unlink()


def test_a_file_that_becomes_a_folder_takes_its_cards_along(
    author: Author, learner: Learner, tmp_path: Path
) -> None:
    text = deck(a="alpha, bravo", b="delta, echo")
    learner.get(author.release(text))
    learner.study()
    folder = {"collection.yaml": "collection: All\nid: all\n", "one.yaml": text}
    (tmp_path / "deck.lock").rename(tmp_path / "one.lock")
    joined = author.release(folder)
    assert learner.get(joined) == Log(duplicate=2)
    # Its own lock knows them now, and a deck that leaves finds them there.
    (tmp_path / "one.lock").unlink()
    assert learner.get(author.release(folder)) == Log(duplicate=2)
    assert learner.get(author.release(text)) == Log(duplicate=2)


def test_a_lock_that_was_left_behind_is_where_the_deck_was(
    author: Author, learner: Learner, tmp_path: Path
) -> None:
    """A file that becomes a folder, and one that comes out of it again."""
    text = deck(a="alpha, bravo", b="delta, echo")
    learner.get(author.release(text))
    learner.study()
    (tmp_path / "deck.yaml").unlink()
    new = Author(tmp_path / "decks")
    new.folder.mkdir()
    files = {"collection.yaml": "collection: All\nid: decks\n", "one.yaml": text}
    assert learner.get(new.release(files)) == Log(duplicate=2)
    (new.folder / "one.yaml").unlink()
    (tmp_path / "deck.lock").unlink()
    assert learner.get(author.release(text)) == Log(duplicate=2)
    # A copy of decks that are still there is a collection of its own.
    copy = Author(tmp_path / "copy")
    copy.folder.mkdir()
    files = {"collection.yaml": "collection: All\nid: copy\n", "one.yaml": text}
    assert copy.release(files).changes.of("new")


def test_a_deck_that_went_to_another_collection_takes_its_cards_along_and_none_is_emptied(
    learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    decks = {id: HEAD.replace("id: d", f"id: {id}") + facts(id) for id in ("one", "two")}
    for name in ("old", "new"):
        Path(name).mkdir()
        Path(name, "collection.yaml").write_text(f"collection: C\nid: {name}\n", "utf-8")
    for id, text in decks.items():
        Path("old", f"{id}.yaml").write_text(text, encoding="utf-8")
    run("release", "old")
    take(learner, "dist/old.apkg")
    learner.study()
    progress = learner.progress()
    Path("old/two.yaml").rename("new/two.yaml")
    said = run("check", "old")
    assert "the deck `two`, of which one note went out, is gone" in said
    assert "say `quizgen lock split two` first" in said
    assert "is gone" in run("diff", "old")
    assert "still here" in run("lock", "split", "one", "old", status=2)
    assert "knows no deck" in run("lock", "split", "six", "old", status=2)

    assert "old/two.lock has the cards' identities" in run("lock", "split", "two", "old")

    assert "is gone" not in run("check", "old")
    Path("old/two.lock").rename("new/two.lock")
    run("release", "old")
    assert "come from new/two.lock; they are kept in new/quizgen.lock now" in run("release", "new")
    for package in ("dist/old.apkg", "dist/new.apkg"):
        assert take(learner, package) == Log(duplicate=1)
    assert learner.progress() == progress
    assert not learner.col.get_empty_cards().notes


def facts(id: str) -> str:
    """A list as the only fact of a deck."""
    return f"- {{id: {id}-list, list: word, of: {id}, items: [alpha, bravo], singly: yes}}\n"


def take(learner: Learner, path: str) -> Log:
    """Import a package that a verb wrote."""
    request = ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions())
    log = learner.col.import_anki_package(request).log
    return Log(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))


def test_a_build_shows_the_warnings_of_which_no_check_can_tell_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for items, verb in (("alpha, bravo", "release"), ("alpha, yankee", "build")):
        Path("deck.yaml").write_text(deck(a=items), encoding="utf-8")
        said = run(verb, "deck.yaml")
        assert ("write `formerly: {yankee: bravo}`" in said) is (verb == "build")
    assert "formerly" not in run("check", "deck.yaml")


def test_a_lock_may_have_been_saved_by_any_editor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(deck(a="alpha, bravo"), encoding="utf-8")
    run("build", "deck.yaml")
    lock = Path("deck.lock").read_bytes()
    for saved in (b"\xef\xbb\xbf" + lock, lock.replace(b"\n", b"\r\n")):
        Path("deck.lock").write_bytes(saved)
        assert "nothing changed" in run("build", "deck.yaml")


def test_a_lock_comes_back_from_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(deck(a="alpha, bravo"), encoding="utf-8")
    run("release", "deck.yaml")
    lock = Path("deck.lock").read_bytes()
    Path("deck.lock").unlink()
    assert "no lock, but dist/d.apkg was made of these decks" in run("build", "deck.yaml", status=1)
    run("lock", "restore", "dist/d.apkg", "deck.yaml")
    assert Path("deck.lock").read_bytes() == lock
    assert "was there, and knows now" in run("lock", "restore", "dist/d.apkg", "deck.yaml")
    assert Path("deck.lock").read_bytes() == lock
    run("build", "deck.yaml")
    assert Path("deck.lock").read_bytes() == lock
    Path("deck.lock").write_text("damaged", encoding="utf-8")
    assert "say --force" in run("lock", "restore", "dist/d.apkg", "deck.yaml", status=2)
    run("lock", "restore", "dist/d.apkg", "deck.yaml", "--force")
    assert Path("deck.lock").read_bytes() == lock


def test_the_first_build_of_a_fresh_clone_needs_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(deck(a="alpha, bravo"), encoding="utf-8")
    Path("dist").mkdir()
    assert "deck.lock is new" in run("build", "deck.yaml")


def test_a_package_that_quizgen_made_gives_its_decks_back_or_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = deck(a="alpha, bravo") + "# a remark\n"
    Path("deck.yaml").write_text(text, encoding="utf-8")
    run("release", "deck.yaml")
    run("import", "dist/d.apkg", "-o", "back/mine.yaml")
    assert Path("back/mine.yaml").read_text(encoding="utf-8") == text
    assert Path("back/mine.lock").read_bytes() == Path("deck.lock").read_bytes()
    run("build", "deck.yaml", "-o", "bare", "--without-source")
    assert "ask its author" in run("import", "bare/d.apkg", "-o", "other.yaml", status=1)
    assert not Path("other.yaml").exists()


def test_two_imports_of_one_file_have_ids_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cards.csv").write_text("term,means\nchien,dog\nchat,cat\n", encoding="utf-8")
    ids = set()
    for name in ("one.yaml", "two.yaml"):
        run("import", "cards.csv", "-o", name)
        ids |= {line for line in Path(name).read_text("utf-8").splitlines() if line[:3] == "id:"}
    assert len(ids) == 2


def test_what_was_only_built_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for verb, gone in (("build", 0), ("release", 1)):
        for fact in ("first", "last"):
            Path("deck.yaml").write_text(deck(**{fact: "alpha, bravo"}), encoding="utf-8")
            run(verb, "deck.yaml", "-o", verb)
        lock, _ = parse_lock(Path("deck.lock").read_text("utf-8"), "")
        assert sum(entry.retired for entry in lock.entries.values()) == gone


def test_a_fact_can_be_sent_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(deck(a="alpha, bravo", b="delta, echo"), encoding="utf-8")
    run("build", "deck.yaml")
    said = run("build", "deck.yaml", "--touch", "a")
    assert "Since the last build: 1 sent once more." in said
    lock, _ = parse_lock(Path("deck.lock").read_text("utf-8"), "")
    assert lock.entries["a"].changed > lock.entries["b"].changed
    assert "there is no `c`" in run("build", "deck.yaml", "--touch", "c", status=2)


def run(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
    return " ".join(result.output.split())


def test_of_two_builds_at_once_the_second_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(deck(a="alpha, bravo"), encoding="utf-8")
    run("build", "deck.yaml")
    lock = Path("deck.lock").read_bytes()
    Path("deck.yaml").write_text(deck(a="alpha, bravo, charlie"), encoding="utf-8")
    guard = Path(".deck.lock.writing")
    guard.write_text(str(os.getpid()), encoding="ascii")
    assert "another build is writing it" in run("build", "deck.yaml", status=1)
    assert Path("deck.lock").read_bytes() == lock
    guard.write_text("4194305", encoding="ascii")  # of a process that was killed
    run("build", "deck.yaml")
    assert Path("deck.lock").read_bytes() != lock
    assert not guard.exists()


def test_a_lock_that_another_build_wrote_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(deck(a="alpha, bravo"), encoding="utf-8")
    run("build", "deck.yaml")
    Path("deck.yaml").write_text(deck(a="alpha, bravo, charlie"), encoding="utf-8")
    other = Path("deck.lock").read_text("utf-8").replace('"parts"', '"gone": {"x": "X"}, "parts"')

    def meanwhile(compiled: Compiled, settings: Settings) -> Built:
        Path("deck.lock").write_text(other, encoding="utf-8")
        return build_packages(compiled, settings)

    monkeypatch.setattr("quizgen.targets.anki.build_packages", meanwhile)
    said = run("build", "deck.yaml", "--target", "anki", status=1)
    assert "another build has written it meanwhile" in said
    assert Path("deck.lock").read_text("utf-8") == other


def test_check_warns_of_two_decks_side_by_side_that_share_an_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one.yaml", "two.yaml"):
        Path(name).write_text(deck(a="alpha, bravo"), encoding="utf-8")
    assert "`two.yaml` beside it has the same id" in run("check", "one.yaml")
    Path("two.yaml").write_text(deck(a="alpha").replace("id: d", "id: e"), encoding="utf-8")
    assert "has the same id" not in run("check", "one.yaml")


# Any history --------------------------------------------------------------------------------------

MEMBERS = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True)
FACTS = st.fixed_dictionaries({"a": MEMBERS}, optional={"b": MEMBERS, "c": MEMBERS})
# What becomes of the lock before a release: it stays, is lost, is an older one, is the other
# branch's, or both sides of a merge are kept.
FATES = st.sampled_from(["kept", "kept", "lost", "old", "forked", "merged"])
# Which facts get another id, each with `was`.
RENAMED = st.sets(st.sampled_from("abc"), max_size=2)
HISTORIES = st.lists(st.tuples(FATES, FACTS, RENAMED), min_size=2, max_size=5)


@settings(
    max_examples=rounds(12),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@example(  # what an old lock takes for a change is what the learner has
    [
        ("kept", {"a": WORDS[:4]}, set()),
        ("kept", {"a": WORDS[4:6]}, set()),
        ("old", {"a": WORDS[:4]}, set()),
        ("kept", {"a": WORDS[4:6]}, set()),
    ]
)
@example(
    [
        ("kept", {"a": WORDS[:3]}, set()),
        ("lost", {"a": WORDS[1:4]}, {"a"}),
        ("merged", {"a": WORDS[:4]}, {"a"}),
    ]
)
@given(HISTORIES)
def test_through_any_history_of_locks_no_card_asks_for_something_else(
    history: list[tuple[str, dict[str, list[str]], set[str]]],
) -> None:
    known: dict[tuple[str, int], str] = {}
    facts_so_far: set[str] = set()
    with TemporaryDirectory() as folder, Learner() as learner:
        author = Author(Path(folder))
        locks: list[str] = []
        ids = {fact: [fact] for fact in "abc"}  # all that each fact has had
        for fate, facts, renamed in history:
            for fact in renamed:
                ids[fact].append(f"{fact}{len(ids[fact])}")
            text = HEAD + "".join(
                f"- {{id: {ids[fact][-1]}, was: [{', '.join(ids[fact][:-1])}], list: word, "
                f"of: {fact}, items: [{', '.join(own)}], singly: yes}}\n"
                for fact, own in facts.items()
            )
            put_lock(author, text, fate, locks)
            notes = texts(learner)
            for each in notes:
                write_into(learner, each, author.now - DAY // 2)
            release = author.release(text)
            locks.append(author.lock_path(text).read_text(encoding="utf-8"))
            log = learner.get(release)
            learner.study()
            put_aside(learner)
            # No note is doubled: there is one for each fact that there ever was.
            facts_so_far |= facts.keys()
            assert learner.col.note_count() == len(facts_so_far)
            assert log.conflicting == 0
            # No card asks for something else than it did.
            for card, answer in asked_now(learner).items():
                assert known.setdefault(card, answer) == answer, fate
            # Nothing of his is lost where the content stayed, unless the lock knew less: it may be
            # that what it says was changed is what he has had all the time.
            changed = {
                release.lock.entries[each.fact].guid
                for each in release.changes.items
                if each.sort != "new"
            }
            for each, content in texts(learner).items() if fate in ("kept", "lost") else ():
                if notes.get(each) == content and each not in changed:
                    note = note_of(learner, each)
                    assert "mine" in note.tags, fate
                    assert "my mnemonic" in note["Why"], fate


def texts(learner: Learner) -> dict[str, str]:
    """What each note asks, by its guid, and the id that it names."""
    guids = learner.col.db.list("select guid from notes")
    notes = ((guid, note_of(learner, guid)) for guid in guids)
    return {guid: note["Text"] + note["Ask"] + note["Id"] for guid, note in notes if note["Text"]}


def note_of(learner: Learner, guid: str) -> Any:
    """The note that has this guid."""
    id = learner.col.db.scalar("select id from notes where guid = ?", guid)
    return learner.col.get_note(id)


def write_into(learner: Learner, guid: str, at: int) -> None:
    """Let the learner write into a note and tag it, at some time."""
    note = note_of(learner, guid)
    note["Why"] = "my mnemonic"
    note.add_tag("mine")
    learner.col.update_note(note)
    learner.col.db.execute("update notes set mod = ? where id = ?", at, note.id)


def put_aside(learner: Learner) -> None:
    """Let the learner suspend a card and move another; each import looks whether both stay so."""
    cards = learner.col.find_cards("is:review")
    learner.col.sched.suspend_cards(cards[:1])
    learner.col.set_deck(cards[-1:], learner.col.decks.id("Mine"))


def put_lock(author: Author, text: str, fate: str, locks: list[str]) -> None:
    """Let the author do something to his lock."""
    path = author.lock_path(text)
    if not locks or fate == "kept":
        return
    if fate == "lost":
        path.unlink()
    elif fate == "old":
        path.write_text(locks[0], encoding="utf-8")
    elif fate == "forked":
        path.write_text(locks[len(locks) // 2], encoding="utf-8")
    else:
        both = f"<<<<<<< HEAD\n{locks[-1]}=======\n{locks[0]}>>>>>>> other\n"
        path.write_text(both, encoding="utf-8")


def asked_now(learner: Learner, words: Sequence[str] = WORDS) -> dict[tuple[str, int], str]:
    """The member that each gap asks for; nothing of empty cards."""
    found = {}
    empty = {id for note in learner.col.get_empty_cards().notes for id in note.card_ids}
    for id, guid, ord in learner.col.db.all(
        "select cards.id, guid, ord from cards join notes on notes.id = nid"
    ):
        if id not in empty:
            answer = "".join(elements(learner.col.get_card(id).answer(), "cloze"))
            if answer in words:
                found[guid, ord] = answer
    return found
