"""What became of the team's cards, and what the contact may be told because of it (law 4)."""

from handoff.effects import EditCard, Relay, ShowMark, Transcript
from handoff.envelope import CardCopy, Handoff
from handoff.events import CardAccepted, CardRefused, Delivered, DeliveryFailed, Recovered, RelayFailed
from handoff.ids import Address, Ticket
from handoff.moves.draft import Draft
from handoff.moves.handing import pass_on
from handoff.outcome import Done, Outcome
from handoff.ownership import Owner
from handoff.routing import acknowledgement, next_queue


def accepted(draft: Draft, event: CardAccepted) -> Outcome:
    """Remember where the card stands; with the first one the contact is told that the team knows."""
    if not _open(draft, event.ticket):
        draft.do(EditCard(event.ticket, event.place, event.ref))
        return Done()
    first = draft.state.handoff is not None and draft.state.handoff.notified is None
    copy = CardCopy(event.place, event.ref, thread=event.thread)
    handoff = draft.set_handoff(cards=_with(draft, copy))
    if first:
        handoff = draft.set_handoff(notified=draft.now)
        _acknowledge(draft, handoff)
    if _is_outdated(handoff):
        draft.do(EditCard(event.ticket, event.place, event.ref))
    if copy.desk is not None:
        _catch_up(draft, handoff, copy.desk)
    return Done()


def _is_outdated(handoff: Handoff) -> bool:
    """Whether something happened to it while its card was perhaps on the way, drawn from before."""
    redrawn = handoff.envelope.summarized or bool(handoff.tried)
    return redrawn or handoff.taken is not None or handoff.snoozed is not None


def _catch_up(draft: Draft, handoff: Handoff, thread: Address) -> None:
    """Show a new desk thread what was said while its card was on the way."""
    if draft.state.owner is Owner.HUMAN:
        draft.do(Transcript(handoff.ticket, thread))
    for seq in range(handoff.envelope.upto + 1, draft.before.seq + 1):
        draft.do(Relay(seq, thread))


def refused(draft: Draft, event: CardRefused) -> Outcome:
    """Show the team which place failed; when none is left, try the next queue, then say the truth."""
    if not _open(draft, event.ticket):
        return Done()
    ref = next((card.ref for card in _cards(draft) if card.place == event.place), None)
    handoff = draft.set_handoff(cards=_with(draft, CardCopy(event.place, ref, event.reason)))
    draft.event("card refused", place=str(event.place), reason=event.reason)
    if draft.state.owner is Owner.WAITING and _nowhere(draft, handoff):
        fall_back(draft, handoff)
    return Done()


def undelivered(draft: Draft, event: DeliveryFailed) -> Outcome:
    """Write a failed delivery into the transcript, where the team sees it and why."""
    origin = event.origin
    if origin is not None:
        draft.do(ShowMark(event.seq, origin.thread, origin.ref, "failed", event.reason))
    return Done(draft.event("undelivered", seq=event.seq, reason=event.reason, origin=origin))


def unshown(draft: Draft, event: RelayFailed) -> Outcome:
    """Let the team know that a desk thread misses a message, there as well once it takes something again."""
    return Done(draft.event("not shown", seq=event.seq, reason=event.reason, via=event.thread.channel))


def delivered(draft: Draft, event: Delivered) -> Outcome:
    """Show the operator, in the desk thread, that the contact has it."""
    draft.do(ShowMark(event.seq, event.origin.thread, event.origin.ref, "delivered"))
    return Done()


def recovered(draft: Draft, event: Recovered) -> Outcome:
    """Let the team know that messages came late."""
    return Done(draft.event("recovered", count=event.count))


def fall_back(draft: Draft, handoff: Handoff) -> None:
    """Try the next queue; when none is left tell the contact once, honestly, that nobody was reached."""
    following = next_queue(handoff, draft.policy)
    if following is not None:
        pass_on(draft, following, None)
    elif not handoff.told:
        draft.set_handoff(told=True)
        draft.tell(draft.words.unreachable, ticket=str(handoff.ticket))


def _nowhere(draft: Draft, handoff: Handoff) -> bool:
    """Whether every place of the queue that has the handoff now refused its card."""
    places = draft.policy.queue(handoff.queue).notify
    return all(copy.error is not None for copy in handoff.cards if copy.place in places)


def _acknowledge(draft: Draft, handoff: Handoff) -> None:
    if draft.state.owner is Owner.WAITING:
        draft.set_handoff(told=True)
        draft.tell(acknowledgement(handoff, draft.policy, draft.state.contact.language, draft.now))


def _open(draft: Draft, ticket: Ticket) -> bool:
    return draft.state.handoff is not None and draft.state.handoff.ticket == ticket


def _cards(draft: Draft) -> tuple[CardCopy, ...]:
    return draft.state.handoff.cards if draft.state.handoff else ()


def _with(draft: Draft, copy: CardCopy) -> tuple[CardCopy, ...]:
    cards = _cards(draft)
    found = tuple(copy if card.place == copy.place else card for card in cards)
    return found if copy in found else (*cards, copy)
