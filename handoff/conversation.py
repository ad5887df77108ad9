"""The heart: one event happens to one conversation, and this says what it changes.

``decide`` is pure: the same conversation, event and facts give the same decision. It reads no clock,
draws no random number and waits for nothing. People racing each other is an outcome; only our own
code breaking the ownership table raises.

The laws it keeps, and where:

1. Silence: ``moves/agent.py`` drops an answer of an older epoch or turn; ``Draft.finish`` withholds what
   was decided under an older epoch and not delivered yet.
2. One winner: ``moves/operator.py`` ``rival`` and ``approvals.settle``.
4. No false promise: ``moves/cards.py`` tells the contact only after a card was accepted.
5. Notes stay inside: ``moves/operator.py`` ``noted`` orders no delivery, and ``moves/thread.py`` alone says
   when plain text in a desk thread is a reply.
6. Return with memory: ``moves/leaving.py`` ``come_back`` forgets the trigger, keeps the transcript.
9. Always an answer: every path of ``moves`` ends in ``ask_agent``, ``say``, ``tell`` or a limit.
10. A way out: ``moves/contact.py`` judges every word and the button before anything else.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from handoff import events
from handoff.decision import Decision, Facts
from handoff.moves import (
    agent,
    cards,
    contact,
    drafts,
    helping,
    leaving,
    limits,
    operator,
    purposes,
    reminding,
    review,
    runs,
    thread,
    translating,
)
from handoff.moves.draft import Draft
from handoff.outcome import Outcome
from handoff.state import Conversation

# Each value takes exactly its key's events; a test holds the keys against the ``Event`` union.
HAPPENS: Final[Mapping[type, Callable[[Draft, Any], Outcome]]] = {
    events.ContactSaid: contact.said,
    events.ContactEdited: contact.edited,
    events.ContactDeleted: contact.deleted,
    events.ContactReacted: contact.reacted,
    events.ContactAskedForPerson: contact.asked_for_person,
    events.AgentAnswered: agent.answered,
    events.AgentFailed: agent.failed,
    events.AgentStopped: agent.stopped,
    events.OperatorTook: operator.took,
    events.OperatorReplied: operator.replied,
    events.OperatorNoted: operator.noted,
    events.OperatorWrote: thread.wrote,
    events.OperatorReacted: operator.reacted,
    events.OperatorEdited: operator.edited,
    events.OperatorDeleted: operator.deleted,
    events.OperatorEscalated: operator.escalated,
    events.OperatorReturned: leaving.returned,
    events.OperatorResolved: leaving.resolved,
    events.OperatorTransferred: leaving.transferred,
    events.OperatorSnoozed: leaving.snoozed,
    events.AgentSwitched: operator.switched,
    events.ApprovalAsked: review.asked,
    events.ApprovalWithdrawn: review.withdrawn,
    events.ApprovalDue: review.due,
    events.QuestionPosted: review.posted,
    events.QuestionRefused: review.refused,
    events.ReviewerDecided: review.decided,
    events.ApprovalReminder: reminding.reminded,
    events.ToolRan: purposes.ran,
    events.RunBegan: runs.began,
    events.RunWent: runs.went,
    events.Summarized: helping.summarized,
    events.DraftAsked: drafts.asked,
    events.Drafted: drafts.written,
    events.DraftFailed: drafts.failed,
    events.DraftDropped: drafts.dropped,
    events.LanguageHeard: translating.heard,
    events.Translated: translating.translated,
    events.ReplyTranslated: translating.ready,
    events.CardAccepted: cards.accepted,
    events.CardRefused: cards.refused,
    events.Delivered: cards.delivered,
    events.DeliveryFailed: cards.undelivered,
    events.RelayFailed: cards.unshown,
    events.Recovered: cards.recovered,
    events.TimerFired: limits.fired,
}


def decide(conversation: Conversation, event: events.Event, facts: Facts) -> Decision:
    """Return what the event changes; raises RuleBroken only for a fault in our own code."""
    draft = Draft(conversation, facts)
    return draft.finish(HAPPENS[type(event)](draft, event))
