"""What of a section is said: all of it, or the parts that fit the question where it is long."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from bot.agent.knowledge.section import Block, Section

LONGEST: Final = 1200
"""Characters of one section in an answer; more is a page, not an answer."""

_MORE: Final = "…"
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")


def passage(section: Section, fits: Callable[[str], float], longest: int = LONGEST) -> str:
    """Return Markdown of about ``longest`` characters at most; ``fits`` rates a text for the question.

    Whole blocks in their own order, the best fitting ones first to be taken; what is left out shows as "…".
    """
    blocks = section.blocks
    if sum(len(block.source) + 2 for block in blocks) <= longest:
        return "\n\n".join(block.source for block in blocks)
    chosen = _choose(blocks, fits, longest)
    if not chosen:
        return _cut(max(blocks, key=lambda block: fits(block.plain)), longest)
    return _join(blocks, chosen)


def _choose(blocks: Sequence[Block], fits: Callable[[str], float], longest: int) -> set[int]:
    order = sorted(range(len(blocks)), key=lambda at: (-fits(blocks[at].plain), at))
    if len(blocks[order[0]].source) > longest:
        return set()
    chosen: set[int] = set()
    room = longest
    for at in order:
        if len(blocks[at].source) + 2 <= room:
            chosen.add(at)
            room -= len(blocks[at].source) + 2
    return chosen


def _join(blocks: Sequence[Block], chosen: set[int]) -> str:
    parts: list[str] = []
    for at, block in enumerate(blocks):
        if at in chosen:
            parts.append(block.source)
        elif not parts or parts[-1] != _MORE:
            parts.append(_MORE)
    return "\n\n".join(parts)


def _cut(block: Block, longest: int) -> str:
    """Cut one long block where a reader can stop: after a line, or a sentence, or a word."""
    prose = block.kind in ("paragraph", "html_block")
    pieces, glue = (_SENTENCE.split(block.source), " ") if prose else (block.source.split("\n"), "\n")
    kept = ""
    for piece in pieces:
        if len(kept) + len(piece) + 1 > longest:
            break
        kept = f"{kept}{glue}{piece}" if kept else piece
    kept = kept or block.source[:longest].rsplit(None, 1)[0]
    closing = "\n```" if block.kind == "fence" else ""
    return f"{kept}{closing}\n\n{_MORE}"
