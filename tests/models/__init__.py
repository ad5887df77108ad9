"""A stand-in for the providers of language models: a real server on loopback that says what a script says."""
