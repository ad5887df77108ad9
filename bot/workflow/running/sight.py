"""What a run can see besides its own variables: the contact, the clock, the words, the team's channels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handoff.ids import ConversationId, OperatorName, QueueName
from handoff.run import Run
from handoff.state import Contact
from handoff.texts import Texts

Barred = Callable[[Contact, frozenset[str]], frozenset[OperatorName]]
"""Which operators are this contact, who has these email addresses: nobody decides their own request."""


@dataclass(frozen=True, slots=True)
class Sight:
    """``now`` is seconds since 1970 UTC, ``language`` the contact's. ``reaches`` says whether the bot has a
    channel. ``queue`` decides what names no queue; ``barred`` may not.
    """

    now: float
    contact: Contact
    conversation: ConversationId
    words: Texts
    language: str
    reaches: Callable[[str], bool] = lambda channel: True
    queue: QueueName | None = None
    barred: Barred = lambda contact, addresses: frozenset()


def scope(run: Run, sight: Sight) -> Mapping[str, Any]:
    """Return every variable by its name. What is ours to say nothing from outside can take the place of."""
    ours = {**about(sight.contact, sight.language), "conversation": sight.conversation}
    return {"message": "", **run.variables, **ours}


def about(contact: Contact, language: str) -> Mapping[str, Any]:
    """Return what every workflow can know of its contact; ``language`` is the bot's, or what they speak."""
    return {
        "contact": {
            "name": contact.name,
            "language": contact.language or language,
            "channel": contact.address.channel,
        }
    }
