"""Opening a handoff and moving it between queues: the steps that several events share."""

from handoff.effects import PostCard, Timer
from handoff.envelope import CardCopy, Ending, Envelope, Handoff
from handoff.events import Actor
from handoff.flow import Occasion
from handoff.ids import QueueName
from handoff.labels import known_as
from handoff.moves.automation import matching, start, step_aside
from handoff.moves.draft import Draft
from handoff.moves.helping import ask_for_help
from handoff.ownership import Move
from handoff.policy import Queue
from handoff.routing import opens, route
from handoff.state import Conversation
from handoff.summary import summary
from handoff.trigger import Mechanism, Trigger


def escalate(draft: Draft, trigger: Trigger) -> None:
    """Step aside: the conversation waits for a person, and the team is told.

    The contact is told only when a team channel accepted the card (law 4).
    """
    handoff = begin(draft, trigger)
    draft.move(Move.ESCALATE, ticket=str(handoff.ticket), reason=trigger.reason)
    draft.set(waiting_since=draft.now, away=draft.state.seq)
    step_aside(draft)
    if trigger.mechanism is Mechanism.REQUEST:
        begin_flow(draft, Occasion.REQUEST, handoff)
    notify(draft, draft.policy.queue(handoff.queue))


def begin_flow(draft: Draft, occasion: Occasion, handoff: Handoff, **more: str) -> None:
    """Start the workflow that a handoff's beginning or end starts, if there is one."""
    variables = {"reason": handoff.trigger.reason, "ticket": str(handoff.ticket), **more}
    flow = matching(draft, occasion, variables)
    if flow is not None:
        start(draft, flow, variables)


def begin(draft: Draft, trigger: Trigger) -> Handoff:
    """Open a handoff with everything that is known now, and file it."""
    way = route(trigger, draft.policy)
    handoff = Handoff(
        ticket=draft.ticket,
        queue=way.queue.name,
        trigger=trigger,
        envelope=envelope(draft.state),
        opened=draft.now,
        priority=way.category.priority,
    )
    draft.opened = True
    draft.set(handoff=handoff)
    draft.file(handoff)
    draft.event(
        "handoff",
        ticket=str(handoff.ticket),
        reason=trigger.reason,
        mechanism=str(trigger.mechanism),
        category=trigger.category,
        queue=handoff.queue,
        quote=trigger.quote,
    )
    ask_for_help(draft, handoff)
    return handoff


def envelope(state: Conversation) -> Envelope:
    """Gather what the agent knew and did, for the one who goes on."""
    name = known_as(state.contact.name, state.id)
    return Envelope(
        contact=name,
        summary=summary(state.tail, name),
        lines=state.tail,
        variables=dict(state.variables),
        sources=state.thought.sources,
        steps=state.thought.steps,
        confidence=state.thought.confidence,
        since=state.back,
        upto=state.seq,
    )


def notify(draft: Draft, queue: Queue) -> None:
    """Have a card posted wherever the queue looks, and start its clocks when it is open.

    Each change of owner ends the limits set before it, so all that still matter are set here (law 9).
    """
    handoff = post_cards(draft, queue)
    if handoff.notified is None:
        draft.wake(Timer.NOTIFY, draft.now + draft.policy.notify_within)
    start = opens(queue, draft.now)
    if queue.claim_within > 0:
        draft.wake(Timer.CLAIM, start + queue.claim_within)
    if queue.expire_after > 0:
        draft.wake(Timer.EXPIRE, start + queue.expire_after)


def post_cards(draft: Draft, queue: Queue) -> Handoff:
    """Have a card posted wherever the queue looks and none stands yet."""
    handoff = draft.set_handoff(queue=queue.name)
    live = tuple(copy for copy in handoff.cards if copy.live)
    have = {copy.place for copy in live}
    missing = tuple(place for place in dict.fromkeys(queue.notify) if place not in have)
    for place in missing:
        draft.do(PostCard(handoff.ticket, place))
    return draft.set_handoff(cards=(*live, *map(CardCopy, missing)))


def pass_on(draft: Draft, queue: QueueName, by: Actor | None) -> None:
    """Let another queue have it: new cards where it looks, the old ones redrawn."""
    handoff = draft.set_handoff(
        operator=None, by=by.name if by else "", snoozed=None, tried=(*_tried(draft), queue)
    )
    draft.move(Move.TRANSFER, by, ticket=str(handoff.ticket), queue=queue)
    draft.set(waiting_since=draft.state.waiting_since or draft.now)
    draft.edit_cards(handoff)
    notify(draft, draft.policy.queue(queue))


def end(draft: Draft, ending: Ending, by: str, note: str = "") -> str:
    """Close the open handoff, redraw its cards without buttons, and return its ticket; empty for none."""
    if draft.state.handoff is None:
        return ""
    handoff = draft.set_handoff(closed=draft.now, ending=ending, by=by, note=note, snoozed=None)
    draft.edit_cards(handoff)
    draft.set(handoff=None, waiting_since=None)
    return str(handoff.ticket)


def _tried(draft: Draft) -> tuple[QueueName, ...]:
    handoff = draft.state.handoff
    return () if handoff is None else (*handoff.tried, handoff.queue)
