"""The narrow waist: the types of question, their wrong options, and what points at a key."""
