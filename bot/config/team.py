"""Who helps and when: ``[operators.*]``, ``[queues.*]`` and ``[categories.*]``."""

from bot.config.opening import Opening
from bot.config.values import Name, Place, Seconds, Section, Text, Title
from handoff.policy import Relay


class Operator(Section):
    """``[operators.NAME]``: a person of the team; the rest is how the channels know them."""

    name: Title | None = None
    email: str = ""
    slack: str = ""
    telegram: str = ""
    discord: str = ""


class Queue(Opening):
    """``[queues.NAME]``: a staffed group."""

    notify: tuple[Place, ...] = ("web",)
    operators: tuple[Name, ...] = ()
    reviewers: tuple[Name, ...] = ()
    claim_within: Seconds = 300.0
    reply_within: Seconds = 600.0
    expire_after: Seconds = 8 * 3600.0
    escalate_to: Name | None = None
    relay: Relay = Relay.OWNER


class Category(Section):
    """``[categories.NAME]``: what one kind of handoff gets."""

    reply: Text | None = None
    queue: Name | None = None
    priority: int = 0
    within: Seconds | None = None
