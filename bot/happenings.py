"""What happened in a conversation besides words, as a sentence for the team."""

from collections.abc import Mapping
from typing import Any, Final

from handoff.ownership import Move
from handoff.transcript import Entry, EntryKind

_MOVES: Final[Mapping[str, str]] = {
    Move.ESCALATE: "Waiting for a person",
    Move.TAKE: "{by} took over",
    Move.REPLY: "{by} took over by replying",
    Move.TRANSFER: "{by} passed it to the queue {queue}",
    Move.ASSIGN: "Passed to {operator}",
    Move.RETURN: "{by} gave it back to the assistant",
    Move.RESOLVE: "{by} resolved it",
    Move.EXPIRE: "Nobody took it in time, the assistant is back",
    Move.SILENCE: "No answer came in time, waiting for someone again",
    Move.REOPEN: "Reopened by a new message, the assistant is back",
    Move.HAND_OVER: "Handed over to the {owner}",
}
_EVENTS: Final[Mapping[str, str]] = {
    "asked for a person": "The contact asked for a person",
    "withheld": "An answer of the assistant was withheld: {why}",
    "card refused": "{place} did not take the card: {reason}",
    "undelivered": "A message could not be delivered: {reason}",
    "unclaimed": "Nobody in {queue} took it in time",
    "recovered one": "Recovered 1 message that came while the bot was away",
    "approval asked": "Reviewers are asked: {question}",
    "approval": "{by} {ruling} the request",
    "agent on": "{by} switched the assistant on for this contact",
    "agent off": "{by} switched the assistant off for this contact",
    "snoozed": "{by} snoozed it",
    "recovered": "Recovered {count} messages that came while the bot was away",
}
ALARMING: Final = frozenset({"card refused", "undelivered", "unclaimed"})
"""Events that somebody should look at."""
_SOMEBODY: Final = {"by": "Somebody", "operator": "a colleague", "queue": "another one"}


def sentence(entry: Entry) -> str:
    """Say what the entry records; an event nobody wrote a sentence for is named as it is."""
    if entry.kind is EntryKind.OWNER:
        template = _MOVES.get(str(entry.data.get("move", "")), "It changed hands")
    else:
        template = _EVENTS.get(_kind(entry), "")
    return _fill(template, entry.data) + _via(entry) if template else entry.content.text


def _kind(entry: Entry) -> str:
    one = entry.content.text == "recovered" and entry.data.get("count") == 1
    return "recovered one" if one else entry.content.text


def _fill(template: str, data: Mapping[str, Any]) -> str:
    known = {name: str(value) for name, value in data.items() if value not in (None, "")}
    return template.format_map(_Known({**_SOMEBODY, **known}))


def _via(entry: Entry) -> str:
    via = str(entry.data.get("via") or "web")
    return "" if via == "web" else f", from {via.title()}"


class _Known(dict[str, str]):
    """A fact that is missing is a dash, never an error on the page."""

    def __missing__(self, name: str) -> str:
        return "–"
