"""Gives the mark of a response to an item; knows no terminal and no history."""

from quizgen.grading.items import mark as mark
from quizgen.grading.lexicon import Lexicon as Lexicon
