"""When somebody is there. The rules are OpenStreetMap opening hours, read by ``opening-hours-py``.

Moments are seconds since 1970 UTC everywhere. What the library calls *unknown* ("by appointment") counts
as closed: a contact is never promised a person who may not come.
"""

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from opening_hours import (  # type: ignore[attr-defined]  # its stub leaves the errors out
    OpeningHours,
    ParserError,
    State,
    UnknownCountryError,
)

_EXAMPLE: Final = "write for example 'Mo-Fr 09:00-18:00; Sa 10:00-14:00; PH off'"
_COLUMN: Final = re.compile(r"--> \d+:(\d+)")
_HOLIDAY: Final = re.compile(r"\bPH\b")
_AHEAD: Final = timedelta(days=400)
"""How far to look for the next opening: over any holiday season, and rules for one past year end here."""


class Hours:
    """Opening hours such as ``Mo-Fr 09:00-18:00; PH off`` in a zone.

    ``country`` (two letters, such as ``DE``) says whose public holidays ``PH`` means. Raises ValueError,
    with a sentence for the admin, for a faulty text, zone or country, and for ``PH`` without a country.
    """

    def __init__(self, text: str, zone: str = "UTC", country: str | None = None) -> None:
        self.text = text
        self._zone = _zone(zone)
        self._rules = _rules(text, self._zone, country)
        self._identity = (text, zone, country)

    def __eq__(self, other: object) -> bool:
        """Two are equal that say the same in the same place."""
        return isinstance(other, Hours) and self._identity == other._identity

    def __hash__(self) -> int:
        """Hash what makes two equal."""
        return hash(self._identity)

    def is_open(self, now: float) -> bool:
        """Whether somebody is there at ``now``."""
        return self._rules.is_open(self.local(now))

    def opens(self, now: float) -> float | None:
        """Return when it opens next; ``now`` if open, None if not within a year."""
        start = self.local(now)
        for begin, _, state, _ in self._rules.intervals(start, start + _AHEAD):
            if state is State.OPEN:
                return max(now, begin.timestamp())
        return None

    def local(self, at: float) -> datetime:
        """Return the moment as the clock on the wall there shows it."""
        return datetime.fromtimestamp(at, self._zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone {name!r}; write for example 'Europe/Berlin'") from error


def _rules(text: str, zone: ZoneInfo, country: str | None) -> OpeningHours:
    if _HOLIDAY.search(text) and country is None:
        raise ValueError('PH (public holidays) needs a country, for example country = "DE"')
    try:
        return OpeningHours(text, timezone=zone, country=country)
    except UnknownCountryError as error:
        raise ValueError(f"there is no country {country!r}; write capital letters such as 'DE'") from error
    except ParserError as error:
        raise ValueError(_complaint(text, str(error))) from error


def _complaint(text: str, error: str) -> str:
    found = _COLUMN.search(error)
    rest = text[int(found[1]) - 1 :] if found else text
    where = f"from {rest!r} on" if rest.strip() else "they end too early"
    return f"these are not opening hours, {where}; {_EXAMPLE}"
