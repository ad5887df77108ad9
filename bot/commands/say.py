"""Lines for people and programs on the two outputs."""

import sys


def say(line: str, flush: bool = False) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{line}\n")
    if flush:
        sys.stdout.flush()


def grumble(line: str) -> None:
    """Write a line to standard error: what is no result but a person should read."""
    sys.stderr.write(f"{line}\n")
