"""Workflows as the core sees them: what starts each, and which definition new runs are pinned to."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.workflow.conditions import Condition, ConditionFault
from bot.workflow.language.nodes import TriggerData
from bot.workflow.running.shelf import Volume
from bot.workflow.running.sight import about
from handoff.flow import Flow, Matches, Occasion
from handoff.state import Contact


def flows(volumes: Iterable[Volume], language: str = "en") -> tuple[Flow, ...]:
    """Return the flows of all that are enabled, in their order: the first that matches starts.

    ``language`` is the bot's own, for contacts of whom none is known.
    """
    return tuple(flow(volume, language) for volume in volumes if volume.enabled)


def flow(volume: Volume, language: str = "en") -> Flow:
    """Return the flow of one workflow."""
    trigger = volume.workflow.trigger
    occasion = Occasion(trigger.data.trigger_type)
    matches = matcher(trigger.data, language)
    return Flow(volume.name, volume.digest, occasion, trigger.id, matches, volume.queue)


def matcher(data: TriggerData, language: str = "en") -> Matches:
    """Return what says whether an occasion starts the workflow; it never raises.

    One of the ``keywords`` is enough; they are looked for in any case, anywhere in the text. A condition
    sees ``contact`` and what the run would begin with; one that has no answer starts nothing.
    """
    words = tuple(word.casefold() for word in data.keywords)
    condition = Condition(data.condition) if data.condition is not None else None

    def matches(variables: Mapping[str, Any], contact: Contact) -> bool:
        if data.channels and contact.address.channel not in data.channels:
            return False
        folded = str(variables.get("message", "")).casefold()
        if words and not any(word in folded for word in words):
            return False
        return condition is None or _holds(
            condition, {"message": "", **variables, **about(contact, language)}
        )

    return matches


def _holds(condition: Condition, scope: Mapping[str, Any]) -> bool:
    try:
        return condition.holds(scope)
    except ConditionFault:
        return False
