"""An option with a picture has its words on the full screen too."""

from __future__ import annotations

from quizgen.questions.question import Media
from quizgen.quiz.types import Option
from quizgen.terminal.screen.authored_text import option_text
from quizgen.text.markup import plain
from quizgen.text.wording import wording

ENGLISH = wording("en")

PICTURE = Media("image", "ecg.png", "tall *P* waves", "question")


def test_an_option_with_a_picture_shows_what_it_shows() -> None:
    assert (
        plain(option_text(Option(letter="A", text="the first", media=(PICTURE,)), ENGLISH))
        == "the first [image: tall P waves]"
    )


def test_a_picture_alone_is_said_once() -> None:
    assert (
        plain(option_text(Option(letter="A", text="tall *P* waves", media=(PICTURE,)), ENGLISH))
        == "[image: tall P waves]"
    )
