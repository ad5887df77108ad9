"""Seeing that a person is needed: one file per mechanism, and the verdict that joins them."""
