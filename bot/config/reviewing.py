"""Who could decide what a queue's reviewers are asked; nobody is a fault at the start (law 7)."""

from collections.abc import Iterator

from bot.config.faults import Complaint, unknown
from bot.config.lines import Key
from bot.config.model import Settings
from bot.config.shapes import is_group
from bot.config.team import Queue


def reviewing(settings: Settings) -> Iterator[Complaint]:
    """Yield each queue whose questions could never be approved, or would be passed on to nobody."""
    for name, queue in settings.queues.items():
        listed = len(set(queue.reviewers))
        if queue.needed > max(1, listed) and not any(map(is_group, queue.reviewers)):
            yield ("queues", name, "needed"), _too_many(queue.needed, listed)
        if queue.decide_escalate_to is not None:
            yield from _further(settings, name, queue, queue.decide_escalate_to)


def _too_many(needed: int, listed: int) -> str:
    lists = f"lists only {listed}" if listed else "lists none"
    return f"{needed} reviewers must approve, but this queue {lists}; add some to its reviewers"


def _further(settings: Settings, name: str, queue: Queue, to: str) -> Iterator[Complaint]:
    key = ("queues", name, "decide_escalate_to")
    if to == name:
        yield key, "is this queue itself; name another one, or leave it out"
    else:
        yield from decides(key, to, settings)
    if queue.remind_every <= 0:
        yield key, "needs remind_every as well: that queue is asked with the first reminder"


def decides(key: Key, name: str, settings: Settings) -> Iterator[Complaint]:
    """Yield why a queue that is named could decide nothing: there is none, or it has no reviewers."""
    yield from unknown(key, "queue", name, settings.known_queues)
    queue = settings.queues.get(name)
    if name in settings.known_queues and (queue is None or not queue.reviewers):
        yield (
            key,
            f"the queue {name!r} has no reviewers, so nobody could decide; add some to [queues.{name}]",
        )
