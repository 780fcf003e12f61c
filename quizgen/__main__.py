"""Lets `python -m quizgen` be the command."""

from quizgen.cli import main

main()
