"""From the transcript to what the agent is told: who said what, who was a person, and the note."""

from collections.abc import Sequence
from typing import Final

from bot.agent.base import Role, Said, Turn
from handoff.content import Content
from handoff.ownership import Move
from handoff.state import Conversation
from handoff.texts import fill
from handoff.transcript import AuthorKind, Entry, EntryKind, Message, messages

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
    folded = {message.entry.seq: message for message in messages(entries)}
    asked: list[str] = []
    files: list[str] = []
    past: list[Said] = []
    for entry in entries:
        message = folded.get(entry.seq)
        if message is not None and _is_asked(state, message):
            asked.append(message.content.text)
            files += _files(message.content)
        elif (said := _said(entry, message)) is not None:
            past.append(said)
    known = dict(state.variables)
    language = state.contact.language
    return Turn(
        state.id, "\n".join(filter(None, asked)), tuple(past), language, known, state.answered, tuple(files)
    )


def withdrawn(state: Conversation, entries: Sequence[Entry]) -> bool:
    """Whether the contact took back everything that is not answered yet."""
    open = [message for message in messages(entries) if _is_open(state, message.entry)]
    return bool(open) and all(message.deleted_at is not None for message in open)


def _is_asked(state: Conversation, message: Message) -> bool:
    return _is_open(state, message.entry) and message.deleted_at is None


def _is_open(state: Conversation, entry: Entry) -> bool:
    return (
        entry.seq > state.answered
        and entry.kind is EntryKind.MESSAGE
        and entry.author.kind is AuthorKind.CONTACT
    )


def _said(entry: Entry, message: Message | None) -> Said | None:
    if entry.kind is EntryKind.OWNER:
        text = _moved(entry)
        return Said(Role.SYSTEM, _named(text, entry)) if text else None
    if entry.kind is EntryKind.EVENT:
        text = _EVENTS.get((entry.content.text, str(entry.data.get("ruling", entry.data.get("ok")))))
        return Said(Role.SYSTEM, fill(text, **_words(entry))) if text else None
    if message is None or message.deleted_at is not None:
        return None
    if entry.kind is EntryKind.NOTE:
        note = entry.data.get("for_agent")
        return Said(Role.NOTE, message.content.text, entry.author.name) if note else None
    content = message.content
    return Said(_ROLES[entry.author.kind], content.text, entry.author.name, _files(content))


def _files(content: Content) -> tuple[str, ...]:
    return tuple(file.name for file in content.files)


def _moved(entry: Entry) -> str | None:
    move = entry.data.get("move", "")
    known = _HANDED_OVER.get(entry.data.get("owner", "")) if move == Move.HAND_OVER else _MOVES.get(move)
    return fill(known, workflow=str(entry.data.get("workflow", ""))) if known else None


def _words(entry: Entry) -> dict[str, str]:
    return {name: str(value) for name, value in entry.data.items()}


def _named(text: str, entry: Entry) -> str:
    by = str(entry.data.get("by", "")) or "A colleague"
    return fill(text, by=by, operator=str(entry.data.get("operator", "")) or by)
