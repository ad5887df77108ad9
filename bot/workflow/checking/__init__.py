"""The checks of a workflow file, one file for each kind."""
