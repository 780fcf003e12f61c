"""The language of decks: YAML files become facts."""
