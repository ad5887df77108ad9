"""What somebody of the team reads about what their press or text did."""

from collections.abc import Callable

from channels.team import Answer
from handoff.outcome import Lost, Outcome, Refused

STRANGER = "You are not listed as an operator, so nothing was done. An admin can add you under [operators]."


def told(outcome: Outcome, done: str, time: Callable[[float], str]) -> Answer:
    """Say how it went; who lost a race reads who won and when (law 2)."""
    match outcome:
        case Lost(error="already_taken", by=by, at=at):
            return alert(f"{by} already has it, since {time(at)}.")
        case Lost(by=by, at=at, decision=decision):
            return alert(f"Already {decision or 'decided'} by {by} at {time(at)}.")
        case Refused(message=message):
            return alert(message)
        case _:
            return Answer(done)


def alert(text: str) -> Answer:
    """Say that it did not happen."""
    return Answer(text, alert=True)


def sign(channel: str) -> str:
    """Return what a command begins with in a messenger: Slack keeps slashes in threads to itself."""
    return "!" if channel == "slack" else "/"
