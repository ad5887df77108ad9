"""What happened, in the past tense. Facts only: nothing here says what to do about them.

``key`` is the platform's own identity of the message or press, so that a redelivery of the same
thing changes nothing (Slack: channel and ts; web: the client's uuid). Times come with ``decide``.
"""

from handoff.events.actor import Actor
from handoff.events.agent import AgentAnswered, AgentFailed
from handoff.events.approval import (
    ApprovalAsked,
    ApprovalDue,
    ApprovalWithdrawn,
    QuestionPosted,
    QuestionRefused,
    ReviewerDecided,
)
from handoff.events.contact import (
    ContactAskedForPerson,
    ContactDeleted,
    ContactEdited,
    ContactReacted,
    ContactSaid,
)
from handoff.events.delivery import (
    CardAccepted,
    CardRefused,
    Delivered,
    DeliveryFailed,
    Recovered,
    RelayFailed,
    TimerFired,
)
from handoff.events.team import (
    AgentSwitched,
    OperatorDeleted,
    OperatorEdited,
    OperatorEscalated,
    OperatorNoted,
    OperatorReacted,
    OperatorReplied,
    OperatorResolved,
    OperatorReturned,
    OperatorSnoozed,
    OperatorTook,
    OperatorTransferred,
    OperatorWrote,
)

Event = (
    ContactSaid
    | ContactEdited
    | ContactDeleted
    | ContactReacted
    | ContactAskedForPerson
    | AgentAnswered
    | AgentFailed
    | OperatorTook
    | OperatorReplied
    | OperatorNoted
    | OperatorWrote
    | OperatorReacted
    | OperatorEdited
    | OperatorDeleted
    | OperatorReturned
    | OperatorTransferred
    | OperatorResolved
    | OperatorSnoozed
    | OperatorEscalated
    | AgentSwitched
    | ApprovalAsked
    | ApprovalWithdrawn
    | ApprovalDue
    | QuestionPosted
    | QuestionRefused
    | ReviewerDecided
    | CardAccepted
    | CardRefused
    | Delivered
    | DeliveryFailed
    | RelayFailed
    | Recovered
    | TimerFired
)

__all__ = [
    "Actor",
    "AgentAnswered",
    "AgentFailed",
    "AgentSwitched",
    "ApprovalAsked",
    "ApprovalDue",
    "ApprovalWithdrawn",
    "CardAccepted",
    "CardRefused",
    "ContactAskedForPerson",
    "ContactDeleted",
    "ContactEdited",
    "ContactReacted",
    "ContactSaid",
    "Delivered",
    "DeliveryFailed",
    "Event",
    "OperatorDeleted",
    "OperatorEdited",
    "OperatorEscalated",
    "OperatorNoted",
    "OperatorReacted",
    "OperatorReplied",
    "OperatorResolved",
    "OperatorReturned",
    "OperatorSnoozed",
    "OperatorTook",
    "OperatorTransferred",
    "OperatorWrote",
    "QuestionPosted",
    "QuestionRefused",
    "Recovered",
    "RelayFailed",
    "ReviewerDecided",
    "TimerFired",
]
