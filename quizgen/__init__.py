"""Compile structured facts into Anki decks, printed quizzes and a terminal quiz.

Start at `compiler.py`.
"""

__version__ = "0.1.0"
