"""What every part of the inbox is handed: the ways in and out, and who may use them."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.assist.drafting import Writer
from bot.inbox.case import queue_of
from bot.inbox.gate import Gate
from bot.inbox.operators import Operator, Operators
from bot.inbox.presence import Presence
from channels.base import ContactSink
from channels.files import Files
from channels.web.http import Fault
from channels.web.taking import MEGABYTE
from handoff.feed import Feed
from handoff.policy import Policy
from handoff.routing import may_act
from handoff.state import Conversation
from handoff.store.reading import Reader

SNIPPETS: Mapping[str, str] = {
    "hello": "Hello {name}, this is {me}. I've read what you wrote and I'm looking into it now.",
    "moment": "Thanks, {name}. Give me a few minutes to check this.",
    "order": "Could you send me your order number, please?",
    "sorry": "I'm sorry about the trouble, {name}. Here is what I can do:",
    "more": "Is there anything else I can help you with?",
}
"""Texts an operator inserts by ``/name``; ``{name}`` is the contact's name and ``{me}`` the operator's."""


@dataclass(frozen=True)
class Options:
    """What may differ between deployments.

    ``files`` keeps uploads, of at most ``largest`` bytes each; ``link`` gives the address of one. ``https``
    marks the cookie Secure even where a proxy ends TLS. ``clock`` gives seconds since 1970 UTC. ``writer``
    has a model write drafts, and is None where there is none.
    """

    files: Files
    link: Callable[[str], str]
    largest: int = 10 * MEGABYTE
    https: bool = False
    snippets: Mapping[str, str] = field(default_factory=lambda: SNIPPETS)
    clock: Callable[[], float] = time.time
    writer: Writer | None = None


@dataclass(frozen=True)
class Room:
    """``policy`` is asked each time: the settings may have changed."""

    reader: Reader
    desk: ContactSink
    feed: Feed
    policy: Callable[[], Policy]
    operators: Operators
    gate: Gate
    presence: Presence
    options: Options

    def now(self) -> float:
        """Return the time in seconds since 1970 UTC."""
        return self.options.clock()

    def drafts(self) -> bool:
        """Whether a draft can be asked for."""
        return self.options.writer is not None and self.policy().assist.drafts

    def may_act(self, person: Operator, conversation: Conversation) -> bool:
        """Whether the operator belongs to the queue that has the conversation."""
        return may_act(queue_of(conversation, self.policy()), person.actor)

    def check(self, person: Operator, conversation: Conversation) -> None:
        """Raise Fault 403 for an operator who may only read here."""
        if not self.may_act(person, conversation):
            queue = queue_of(conversation, self.policy()).name
            raise Fault(403, "not_allowed", f"Only the operators of the queue {queue} can act here.")

    def colleagues(self) -> list[Operator]:
        """Return whom a conversation can be passed to: the configured operators, or who is here now."""
        return list(self.operators.all()) or self.presence.seen()
