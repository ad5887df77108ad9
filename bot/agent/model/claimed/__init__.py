"""How each language says that something was done: patterns for claims.py, and what takes them back."""
