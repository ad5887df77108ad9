"""The operators' web inbox: who waits, what was said, and every way to act on it."""
