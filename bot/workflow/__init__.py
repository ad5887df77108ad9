"""Workflows: a JSON graph of nodes and edges, its checks, its drawing, and the runs of it."""
