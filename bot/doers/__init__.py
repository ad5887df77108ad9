"""Doing what was decided: one file per kind of effect."""
