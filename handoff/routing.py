"""Which queue a handoff goes to, when its limits run out, and what the contact is told about time."""

from dataclasses import dataclass

from handoff.clock import when
from handoff.envelope import Handoff
from handoff.events import Actor
from handoff.ids import QueueName
from handoff.policy import Category, Policy, Queue
from handoff.texts import Texts, fill
from handoff.trigger import Trigger


@dataclass(frozen=True, slots=True)
class Route:
    """Where a handoff goes, and how urgent it is."""

    queue: Queue
    category: Category


def route(trigger: Trigger, policy: Policy) -> Route:
    """Choose by the trigger's category; one nobody configured goes to the default queue."""
    category = policy.categories.get(trigger.category) or Category(trigger.category)
    return Route(policy.queue(category.queue or policy.default_queue), category)


def opens(queue: Queue, now: float) -> float:
    """Return when the queue's clock starts to run: now, or when it opens next."""
    if queue.hours is None:
        return now
    return queue.hours.opens(now) or now


def may_act(queue: Queue, by: Actor) -> bool:
    """Whether somebody belongs to the queue; one that lists nobody is open to every configured operator."""
    if queue.operators or queue.groups:
        return by.operator in queue.operators or not queue.groups.isdisjoint(by.groups)
    return not by.guest


def next_queue(handoff: Handoff, policy: Policy) -> QueueName | None:
    """Return the next queue of the fallback chain that was not tried yet."""
    following = policy.queue(handoff.queue).escalate_to
    return None if following in (None, handoff.queue, *handoff.tried) else following


def acknowledgement(handoff: Handoff, policy: Policy, language: str, now: float) -> str:
    """Say in the contact's language that the team knows, and honestly when somebody will come."""
    words = policy.words(language)
    queue = policy.queue(handoff.queue)
    category = policy.categories.get(handoff.trigger.category)
    closed = queue.hours is not None and not queue.hours.is_open(now)
    text = words.notified_closed if closed else (category and category.reply_in(language)) or words.notified
    return fill(
        text,
        ticket=str(handoff.ticket),
        queue=queue.name,
        when=_when(category, queue, words),
        opens=_opening(queue, words, now),
    )


def _when(category: Category | None, queue: Queue, words: Texts) -> str:
    seconds = (category and category.within) or queue.claim_within
    if seconds <= 0:
        return words.soon
    minutes = max(1, round(seconds / 60))
    return words.within_one if minutes == 1 else fill(words.within, minutes=str(minutes))


def _opening(queue: Queue, words: Texts, now: float) -> str:
    at = queue.hours.opens(now) if queue.hours else None
    if at is None or queue.hours is None:
        return words.opens_later
    return when(queue.hours.local(at), queue.hours.local(now), words.clock)
