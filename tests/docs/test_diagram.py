"""The ownership diagram in the docs says what the table says."""

import importlib.util
from pathlib import Path
from types import ModuleType

from handoff.ownership import TABLE

DOCS = Path(__file__).parents[2] / "docs"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("diagram", DOCS / "diagram.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_shows_the_table_as_it_is() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert page == load().drawn(page), "run: python docs/diagram.py"


def test_every_move_of_the_table_is_drawn() -> None:
    drawn = load().diagram()
    for owner, moves in TABLE.items():
        for move, after in moves.items():
            arrow = next(line for line in drawn.splitlines() if line.startswith(f"    {owner} --> {after}:"))
            assert move.replace("_", " ") in arrow
