"""What a desk thread is shown of an entry: people's own words, or a line of the bot's."""

from dataclasses import replace
from typing import Final

from bot.assist.shown import ENTRIES, buttons
from bot.happenings import ALARMING, sentence
from channels.fit import clip
from channels.marks import warned
from handoff.content import Content
from handoff.ownership import Move
from handoff.transcript import Author, AuthorKind, Entry, EntryKind

SYSTEM: Final = Author(AuthorKind.SYSTEM)
INDENT: Final = "\n│ "
"""Begins a message's further lines, so that none can pass for what somebody else said (law 11)."""
SHORT: Final = 120
"""Characters of an original that is not shown in the thread itself."""


def words(entry: Entry) -> tuple[Author, Content]:
    """Return who says what: people's words are theirs, everything else is the bot's own line.

    What the bot tells the contact is marked so: "you" is not the operator there.
    """
    assisted = _assisted(entry)
    if assisted is not None:
        return entry.author, assisted
    match entry.kind:
        case EntryKind.MESSAGE if entry.author.kind is AuthorKind.SYSTEM:
            return SYSTEM, Content(f"To the contact: {entry.content.text}", files=entry.content.files)
        case EntryKind.MESSAGE | EntryKind.NOTE:
            return entry.author, Content(entry.content.text, files=entry.content.files)
        case EntryKind.EDIT:
            return entry.author, Content(f"(changed to) {entry.content.text}")
        case EntryKind.DELETE:
            return entry.author, Content("(took this message back)")
        case EntryKind.REACTION:
            verb = "reacted" if entry.data["on"] else "took a reaction back:"
            return entry.author, Content(f"({verb} {entry.data['emoji']})")
        case _:
            return SYSTEM, Content("" if _is_on_card(entry) else _told(entry))


def matters(entry: Entry) -> bool:
    """Whether a place that wants few messages must have it: people's words, who got it, what is wrong."""
    if entry.kind is EntryKind.OWNER:
        return entry.data.get("move") == Move.ASSIGN
    if entry.kind is EntryKind.REACTION:
        return False
    if entry.kind is EntryKind.EVENT:
        return entry.content.text in ALARMING or entry.content.text in ENTRIES
    return entry.author.kind is not AuthorKind.SYSTEM or "draft" in entry.data


def _assisted(entry: Entry) -> Content | None:
    """Return what is shown of what the model had to do with; None for anything else."""
    match entry.kind:
        case EntryKind.NOTE if "draft" in entry.data:
            return Content(_draft(entry), buttons=buttons(entry))
        case EntryKind.MESSAGE | EntryKind.EDIT if "original" in entry.data:
            return _both(entry)
        case EntryKind.DELETE if "draft" in entry.data:
            return Content("(discarded the draft)")
        case _:
            return None


def _is_on_card(entry: Entry) -> bool:
    """Whether the thread's own card says it already."""
    return entry.data.get("move") == Move.ESCALATE or entry.content.text == "handoff"


def _told(entry: Entry) -> str:
    """Return the sentence, and what the agent was about to say where that was withheld."""
    said = warned(sentence(entry)) if entry.content.text in ALARMING else sentence(entry)
    if entry.content.text in ENTRIES:
        return INDENT.join(said.splitlines())
    withheld = entry.data.get("text") if entry.content.text == "withheld" else None
    return f"{said}\n{withheld}" if withheld else said


def _draft(entry: Entry) -> str:
    late = " The contact wrote again while it was being written." if entry.data.get("late") else ""
    return f"Draft of a reply; nothing is sent until somebody presses Send.{late}\n\n{entry.content.text}"


def _both(entry: Entry) -> Content:
    """Return what the contact reads, and below it what the operator wrote."""
    changed = "(changed to) " if entry.kind is EntryKind.EDIT else ""
    return replace(
        entry.content, text=f"{changed}{entry.content.text}\n\n(original) {entry.data['original']}"
    )


def with_original(told: str, said: str) -> str:
    """Name the words that were translated, where the thread does not show them."""
    short = clip(" ".join(said.split()), SHORT)
    return told.replace("Translation:", f"Translation of “{short}”:", 1)
