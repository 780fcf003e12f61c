"""The resolved quiz: what is in it, in which order, and for whom."""
