"""When a schedule begins runs: five fields as in a crontab."""

from datetime import UTC, datetime
from typing import Final

_FIELDS: Final = 5
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def cron(text: str) -> str:
    """Return a crontab's five fields as they were; raises ValueError that names the one that is none."""
    from cronsim import CronSim, CronSimError

    if len(text.split()) != _FIELDS:
        raise ValueError("must be five fields: minute hour day month weekday, for example '0 9 * * 1-5'")
    try:
        CronSim(text, _EPOCH)
    except CronSimError as error:
        raise ValueError(f"cannot be a schedule: {str(error).lower()}") from error
    return text
