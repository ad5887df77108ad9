"""Who helps and when: ``[operators.*]``, ``[queues.*]`` and ``[categories.*]``."""

from functools import partial
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.config.opening import Opening
from bot.config.shapes import person
from bot.config.values import Language, Member, Name, Place, Seconds, Section, Text, Title
from handoff.policy import Relay

SlackId = Annotated[str, AfterValidator(partial(person, "slack"))]
TelegramId = Annotated[str, AfterValidator(partial(person, "telegram"))]
DiscordId = Annotated[str, AfterValidator(partial(person, "discord"))]


class Operator(Section):
    """``[operators.NAME]``: a person of the team; the rest is how the channels know them."""

    name: Title | None = None
    email: str = ""
    slack: SlackId = ""
    telegram: TelegramId = ""
    discord: DiscordId = ""

    def on(self, channel: str) -> str:
        """Return the person's id on a messenger, empty where there is none."""
        known = {
            "slack": self.slack,
            "telegram": self.telegram,
            "discord": self.discord,
            "email": self.email.lower(),
        }
        return known.get(channel, "")


class Queue(Opening):
    """``[queues.NAME]``: a staffed group. ``shown_as`` is what contacts read instead of operators' names.

    The last four keys are about approvals: how many reviewers must approve, within what time, how often they
    are reminded, and whose reviewers are asked as well then.
    """

    notify: tuple[Place, ...] = ("web",)
    operators: tuple[Member, ...] = ()
    reviewers: tuple[Member, ...] = ()
    claim_within: Seconds = 300.0
    reply_within: Seconds = 600.0
    expire_after: Seconds = 8 * 3600.0
    escalate_to: Name | None = None
    relay: Relay = Relay.OWNER
    shown_as: str = Field("", max_length=80)
    needed: int = Field(1, ge=1, le=20)
    decide_within: Seconds = 86400.0
    remind_every: Seconds = 4 * 3600.0
    decide_escalate_to: Name | None = None


class Category(Section):
    """``[categories.NAME]``: what one kind of handoff gets."""

    reply: Text | None = None
    replies: dict[Language, Text] = Field(default_factory=dict)
    queue: Name | None = None
    priority: int = 0
    within: Seconds | None = None
