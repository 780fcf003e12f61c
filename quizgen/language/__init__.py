"""Turn YAML files into facts: this is the language of decks."""
