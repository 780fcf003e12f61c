"""Keep every answer ever given in SQLite, and reckon what follows from them."""
