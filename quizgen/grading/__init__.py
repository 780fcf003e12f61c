"""Say what typed words are worth: texts against texts, below all items."""

from quizgen.grading.lexicon import Lexicon as Lexicon
