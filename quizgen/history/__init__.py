"""Gives every answer ever given, kept in SQLite, and what follows from them; knows no terminal and no clock."""
