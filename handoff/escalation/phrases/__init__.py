"""What people say in each language, one file per language, as data for the grammars."""
