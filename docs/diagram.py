"""Draws the ownership table as a diagram; run ``python docs/diagram.py`` after a change of the table."""

from pathlib import Path

from handoff.ownership import TABLE

PAGE = Path(__file__).parent / "architecture.md"
BEGIN, END = "<!-- ownership: drawn from handoff/ownership.py -->", "<!-- /ownership -->"


def diagram() -> str:
    """Return the table as a Mermaid state diagram, one arrow for each pair of owners."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> agent"]
    for owner, moves in TABLE.items():
        arrows: dict[str, list[str]] = {}
        for move, after in moves.items():
            arrows.setdefault(after, []).append(move.replace("_", " "))
        lines += [f"    {owner} --> {after}: {', '.join(names)}" for after, names in arrows.items()]
    return "\n".join([*lines, "```"])


def drawn(page: str) -> str:
    """Return the page with the diagram as it must be."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n{diagram()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
