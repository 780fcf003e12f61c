"""Gives a sitting put to a person, in lines or full screen; knows no rules of marking and writes no files."""
