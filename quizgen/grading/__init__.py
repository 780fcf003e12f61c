"""Mark a response to an item."""

from quizgen.grading.items import mark as mark
from quizgen.grading.lexicon import Lexicon as Lexicon
