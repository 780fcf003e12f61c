"""Hold the narrow waist: the types of question, their wrong options, and what gives a key away."""
