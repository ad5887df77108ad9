"""The explanations in ``config.example.toml``, for the files that ``handoff init`` writes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

EXAMPLE: Final = Path(__file__).parents[2] / "config.example.toml"
_HEADER: Final = re.compile(r"#?\[([\w.]+)\]$")
_KEY: Final = re.compile(r"#?(\w+) = ")


def explanations(text: str) -> Mapping[str, str]:
    """Map each section (``bot``) and key (``bot.name``) to the comment above it, ``#`` and all."""
    found: dict[str, str] = {}
    section, above = "", ""
    for line in text.splitlines():
        if line.startswith("# "):
            above += f"{line}\n"
            continue
        if header := _HEADER.match(line):
            section = header[1]
            found[section] = above
        elif key := _KEY.match(line):
            found[f"{section}.{key[1]}"] = above
        above = ""
    return found


def example() -> str:
    """Return the example, or nothing where it was not installed beside the program."""
    return EXAMPLE.read_text("utf-8") if EXAMPLE.is_file() else ""
