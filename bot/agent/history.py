"""From the transcript to what the agent is told: who said what, who was a person, and the note."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.agent.base import Role, Said, Turn
from handoff.content import Content
from handoff.ownership import Move
from handoff.state import Conversation
from handoff.texts import fill
from handoff.transcript import AuthorKind, Entry, EntryKind, messages

CHANGES: Final = (EntryKind.EDIT, EntryKind.DELETE)
_ROLES = {
    AuthorKind.CONTACT: Role.CONTACT,
    AuthorKind.AGENT: Role.AGENT,
    AuthorKind.HUMAN: Role.HUMAN,
    AuthorKind.SYSTEM: Role.SYSTEM,
}

_MOVES = {
    Move.TAKE: "{by} joined and answers instead of you.",
    Move.REPLY: "{by} joined and answers instead of you.",
    Move.ASSIGN: "{operator} took over from a colleague.",
    Move.RETURN: "{by} left and gave the conversation back to you.",
    Move.EXPIRE: "Nobody of the team came in time; you have the conversation again.",
    Move.RESOLVE: "{by} closed the conversation.",
    Move.REOPEN: "The contact came back; you have the conversation again.",
}
_HANDED_OVER = {
    "automation": "The workflow “{workflow}” has the conversation.",
    "agent": "The workflow “{workflow}” ended or paused; you have the conversation.",
}
WORKED: Final = "was called after the approval, and worked."
_EVENTS = {
    ("approval", "approved"): "A colleague approved: {question}",
    ("approval", "rejected"): "A colleague decided against: {question}",
    ("approval", "expired"): "Nobody decided in time: {question}",
    ("tool called", "True"): "{tool} " + WORKED,
    ("tool called", "False"): "{tool} was called after the approval, and failed.",
    ("tool perhaps called", "None"): "{tool} was called after the approval; nobody knows if it was done.",
    ("tool cut off", "None"): "You had called {tool} when you were stopped; nobody knows if it was done.",
}
"""What the agent must know of what was done without it; never a reviewer's reason, nor a tool's own words."""


def turn(state: Conversation, entries: Sequence[Entry]) -> Turn:
    """Build the turn: asked is what the contact said since the last answer, past everything before."""
    asked: list[Content] = []
    past: list[Said] = []
    for entry in _standing(entries):
        if _is_open(state, entry):
            asked.append(entry.content)
        elif (said := _said(entry)) is not None:
            past.append(said)
    return Turn(
        state.id,
        "\n".join(content.text for content in asked if content.text),
        tuple(past),
        state.contact.language,
        dict(state.variables),
        state.answered,
        tuple(name for content in asked for name in _files(content)),
    )


def withdrawn(state: Conversation, entries: Sequence[Entry]) -> bool:
    """Whether the contact took back everything that is not answered yet."""
    standing = _standing(entries)
    if standing is entries:
        return False
    left = any(_is_open(state, entry) for entry in standing)
    return not left and any(_is_open(state, entry) for entry in entries)


def _standing(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries, messages and notes as they stand now, without those that were taken back."""
    if all(entry.kind not in CHANGES for entry in entries):
        return entries
    now = {message.entry.seq: message for message in messages(entries)}
    return [
        entry if entry.seq not in now else replace(entry, content=now[entry.seq].content)
        for entry in entries
        if entry.seq not in now or now[entry.seq].deleted_at is None
    ]


def _is_open(state: Conversation, entry: Entry) -> bool:
    return (
        entry.seq > state.answered
        and entry.kind is EntryKind.MESSAGE
        and entry.author.kind is AuthorKind.CONTACT
    )


def _said(entry: Entry) -> Said | None:
    match entry.kind:
        case EntryKind.MESSAGE:
            text, name = entry.content.text, entry.author.name
            return Said(_ROLES[entry.author.kind], text, name, _files(entry.content))
        case EntryKind.NOTE if entry.data.get("for_agent"):
            return Said(Role.NOTE, entry.content.text, entry.author.name)
        case EntryKind.OWNER:
            moved = _moved(entry)
            return Said(Role.SYSTEM, _named(moved, entry)) if moved else None
        case EntryKind.EVENT:
            known = _EVENTS.get((entry.content.text, str(entry.data.get("ruling", entry.data.get("ok")))))
            return Said(Role.SYSTEM, fill(known, **_words(entry))) if known else None
        case _:
            return None


def _files(content: Content) -> tuple[str, ...]:
    return tuple([file.name for file in content.files])


def _moved(entry: Entry) -> str | None:
    move = entry.data.get("move", "")
    known = _HANDED_OVER.get(entry.data.get("owner", "")) if move == Move.HAND_OVER else _MOVES.get(move)
    return fill(known, workflow=str(entry.data.get("workflow", ""))) if known else None


def _words(entry: Entry) -> dict[str, str]:
    return {name: str(value) for name, value in entry.data.items()}


def _named(text: str, entry: Entry) -> str:
    by = str(entry.data.get("by", "")) or "A colleague"
    return fill(text, by=by, operator=str(entry.data.get("operator", "")) or by)
