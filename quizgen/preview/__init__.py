"""Gives a page that shows every question as each output shows it; knows the outputs, none of which knows it."""
