"""Gives when to ask a question again; knows no storage and no clock."""
