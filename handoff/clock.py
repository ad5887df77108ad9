"""Saying when, in words of a language: ``at 14:00``, ``tomorrow at 09:00``, ``on Monday at 09:00``."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ClockWords:
    """How one language says when; ``days`` begin with Monday, ``months`` with January."""

    today: str = "at {time}"
    tomorrow: str = "tomorrow at {time}"
    weekday: str = "on {day} at {time}"
    date: str = "on {date} {month} at {time}"
    days: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    months: tuple[str, ...] = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )


def when(moment: datetime, now: datetime, words: ClockWords) -> str:
    """Return the moment in words, as seen from ``now``; both in the zone of the place it is about."""
    return _phrase((moment.date() - now.date()).days, words).format(
        time=f"{moment:%H:%M}",
        day=words.days[moment.weekday()],
        date=moment.day,
        month=words.months[moment.month - 1],
    )


def stamp(moment: datetime, now: datetime) -> str:
    """Return the moment for the team, to stand behind "since" or "until": ``14:02``, ``14:02 tomorrow``.

    UTC is named: where no zone was set it may be nobody's own.
    """
    near = {0: "", 1: " tomorrow", -1: " yesterday"}
    days = (moment.date() - now.date()).days
    day = near.get(days, f" on {moment.day} {ClockWords().months[moment.month - 1]}")
    zone = " UTC" if moment.tzname() == "UTC" else ""
    return f"{moment:%H:%M}{zone}{day}"


def _phrase(days: int, words: ClockWords) -> str:
    near = {0: words.today, 1: words.tomorrow}
    return near.get(days) or (words.weekday if 1 < days < 7 else words.date)
