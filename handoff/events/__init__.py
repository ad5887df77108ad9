"""What happened, in the past tense. Facts only: nothing here says what to do about them.

``key`` is the platform's own identity of the message or press, so that a redelivery of the same
thing changes nothing (Slack: channel and ts; web: the client's uuid). Times come with ``decide``.
"""

from handoff.events.actor import Actor
from handoff.events.agent import AgentAnswered, AgentFailed, AgentStopped
from handoff.events.approval import (
    ApprovalAsked,
    ApprovalDue,
    ApprovalReminder,
    ApprovalWithdrawn,
    QuestionPosted,
    QuestionRefused,
    ReviewerDecided,
)
from handoff.events.assist import (
    DraftAsked,
    DraftDropped,
    Drafted,
    DraftFailed,
    LanguageHeard,
    ReplyTranslated,
    Summarized,
    Translated,
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
from handoff.events.run import (
    Act,
    AskDecision,
    CallPerson,
    Inform,
    LetAgent,
    Noted,
    RunBegan,
    RunWent,
    SetTag,
    Speak,
    ToolRan,
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
    | AgentStopped
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
    | ApprovalReminder
    | RunBegan
    | RunWent
    | ToolRan
    | Summarized
    | DraftAsked
    | Drafted
    | DraftFailed
    | DraftDropped
    | LanguageHeard
    | Translated
    | ReplyTranslated
    | CardAccepted
    | CardRefused
    | Delivered
    | DeliveryFailed
    | RelayFailed
    | Recovered
    | TimerFired
)

__all__ = [
    "Act",
    "Actor",
    "AgentAnswered",
    "AgentFailed",
    "AgentStopped",
    "AgentSwitched",
    "ApprovalAsked",
    "ApprovalDue",
    "ApprovalReminder",
    "ApprovalWithdrawn",
    "AskDecision",
    "CallPerson",
    "CardAccepted",
    "CardRefused",
    "ContactAskedForPerson",
    "ContactDeleted",
    "ContactEdited",
    "ContactReacted",
    "ContactSaid",
    "Delivered",
    "DeliveryFailed",
    "DraftAsked",
    "DraftDropped",
    "DraftFailed",
    "Drafted",
    "Event",
    "Inform",
    "LanguageHeard",
    "LetAgent",
    "Noted",
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
    "ReplyTranslated",
    "ReviewerDecided",
    "RunBegan",
    "RunWent",
    "SetTag",
    "Speak",
    "Summarized",
    "TimerFired",
    "ToolRan",
    "Translated",
]
