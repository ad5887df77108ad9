"""The moments at which a schedule begins its runs: every so long, or as a crontab says."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.workflow.language.nodes import TriggerData

MINUTE: Final = 60


def last_slot(data: TriggerData, now: float, zone: str) -> float | None:
    """Return the newest moment that is not after ``now`` (seconds since 1970 UTC), or None.

    A crontab counts by the clock of ``zone``; "every" counts from 1970, so that a restart moves nothing.
    """
    if data.every is not None:
        return now - now % data.every
    if data.cron is None:
        return None
    from cronsim import CronSim

    following = datetime.fromtimestamp(now - now % MINUTE + MINUTE, ZoneInfo(zone))
    found = next(CronSim(data.cron, following, reverse=True), None)
    return found.timestamp() if found is not None else None
