"""Who could act where a queue is told: nobody is a fault at the start, no surprise at the first press."""

from collections.abc import Iterator, Sequence

from bot.config.faults import Complaint
from bot.config.model import Settings
from bot.config.reviewing import reviewing
from bot.config.shapes import IDS, home, is_group
from bot.config.team import Queue
from handoff.ids import Address


def staffing(settings: Settings) -> Iterator[Complaint]:
    """Yield each place whose presses nobody could make, and each id that would be two people's."""
    yield from _twins(settings)
    yield from reviewing(settings)
    for name, queue in settings.queues.items():
        told = [Address.parse(place).channel for place in queue.notify]
        for channel in sorted(set(told) & set(settings.channels.names) & set(IDS)):
            if not _anybody(settings, queue, channel):
                key = ("queues", name, "notify", told.index(channel))
                yield key, _nobody(channel, named(settings, queue), bool(queue.operators))


def named(settings: Settings, queue: Queue) -> Sequence[str]:
    """Return the operators who may act in a queue; every one of them where it lists nobody."""
    if not queue.operators:
        return tuple(settings.operators)
    return [member for member in queue.operators if member in settings.operators]


def _anybody(settings: Settings, queue: Queue, channel: str) -> bool:
    groups = filter(is_group, queue.operators)
    people = (settings.operators[name] for name in named(settings, queue))
    return any(home(group) == channel for group in groups) or any(one.on(channel) for one in people)


def _nobody(channel: str, names: Sequence[str], listed: bool) -> str:
    ids = IDS[channel]
    who = "none of its operators" if listed else "no operator"
    example = names[0] if names else "anna"
    return (
        f"{who} has an id on {channel}, so nobody could act there; "
        f"set {channel} in [operators.{example}] to {ids.person.words}, "
        f"or add to this queue's operators {ids.group.words}"
    )


def _twins(settings: Settings) -> Iterator[Complaint]:
    """Yield an id that was given to somebody else before: nobody could tell who acted."""
    for channel in IDS:
        owners: dict[str, str] = {}
        for name, operator in settings.operators.items():
            id = operator.on(channel)
            if id and owners.setdefault(id, name) != name:
                yield (
                    ("operators", name, channel),
                    f"is {owners[id]!r} already; two people cannot share it",
                )
