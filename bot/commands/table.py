"""Rows for people: columns as wide as what is in them."""

import unicodedata
from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the rows under a head, aligned by what a terminal shows; control characters are left out."""
    clean = [[_printable(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(_width, column)) for column in zip(*clean, strict=True)]
    return "\n".join(_line(row, widths) for row in clean)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
    return "  ".join(padded).rstrip()


def _printable(cell: str) -> str:
    """Drop what could move a terminal's cursor: names come from contacts."""
    return "".join(letter for letter in cell if letter.isprintable())


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in cell)
