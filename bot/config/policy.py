"""From settings to the core's policy: the same decisions, as the frozen values ``decide`` reads."""

from collections.abc import Iterable

from bot.config import answering, team
from bot.config.locales import spoken
from bot.config.model import Settings
from bot.config.opening import Opening
from bot.config.shapes import is_group
from handoff.escalation.options import Options, RuleOptions
from handoff.flow import Flow
from handoff.hours import Hours
from handoff.ids import Address, OperatorName, QueueName
from handoff.policy import Activation, Assistance, Category, Policy, Queue


def policy(settings: Settings, flows: tuple[Flow, ...] = ()) -> Policy:
    """Build what the core needs to know of the settings; there is always a queue for what names none.

    ``flows`` are the workflows that may start.
    """
    from handoff.escalation.judge import Judge

    model = settings.agent.model
    return Policy(
        judge=Judge(options(settings)),
        bot=settings.bot.name,
        queues=queues(settings),
        default_queue=QueueName(settings.escalation.queue),
        categories=_categories(settings),
        activation={name: _activation(settings, part) for name, part in settings.agent.channels.items()},
        default_activation=_activation(settings, settings.agent),
        texts=spoken(settings.texts),
        language=settings.bot.language,
        burst=settings.bot.burst,
        notify_within=settings.bot.notify_within,
        flows=flows,
        tool_queue=QueueName(model.queue) if model is not None and model.queue else None,
        automated=settings.agent.kind == "workflow",
        assist=assistance(settings),
        operators=_operators(settings),
    )


def _operators(settings: Settings) -> dict[Address, OperatorName]:
    """Say whose each id on a channel is, as ``Contact.who`` has it."""
    return {
        Address(channel, one.on(channel)): OperatorName(name)
        for name, one in settings.operators.items()
        for channel in ("slack", "telegram", "discord", "email")
        if one.on(channel)
    }


def assistance(settings: Settings) -> Assistance:
    """Say what the model does for the team; without one all of it is off."""
    part = settings.help
    if settings.agent.model is None:
        return Assistance()
    language = part.language or settings.bot.language
    return Assistance(part.summaries, part.drafts, part.translate, language)


def options(settings: Settings) -> Options:
    """Build what detection needs to know; ``handoff detect`` needs no more than this."""
    part = settings.escalation
    return Options(
        rules=tuple(_rule(name, rule) for name, rule in part.rules.items()),
        min_confidence=settings.agent.min_confidence,
        max_misses=part.max_misses,
        max_repeats=part.max_repeats,
        mood_threshold=part.mood_threshold,
        mood_offer=part.mood_offer,
        off=frozenset(part.off),
        categories={str(mechanism): category for mechanism, category in part.categories.items()},
    )


def _rule(name: str, rule: answering.Rule) -> RuleOptions:
    return RuleOptions(name, rule.category or name, rule.words, rule.pattern, rule.on)


def queues(settings: Settings) -> dict[QueueName, Queue]:
    """Build every queue; the one for what names none is always there."""
    parts = {settings.escalation.queue: team.Queue(), "support": team.Queue(), **settings.queues}
    return {QueueName(name): _queue(settings, name, part) for name, part in parts.items()}


def _queue(settings: Settings, name: str, part: team.Queue) -> Queue:
    return Queue(
        name=QueueName(name),
        notify=tuple(Address.parse(place) for place in part.notify),
        operators=_people(part.operators),
        groups=frozenset(filter(is_group, part.operators)),
        reviewers=_people(part.reviewers),
        reviewer_groups=frozenset(filter(is_group, part.reviewers)),
        hours=_opening(settings, part),
        claim_within=part.claim_within,
        reply_within=part.reply_within,
        expire_after=part.expire_after,
        escalate_to=QueueName(part.escalate_to) if part.escalate_to else None,
        relay=part.relay,
        shown_as=part.shown_as,
        needed=part.needed,
        decide_within=part.decide_within,
        remind_every=part.remind_every,
        decide_escalate_to=QueueName(part.decide_escalate_to) if part.decide_escalate_to else None,
    )


def _people(members: Iterable[str]) -> frozenset[OperatorName]:
    return frozenset(OperatorName(member) for member in members if not is_group(member))


def _categories(settings: Settings) -> dict[str, Category]:
    """Build those with a section, and plain ones for what the admin's rules and choices name besides."""
    rules = (rule.category or name for name, rule in settings.escalation.rules.items())
    plain = {name: Category(name) for name in (*rules, *settings.escalation.categories.values())}
    return plain | {name: _category(name, part) for name, part in settings.categories.items()}


def _category(name: str, part: team.Category) -> Category:
    queue = QueueName(part.queue) if part.queue else None
    return Category(name, part.reply or "", part.replies, queue, part.priority, part.within)


def _activation(settings: Settings, part: answering.Activation) -> Activation:
    return Activation(part.active, _opening(settings, part), part.silent)


def _opening(settings: Settings, part: Opening) -> Hours | None:
    if part.hours is None:
        return None
    zone, country = part.zone or settings.bot.zone, part.country or settings.bot.country
    return Hours(part.hours, zone, country)
