"""Who may use the inbox: a name the settings know, and the name that people read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from handoff.events import Actor
from handoff.ids import OperatorName

LONGEST = 80
"""Characters in a name; a longer one is nobody."""


@dataclass(frozen=True, slots=True)
class Operator:
    """One of the team. ``display`` is what colleagues and contacts read."""

    name: OperatorName
    display: str

    @property
    def actor(self) -> Actor:
        """The same person as the core knows them, acting through the web."""
        return Actor(self.name, self.display, "web")


class Operators(Protocol):
    """Looks operators up. Asked on every request, so a person who left the settings is out at once."""

    def get(self, name: str) -> Operator | None:
        """Return the operator of that name, or None."""

    def all(self) -> Sequence[Operator]:
        """Return every operator the settings name, in the order of their display names."""


class Roster:
    """Operators from the settings: names and what to call them.

    An empty roster is the embedded default, where any name that carries a valid signature is an
    operator. The process refuses to leave loopback while it is empty, so that stays on one machine.
    """

    def __init__(self, displays: Mapping[str, str] | None = None) -> None:
        self._people = {
            name: Operator(OperatorName(name), display or name.title())
            for name, display in (displays or {}).items()
        }

    def get(self, name: str) -> Operator | None:
        """Return the operator; on an empty roster, anybody with a printable name."""
        if self._people or not name.isprintable() or not 0 < len(name.strip()) <= LONGEST:
            return self._people.get(name)
        return Operator(OperatorName(name), name.title())

    def all(self) -> Sequence[Operator]:
        """Return the configured operators by display name; none on an empty roster."""
        return sorted(self._people.values(), key=lambda person: person.display.casefold())
