"""What the admin decided, as frozen values the core can read. ``bot.settings`` builds it from the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from handoff.answer import Answer
from handoff.escalation.memory import Memory
from handoff.escalation.verdict import Verdict
from handoff.flow import Flow
from handoff.ids import Address, OperatorName, QueueName
from handoff.texts import Texts
from handoff.trigger import Trigger

T = TypeVar("T")


class Opening(Protocol):
    """When somebody is there."""

    def is_open(self, now: float) -> bool:
        """Whether it is open at ``now``."""

    def opens(self, now: float) -> float | None:
        """Return when it opens next; ``now`` if open, None if never."""

    def local(self, at: float) -> datetime:
        """Return the moment as the clock on the wall there shows it."""


class Judging(Protocol):
    """Sees that a person is needed. Pure: the same text and memory give the same verdict."""

    def contact(self, text: str, memory: Memory) -> tuple[Verdict, Memory]:
        """Judge what the contact just said."""

    def answer(self, answer: Answer, memory: Memory) -> tuple[Verdict, Memory]:
        """Judge what the agent is about to say."""

    def failed(self, reason: str) -> Trigger:
        """Return the trigger of a turn in which the agent failed."""

    def manual(self, reason: str) -> Trigger:
        """Return the trigger of a handoff by hand."""


class Relay(StrEnum):
    """Which plain text of a desk thread goes to the contact."""

    OWNER = "owner"
    EXPLICIT = "explicit"


@dataclass(frozen=True, slots=True)
class Queue:
    """A staffed group. Times are in seconds.

    ``groups`` are groups of a platform, such as ``slack-group:S012``, whose members may act like the
    ``operators``; where both are empty every configured operator may. ``shown_as`` is the name that
    contacts read instead of the operator's own. ``needed`` reviewers must approve a question, within
    ``decide_within``; they are reminded ``remind_every`` so long, and with the first reminder the reviewers
    of ``decide_escalate_to`` are asked as well; 0 means never.
    """

    name: QueueName
    notify: tuple[Address, ...] = (Address("web", ""),)
    operators: frozenset[OperatorName] = frozenset()
    groups: frozenset[str] = frozenset()
    reviewers: frozenset[OperatorName] = frozenset()
    reviewer_groups: frozenset[str] = frozenset()
    hours: Opening | None = None
    claim_within: float = 300.0
    reply_within: float = 600.0
    expire_after: float = 8 * 3600.0
    escalate_to: QueueName | None = None
    relay: Relay = Relay.OWNER
    shown_as: str = ""
    needed: int = 1
    decide_within: float = 0.0
    remind_every: float = 0.0
    decide_escalate_to: QueueName | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """What a kind of handoff gets: its own reply, queue, priority (higher first) and time in seconds.

    ``replies`` are by language; who speaks none of them gets ``reply``.
    """

    name: str
    reply: str = ""
    replies: Mapping[str, str] = field(default_factory=dict)
    queue: QueueName | None = None
    priority: int = 0
    within: float | None = None

    def reply_in(self, language: str) -> str:
        """Return the category's own reply; empty for the common one, which is in the language at least."""
        return _spoken(self.replies, language) or self.reply


class Active(StrEnum):
    """Whether the agent answers on a channel."""

    ON = "on"
    OFF = "off"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Activation:
    """``silent`` leaves a contact without any word from the bot while the agent is off."""

    active: Active = Active.ON
    hours: Opening | None = None
    silent: bool = False

    def on(self, now: float) -> bool:
        """Whether the agent may answer at ``now``."""
        if self.active is Active.HOURS and self.hours is not None:
            return self.hours.is_open(now)
        return self.active is Active.ON


@dataclass(frozen=True, slots=True)
class Assistance:
    """What a model does for the team, all of it off where there is none. ``language`` is the team's."""

    summaries: bool = False
    drafts: bool = False
    translate: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything ``decide`` needs to know of the settings.

    ``burst`` is how long, in seconds, the agent waits for more words before it answers; ``notify_within``
    how long the team's channels have to accept a card before the contact is told the truth. ``flows`` are
    the workflows that may start, in order; ``tool_queue`` decides what tools the agent may call;
    ``automated`` says that there is no agent: what starts no workflow goes to a person. ``operators`` are
    the team's own addresses on the channels, as contacts: nobody decides their own request.
    """

    judge: Judging
    bot: str = "Assistant"
    queues: Mapping[QueueName, Queue] = field(default_factory=dict)
    default_queue: QueueName = QueueName("support")
    categories: Mapping[str, Category] = field(default_factory=dict)
    activation: Mapping[str, Activation] = field(default_factory=dict)
    default_activation: Activation = Activation()
    texts: Mapping[str, Texts] = field(default_factory=dict)
    language: str = "en"
    burst: float = 0.0
    notify_within: float = 20.0
    flows: tuple[Flow, ...] = ()
    tool_queue: QueueName | None = None
    automated: bool = False
    assist: Assistance = Assistance()
    operators: Mapping[Address, OperatorName] = field(default_factory=dict)

    def queue(self, name: QueueName) -> Queue:
        """Return the queue; one that was removed from the settings lives on as the default one is set."""
        found = self.queues.get(name)
        if found is not None:
            return found
        default = self.queues.get(self.default_queue)
        return replace(default, name=name) if default is not None else Queue(name)

    def words(self, language: str) -> Texts:
        """Return the texts of a language such as ``de`` or ``de-AT``, or of the bot's own."""
        return _spoken(self.texts, language) or _spoken(self.texts, self.language) or Texts()

    def silent(self, channel: str) -> bool:
        """Whether a contact hears nothing at all while the agent is off."""
        return self.activation.get(channel, self.default_activation).silent

    def agent_on(self, channel: str, now: float) -> bool:
        """Whether the agent may answer on the channel at ``now``."""
        return self.activation.get(channel, self.default_activation).on(now)


def _spoken(by_language: Mapping[str, T], language: str) -> T | None:
    """Return what there is in a language such as ``de-AT``, or in what it is a kind of."""
    known = {name.lower(): one for name, one in by_language.items()}
    exact = language.lower()
    return known.get(exact) or known.get(exact.partition("-")[0])
