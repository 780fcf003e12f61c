"""Gives the mark of a response to an item; knows no terminal and no history."""
