"""How long ago, in a few letters, and how late that is against a limit."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.inbox.replies import moment


class Level(StrEnum):
    """How urgent a wait is: past half of the limit it is soon, past the limit late."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Chip:
    """A waiting time. The page counts on by itself, from ``since`` (shown) and ``start`` (judged)."""

    since: float
    start: float
    limit: float
    text: str
    level: Level
    says: str

    @property
    def iso(self) -> str:
        """The exact moment it began."""
        return moment(self.since) or ""


def chip(since: float, start: float, limit: float, now: float, says: str) -> Chip:
    """Draw a waiting time; ``start`` is when the limit's clock began, ``limit`` 0 means none."""
    return Chip(since, start, limit, ago(now - since), level(now - start, limit), says)


def level(waited: float, limit: float) -> Level:
    """Judge a wait of so many seconds."""
    if limit <= 0 or waited < limit / 2:
        return Level.CALM
    return Level.SOON if waited < limit else Level.LATE


def ago(seconds: float) -> str:
    """Say a stretch of time in one or two units: ``now``, ``4 min``, ``2 h``, ``3 d``."""
    minutes = int(max(0.0, seconds) // 60)
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // 1440} d"


def clock(at: float) -> str:
    """Return the time of day in UTC; the page shows the reader's own."""
    return datetime.fromtimestamp(at, UTC).strftime("%H:%M")


def day(at: float) -> str:
    """Return the date in UTC, such as ``2026-03-09``."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
