"""A conversation as it stands: small, frozen, stored whole on every turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from handoff.answer import Step
from handoff.approvals import Approval
from handoff.content import Source
from handoff.envelope import Handoff, Line
from handoff.escalation.memory import Memory
from handoff.ids import Address, ConversationId, OperatorName
from handoff.ownership import Owner
from handoff.pending import Pending
from handoff.run import Run


@dataclass(frozen=True, slots=True)
class Contact:
    """The customer. ``name`` is what they call themselves, never an identity; ``person`` is a platform id."""

    address: Address
    name: str = ""
    language: str = ""
    person: str = ""

    @property
    def who(self) -> Address:
        """The contact as a channel names people: as it would name them if they were of the team."""
        return Address(self.address.channel, self.person or self.address.chat)


@dataclass(frozen=True, slots=True)
class Thought:
    """What the agent read, did and believed for its last answer."""

    confidence: float | None = None
    sources: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """One contact on one channel. It has no slots, because ``changed`` copies it as a whole.

    ``version`` counts commits (0: not stored yet), ``epoch`` changes of owner, ``seq`` entries of the
    transcript. ``fence`` is the epoch in which it last changed hands other than between the agent and a
    workflow: what a machine decided to say under an older one is withheld (law 1).
    ``turn`` is the newest turn the agent was asked for, ``asked`` whether its answer is
    still owed and ``offer`` whether that answer shall offer a person. ``said`` is the seq of the
    contact's last message, ``answered`` that of the last message the agent or a person sent,
    ``waiting_since`` when the contact began to wait for a person (not for the agent). ``operator_shown``
    is what the contact reads instead of the operator's name. ``away`` is the seq where the last human
    stretch began, ``back`` where it ended. ``runs`` are the workflows' runs that are live. ``spoken`` is the
    language the contact was found to write in, ``pending`` what operators wrote that is being translated, and
    ``released`` what of it was said lately: the seq it waited under, and that of the message.
    """

    id: ConversationId
    contact: Contact
    created: float
    owner: Owner = Owner.AGENT
    epoch: int = 0
    fence: int = 0
    version: int = 0
    seq: int = 0
    operator: OperatorName | None = None
    operator_name: str = ""
    operator_shown: str = ""
    owned_since: float = 0.0
    last_operator: OperatorName | None = None
    handoff: Handoff | None = None
    approvals: tuple[Approval, ...] = ()
    runs: tuple[Run, ...] = ()
    turn: int = 0
    asked: bool = False
    offer: bool = False
    said: int = 0
    said_id: str = ""
    said_at: float = 0.0
    answered: int = 0
    waiting_since: float | None = None
    away: int = 0
    back: int = 0
    memory: Memory = Memory()
    thought: Thought = Thought()
    tail: tuple[Line, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    agent_on: bool = True
    told_off: bool = False
    spoken: str = ""
    pending: tuple[Pending, ...] = ()
    released: tuple[tuple[int, int], ...] = ()


def opening(id: ConversationId, contact: Contact, now: float) -> Conversation:
    """Return the conversation of a contact who was never here before."""
    return Conversation(id, contact, created=now, owned_since=now)


_NAMES: Final = frozenset(each.name for each in fields(Conversation))


def changed(conversation: Conversation, changes: Mapping[str, Any]) -> Conversation:
    """Return the conversation with other values in some fields; does what ``dataclasses.replace`` does.

    It is on the path of every turn several times, and this takes a seventh of the time. Raises KeyError
    for what is no field.
    """
    if not changes.keys() <= _NAMES:
        raise KeyError(*(changes.keys() - _NAMES))
    after = object.__new__(Conversation)
    after.__dict__.update(conversation.__dict__, **changes)
    return after
