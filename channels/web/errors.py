"""How the desk's answers look over HTTP: one table from its codes to a status."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from channels.web.fault import Fault
from handoff.outcome import Lost, Refused

STATUS: Final[Mapping[str, int]] = {
    "unknown_message": 404,
    "not_found": 404,
    "not_yours": 403,
}


def refusal(outcome: Refused | Lost) -> Fault:
    """Return what the sender is told; a code that is not in the table is a conflict with how things stand."""
    if isinstance(outcome, Lost):
        return Fault(409, outcome.error, "Somebody else was first.", by=outcome.by, at=iso(outcome.at))
    return Fault(STATUS.get(outcome.error, 409), outcome.error, outcome.message)


def iso(at: float) -> str:
    """Write seconds since 1970 as ISO 8601 in UTC, to the millisecond."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
