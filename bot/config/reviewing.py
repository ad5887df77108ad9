"""Who could decide what a queue's reviewers are asked; nobody is a fault at the start (law 7)."""

from collections.abc import Iterator

from bot.config.faults import Complaint, hint
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
    known = {"support", *settings.queues}
    if to not in known:
        yield key, f"there is no queue {to!r}{hint(to, sorted(known))}"
    elif to == name:
        yield key, "is this queue itself; name another one, or leave it out"
    elif to not in settings.queues or not settings.queues[to].reviewers:
        yield key, f"the queue {to!r} lists no reviewers, so nobody there could decide"
    if queue.remind_every <= 0:
        yield key, "needs remind_every as well: that queue is asked with the first reminder"
