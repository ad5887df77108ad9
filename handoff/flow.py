"""A workflow as the core sees it: its name, the definition in force, and what makes it start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handoff.ids import QueueName
from handoff.state import Contact


class Occasion(StrEnum):
    """What starts a run."""

    MESSAGE = "message_received"
    """The contact wrote, and the agent would have answered."""
    REQUEST = "human_requested"
    """The contact asked for a person."""
    RESOLVED = "handoff_resolved"
    """A handoff was returned or resolved."""
    SCHEDULE = "schedule"


Matches = Callable[[Mapping[str, Any], Contact], bool]
"""Says whether an occasion starts it: from the variables that the run would begin with, and whose it is."""


def always(variables: Mapping[str, Any], contact: Contact) -> bool:
    """Match every occasion of everybody."""
    return True


@dataclass(frozen=True, slots=True)
class Flow:
    """``digest`` names the definition that new runs are pinned to, ``start`` the node they begin at.

    ``matches`` is pure and never raises. ``queue`` decides what the workflow asks without naming a queue.
    """

    name: str
    digest: str
    occasion: Occasion
    start: str
    matches: Matches = always
    queue: QueueName | None = None
