"""An outcome as an answer over HTTP: done is 200, lost or refused is 409, not yours to do is 403."""

from datetime import UTC, datetime
from typing import Final, assert_never

from aiohttp import web

from channels.web.http import json_reply
from handoff.outcome import Again, Done, Lost, Outcome, Refused

FORBIDDEN: Final = frozenset({"not_allowed", "not_a_reviewer", "requester"})

_LOST: Final = {
    "already_taken": "{by} has this conversation.",
    "already_decided": "{by} decided this already.",
}
_OVER: Final = {
    "expired": "It expired before anybody decided.",
    "cancelled": "It was withdrawn: no decision is needed any more.",
}


def reply(outcome: Outcome) -> web.Response:
    """Tell the presser what became of the press."""
    match outcome:
        case Done(seq):
            return json_reply(_without_none({"ok": True, "seq": seq}))
        case Again(seq):
            return json_reply(_without_none({"ok": True, "again": True, "seq": seq}))
        case Lost():
            return json_reply(_lost(outcome), 409)
        case Refused(error, message):
            return json_reply({"error": error, "message": message}, 403 if error in FORBIDDEN else 409)
        case _:
            assert_never(outcome)


def moment(at: float | None) -> str | None:
    """Write seconds since 1970 as ISO 8601 in UTC; None stays None."""
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _lost(lost: Lost) -> dict[str, object]:
    over = _OVER.get(lost.decision or "")
    message = over or _LOST.get(lost.error, "{by} was first.").format(by=lost.by or "Somebody")
    told = {"error": lost.error, "message": message, "by": lost.by, "at": moment(lost.at)}
    return _without_none({**told, "decision": lost.decision})


def _without_none(facts: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value is not None}
