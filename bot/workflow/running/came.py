"""What came from outside at the node where a run stands: a tool's result, or the contact's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handoff.events import Act


@dataclass(frozen=True, slots=True)
class Came:
    """What a run takes in with its next leap.

    With an ``exit`` it goes on there, with new ``variables``. Without one it waits on for the contact's
    words until ``due``, with these ``notes``. ``done`` says that something outside happened. ``error`` is a
    reason and its kind. ``doubts`` are those of the run from here on, where they changed. ``proven`` is an
    address that the contact has.
    """

    exit: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    notes: Mapping[str, Any] | None = None
    due: float | None = None
    error: tuple[str, str] | None = None
    done: bool = False
    doubts: Mapping[str, str] | None = None
    proven: str = ""
