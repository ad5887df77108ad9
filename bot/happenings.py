"""What happened in a conversation besides words, as a sentence for the team."""

from collections.abc import Mapping
from typing import Any, Final

from handoff.ids import Address
from handoff.labels import messenger, place, spaced
from handoff.ownership import Move
from handoff.transcript import Entry, EntryKind

_MOVES: Final[Mapping[str, str]] = {
    Move.ESCALATE: "Waiting for a person",
    Move.TAKE: "{by} took over",
    Move.REPLY: "{by} took over by replying",
    Move.TRANSFER: "{by} passed it on to the queue {queue}",
    Move.ASSIGN: "Passed on to {operator}",
    Move.RETURN: "{by} returned it to the assistant",
    Move.RESOLVE: "{by} resolved it",
    Move.EXPIRE: "Nobody took over in time, the assistant is back",
    Move.SILENCE: "{operator_was} did not answer in time, waiting for someone again",
    Move.REOPEN: "Reopened by a new message, the assistant is back",
}
_EVENTS: Final[Mapping[str, str]] = {
    "asked for a person": "The contact asked for a person",
    "withheld": "An answer of the assistant was not sent: {why}",
    "card refused": "{place} cannot be told: {reason}",
    "undelivered": "Not delivered: {reason}",
    "not shown": "A message is missing in the desk thread: {reason}",
    "unclaimed": "Nobody in {queue} took over in time",
    "recovered one": "Recovered 1 message that came while the bot was away",
    "approval asked": "Reviewers are asked: {question}",
    "approval": "{by} {ruling} the request",
    "approval vote": "{by} approved the request: {progress}",
    "approval escalated": "Nobody has decided yet: the queue {queue} is asked as well",
    "reviewers not reached": "No reviewer could be told anywhere; the request waits in the inbox: {question}",
    "approval expired": "Nobody decided in time: the request expired",
    "approval cancelled": "The request was withdrawn",
    "agent on": "{by} switched the assistant on for this contact",
    "agent off": "{by} switched the assistant off for this contact",
    "snoozed": "{by} snoozed it",
    "workflow began": "The workflow “{workflow}” began",
    "workflow stopped": "The workflow “{workflow}” was stopped: {why}",
    "workflow failed": "The workflow “{workflow}” failed: {why}",
    "workflow tool": "The workflow “{workflow}” called {tool}",
    "workflow tool failed": "The workflow “{workflow}” called {tool}, which failed: {why}",
    "contact verified": "The contact proved their address to the workflow “{workflow}”",
    "contact not verified": "The contact did not prove an address to the workflow “{workflow}”: {why}",
    "tagged": "Put into the folder “{tag}” by the workflow “{workflow}”",
    "untagged": "Taken out of the folder “{tag}” by the workflow “{workflow}”",
    "announced": "{place} was told: {text}",
    "tool called": "{tool} was called after the approval: {text}",
    "tool perhaps called": "{tool} was approved, and nobody knows whether it was done: {text}",
    "tool cut off": "The assistant had called {tool} when it was stopped: look whether that was done",
    "translation": "Translation: {text}",
    "sent translated": "The contact reads: {text}",
    "edit held": "{by} changed a message; the change is being translated",
    "reply not translated": "Sent as it was written, without a translation. {why}",
    "reply kept": "The reply of {operator} was not sent: {why}",
    "draft failed": "No draft could be written: {why} Write your reply yourself, or ask again.",
    "recovered": "Recovered {count} messages that came while the bot was away",
}
ALARMING: Final = frozenset(
    {
        "card refused",
        "reviewers not reached",
        "undelivered",
        "not shown",
        "unclaimed",
        "workflow failed",
        "tool perhaps called",
        "tool cut off",
        "reply not translated",
        "reply kept",
    }
)
"""Events that somebody should look at."""
_SOMEBODY: Final = {
    "by": "Somebody",
    "operator": "a colleague",
    "operator_was": "The operator",
    "queue": "another one",
}


def sentence(entry: Entry) -> str:
    """Say what the entry records; an event nobody wrote a sentence for is named as it is."""
    if entry.kind is EntryKind.OWNER and entry.data.get("move") == Move.HAND_OVER:
        return _handed_over(entry)
    if entry.kind is EntryKind.OWNER:
        template = _MOVES.get(str(entry.data.get("move", "")), "It changed hands")
    else:
        template = _EVENTS.get(_kind(entry), "")
    return _fill(template, entry.data) + _via(entry) if template else entry.content.text


def _handed_over(entry: Entry) -> str:
    workflow = f"The workflow “{spaced(str(entry.data.get('workflow', '')))}”"
    if entry.data.get("began"):
        return f"{workflow} began"
    ours = entry.data.get("owner") == "agent"
    return f"{workflow} passed it on to the assistant" if ours else f"{workflow} has the conversation"


def _kind(entry: Entry) -> str:
    what = entry.content.text
    if what == "recovered" and entry.data.get("count") == 1:
        return "recovered one"
    nobodys = what == "approval" and entry.data.get("ruling") in ("expired", "cancelled")
    return f"approval {entry.data['ruling']}" if nobodys else what


def _fill(template: str, data: Mapping[str, Any]) -> str:
    known = {name: str(value) for name, value in data.items() if value not in (None, "")}
    if "workflow" in known:
        known["workflow"] = spaced(known["workflow"])
    if "place" in known:
        known["place"] = place(Address.parse(known["place"]))
    return template.format_map(_Known({**_SOMEBODY, **known}))


def _via(entry: Entry) -> str:
    via = str(entry.data.get("via") or "web")
    return "" if via == "web" else f" (on {messenger(via)})"


class _Known(dict[str, str]):
    """A fact that is missing is a dash, never an error on the page."""

    def __missing__(self, name: str) -> str:
        return "–"
