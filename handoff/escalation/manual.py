"""A person of the team starts a handoff by hand."""

from typing import Final

from handoff.trigger import Mechanism, Trigger

CATEGORY: Final = "manual"


def manual(reason: str, category: str = CATEGORY) -> Trigger:
    """Return the trigger of a handoff that somebody of the team asked for."""
    return Trigger(Mechanism.MANUAL, category, reason)
