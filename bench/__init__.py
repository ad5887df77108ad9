"""Measures how fast a turn is, beside the floor of the same machine in the same run."""
