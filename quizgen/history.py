"""Gives every answer ever given, in SQLite; knows no terminal."""
