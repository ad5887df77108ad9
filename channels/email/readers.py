"""Who reads the mails of a place of the team: known operators, each by an own mailbox."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels.email.settings import EmailSettings
from channels.team import Person

_NAME = "email"


@dataclass(frozen=True, slots=True)
class Reader:
    """A mailbox. Only the one of a single operator ``acts``: gets links that do something."""

    address: str
    name: str = ""
    acts: bool = False


class Readers:
    """Answers from the settings alone: a From header is no authority, and neither is a shared mailbox."""

    def __init__(self, settings: EmailSettings) -> None:
        self.renew(settings)

    def renew(self, settings: EmailSettings) -> None:
        """Go by these settings from now on: the links of who is no operator any more do nothing."""
        self._operators: Mapping[str, str] = {one.lower(): name for one, name in settings.operators.items()}
        self._shared = {
            place.lower(): tuple(one.lower() for one in people) for place, people in settings.readers.items()
        }

    def of(self, place: str) -> tuple[Reader, ...]:
        """Return who gets the mails of a place; the mailbox itself where nobody is named for it."""
        named = self._shared.get(place.lower(), (place.lower(),))
        known = tuple(Reader(one, self._operators[one], acts=True) for one in named if one in self._operators)
        return known or (Reader(place),)

    def may_act(self, place: str, address: str) -> bool:
        """Say whether links of this place work for this operator."""
        return any(one.acts and one.address == address for one in self.of(place))

    def person(self, address: str) -> Person | None:
        """Return the operator of this very address, or None."""
        name = self._operators.get(address.lower())
        return Person(_NAME, address.lower(), name) if name is not None else None

    def is_team(self, address: str) -> bool:
        """Say whether a mailbox is the team's: what it sends is never a contact's."""
        return address in self._operators or address in self._shared
