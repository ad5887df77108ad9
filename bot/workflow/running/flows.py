"""Workflows as the core sees them: what starts each, and which definition new runs are pinned to."""

from collections.abc import Callable, Iterable

from bot.workflow.conditions import Condition, ConditionFault
from bot.workflow.language.nodes import TriggerData
from bot.workflow.running.shelf import Volume
from handoff.flow import Flow, Occasion


def flows(volumes: Iterable[Volume]) -> tuple[Flow, ...]:
    """Return the flows of all that are enabled, in their order: the first that matches starts."""
    return tuple(flow(volume) for volume in volumes if volume.enabled)


def flow(volume: Volume) -> Flow:
    """Return the flow of one workflow."""
    trigger = volume.workflow.trigger
    occasion = Occasion(trigger.data.trigger_type)
    return Flow(volume.name, volume.digest, occasion, trigger.id, matcher(trigger.data))


def matcher(data: TriggerData) -> Callable[[str, str], bool]:
    """Return what says whether a contact's text on a channel starts the workflow; it never raises.

    One of the ``keywords`` is enough; they are looked for in any case, anywhere in the text. A condition
    sees ``message`` and ``contact.channel``; one that has no answer starts nothing.
    """
    words = tuple(word.casefold() for word in data.keywords)
    condition = Condition(data.condition) if data.condition is not None else None

    def matches(text: str, channel: str) -> bool:
        if data.channels and channel not in data.channels:
            return False
        folded = text.casefold()
        if words and not any(word in folded for word in words):
            return False
        return condition is None or _holds(condition, text, channel)

    return matches


def _holds(condition: Condition, text: str, channel: str) -> bool:
    contact = {"channel": channel, "name": "", "language": ""}
    try:
        return condition.holds({"message": text, "contact": contact})
    except ConditionFault:
        return False
