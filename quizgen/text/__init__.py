"""Read what a text is and says: markup, formulas, words, the wording of a language."""
