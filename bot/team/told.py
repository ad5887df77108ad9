"""What somebody of the team reads about what their press or text did."""

from collections.abc import Callable

from channels.team import Answer
from handoff.approvals import Ruling
from handoff.outcome import Done, Lost, Outcome, Refused

OUTDATED = "This button no longer works. Use a newer card, or the inbox."
ERASED = "This conversation was erased."
STRANGER = "Nothing was done: you are not listed as an operator. An admin can add you under [operators]."


def told(outcome: Outcome, done: str, time: Callable[[float], str]) -> Answer:
    """Say how it went; who lost a race reads who won and when (law 2)."""
    match outcome:
        case Lost(error="already_taken", by=by, at=at):
            return alert(f"{by} already has it, since {time(at)}.")
        case Lost(decision=Ruling.EXPIRED, at=at):
            return alert(f"Too late: the request expired at {time(at)}, before anybody decided.")
        case Lost(decision=Ruling.CANCELLED, at=at):
            return alert(f"Too late: the request was withdrawn at {time(at)}.")
        case Lost(by=by, at=at, decision=decision):
            return alert(f"Already {decision or 'decided'} by {by} at {time(at)}.")
        case Refused(message=message):
            return alert(message)
        case Done(text=text) if text:
            return Answer(f"{done.rstrip('.')}: {text}.")
        case _:
            return Answer(done)


def alert(text: str) -> Answer:
    """Say that it did not happen."""
    return Answer(text, alert=True)


def sign(channel: str) -> str:
    """Return what a command begins with in a messenger: Slack keeps slashes in threads to itself."""
    return "!" if channel == "slack" else "/"
