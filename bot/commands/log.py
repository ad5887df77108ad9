"""``handoff log``: what was handed off, why, to whom, and how it ended. No text of a contact is shown."""

import json
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from cyclopts import Parameter
from cyclopts.validators import Number

from bot.blame import blame
from bot.commands.given import Config, settings
from bot.commands.say import grumble, say
from bot.commands.table import table
from bot.config.faults import Fault, SettingsError
from bot.config.load import chosen
from bot.config.values import seconds
from handoff.ids import QueueName
from handoff.store.reading import HandoffQuery, HandoffRow

HEAD = ("ticket", "opened", "contact", "why", "queue", "operator", "first reply", "ending")
Outcome = Literal["open", "returned", "resolved", "expired", "cancelled", "failed"]


async def log(
    *,
    since: Annotated[str | None, Parameter(help="Only those opened in this time: 7d, 12h, 30m.")] = None,
    queue: Annotated[str | None, Parameter(help="Only those of this queue.")] = None,
    category: Annotated[str | None, Parameter(help="Only those of this category.")] = None,
    outcome: Annotated[Outcome | None, Parameter(help="Only those that ended so, or are open.")] = None,
    limit: Annotated[int, Parameter(validator=Number(gte=1), help="At most so many, the newest.")] = 1000,
    as_json: Annotated[bool, Parameter(name="--json", negative="", help="One JSON object a line.")] = False,
    config: Config = None,
) -> int:
    """List handoffs, the newest first; reads beside a bot that runs."""
    found = settings(config)
    query = HandoffQuery(
        since=_start(since),
        queue=QueueName(queue) if queue else None,
        category=category,
        ending=outcome,
        limit=limit,
    )
    if not found.store.path.exists():
        grumble(f"No handoffs yet: there is no {found.store.path}.")
        return 0
    with blame(chosen(config), "store.url", str(found.store.path)):
        rows = await _rows(found.store.path, query)
    for line in _lines(rows) if as_json else _table(rows, ZoneInfo(found.bot.zone)):
        say(line)
    return 0


async def _rows(database: Path, query: HandoffQuery) -> Sequence[HandoffRow]:
    from handoff.store.reader import SqliteReader

    reader = SqliteReader(database, readers=1)
    await reader.open()
    try:
        return await reader.handoffs(query)
    finally:
        await reader.close()


def _start(since: str | None) -> float | None:
    try:
        ago = seconds(since)
    except ValueError as error:
        raise SettingsError([Fault("", "--since", str(error))]) from error
    return time.time() - ago if isinstance(ago, float) else None


def _lines(rows: Sequence[HandoffRow]) -> Iterator[str]:
    for row in rows:
        handoff = row.handoff
        times = {
            name: getattr(handoff, name) for name in ("opened", "notified", "taken", "replied", "closed")
        }
        facts = {
            "ticket": str(handoff.ticket),
            "conversation": row.conversation,
            "contact": row.contact,
            "mechanism": handoff.trigger.mechanism,
            "category": handoff.trigger.category,
            "score": handoff.trigger.score,
            "queue": handoff.queue,
            "priority": handoff.priority,
            "operator": handoff.operator,
            "outcome": handoff.ending or "open",
        }
        yield json.dumps(facts | times, ensure_ascii=False)


def _table(rows: Sequence[HandoffRow], zone: ZoneInfo) -> Iterator[str]:
    if rows:
        yield table(HEAD, [_cells(row, zone) for row in rows])
    else:
        yield "No handoffs."


def _cells(row: HandoffRow, zone: ZoneInfo) -> tuple[str, ...]:
    handoff = row.handoff
    return (
        str(handoff.ticket),
        f"{datetime.fromtimestamp(handoff.opened, zone):%Y-%m-%d %H:%M}",
        row.contact,
        f"{handoff.trigger.mechanism} / {handoff.trigger.category}",
        handoff.queue,
        handoff.operator or "-",
        "-" if handoff.replied is None else span(handoff.replied - handoff.opened),
        handoff.ending or "open",
    )


def span(seconds: float) -> str:
    """Say how long in the two largest units: ``45s``, ``3m 20s``, ``2h 5m``, ``3d 4h``."""
    left, parts = round(seconds), []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts[:2]) or "0s"
