"""The agent raised, timed out or could not be reached."""

from typing import Final

from handoff.trigger import Mechanism, Trigger

CATEGORY: Final = "agent_failed"


def failed(reason: str, category: str = CATEGORY) -> Trigger:
    """Return the trigger of a failed turn; a contact is never left in silence, so it cannot be off."""
    return Trigger(Mechanism.FAILURE, category, reason)
