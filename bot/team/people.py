"""Who of the team somebody in a messenger is: an operator by id, a guest by a group, or nobody."""

from collections.abc import Callable, Sequence

from bot.config.model import Settings
from bot.config.shapes import is_group
from channels.team import Person
from handoff.events import Actor
from handoff.ids import Address, OperatorName


class People:
    """Looks people up in the settings in force; a person who left them is nobody at once."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings

    def actor(self, person: Person) -> Actor | None:
        """Return the operator with this id there, else a guest whose group some queue lists, else None.

        Whether a queue lets the actor do something is asked elsewhere.
        """
        name = self._owner(person)
        if name is not None:
            return Actor(OperatorName(name), self._display(name), person.channel, person.groups)
        if person.groups & self._groups():
            guest = OperatorName(f"{person.channel}:{person.id}")
            return Actor(guest, person.name or person.id, person.channel, person.groups, guest=True)
        return None

    def named(self, name: str) -> Actor | None:
        """Return the operator of that name, as the file writes it or as people read it, in any case."""
        asked = name.strip().casefold()
        operators = self._settings().operators
        found = [key for key in operators if asked in (key.casefold(), self._display(key).casefold())]
        exact = name if name in operators else None
        chosen = exact or (found[0] if len(found) == 1 else None)
        return self._known(chosen) if chosen is not None else None

    def all(self) -> Sequence[Actor]:
        """Return every configured operator, in the order of their display names."""
        people = map(self._known, self._settings().operators)
        return sorted(people, key=lambda actor: actor.name.casefold())

    def places(self, channel: str) -> frozenset[str]:
        """Return the chats of a channel where some queue is told."""
        queues = self._settings().queues.values()
        told = (Address.parse(place) for queue in queues for place in queue.notify)
        return frozenset(place.chat for place in told if place.channel == channel)

    def _owner(self, person: Person) -> str | None:
        if not person.id:
            return None
        operators = self._settings().operators.items()
        return next((name for name, one in operators if one.on(person.channel) == person.id), None)

    def _groups(self) -> frozenset[str]:
        queues = self._settings().queues.values()
        return frozenset(
            member for queue in queues for member in (*queue.operators, *queue.reviewers) if is_group(member)
        )

    def _known(self, name: str) -> Actor:
        return Actor(OperatorName(name), self._display(name))

    def _display(self, name: str) -> str:
        return self._settings().operators[name].name or name.title()
