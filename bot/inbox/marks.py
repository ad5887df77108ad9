"""What became of each message on its way to the contact, read from the outbox."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from handoff.effects import Deliver
from handoff.store.base import Row, RowState


class Delivery(StrEnum):
    """How a message stands. ``UNCERTAIN`` is honest: a try began and nobody knows how it ended."""

    WAITING = "waiting"
    RETRYING = "retrying"
    DELIVERED = "delivered"
    WITHHELD = "withheld"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Mark:
    """``error`` is the platform's reason, where there is one."""

    delivery: Delivery
    error: str = ""


def marks(rows: Iterable[Row]) -> Mapping[int, Mark]:
    """Return each delivered entry's mark by its seq.

    An entry without a row was delivered by its own commit: its contact reads the transcript itself.
    """
    return {row.effect.seq: _mark(row) for row in rows if isinstance(row.effect, Deliver)}


def _mark(row: Row) -> Mark:
    if row.state is RowState.DEAD:
        return Mark(Delivery.UNCERTAIN if row.doubtful else Delivery.FAILED, row.error or "")
    if row.state is RowState.DROPPED:
        return Mark(Delivery.WITHHELD)
    if row.state is RowState.SENT:
        return Mark(Delivery.UNCERTAIN if row.doubtful else Delivery.DELIVERED)
    if row.attempts:
        return Mark(Delivery.RETRYING, row.error or "")
    return Mark(Delivery.WAITING)
