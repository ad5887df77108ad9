"""What no single key can tell: names that lead nowhere, loops, hours that do not parse, an open door."""

import ipaddress
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from bot.config.agents import agents
from bot.config.answering import Activation
from bot.config.faults import Complaint, hint, unknown
from bot.config.lines import Key
from bot.config.locales import languages
from bot.config.model import Bot, Settings
from bot.config.modes import modes
from bot.config.opening import Opening
from bot.config.shapes import home, is_group
from bot.config.staffing import staffing
from bot.config.team import Queue
from handoff.hours import Hours
from handoff.ids import Address
from handoff.policy import Active
from handoff.texts import PLACEHOLDERS

REPLY: Final = frozenset({"ticket", "queue", "when", "opens"})
"""What a category's reply may hold, as ``handoff.routing`` fills it."""
_OPEN_DOOR: Final = (
    "lets other machines reach the inbox, and without [operators] whoever has a link is an operator; "
    'add for example [operators.anna], or use host = "127.0.0.1"'
)


def checks(settings: Settings) -> Iterator[Complaint]:
    """Yield everything that is wrong between the parts of settings that are right one by one."""
    yield from _door(settings)
    yield from _channels(settings)
    yield from modes(settings)
    yield from agents(settings)
    yield from _people(settings)
    yield from staffing(settings)
    yield from _queues(settings)
    yield from _loops(settings.queues)
    yield from _hours(settings)
    yield from _texts(settings)
    yield from _moods(settings)


def loopback(host: str) -> bool:
    """Whether only this machine reaches the host; an empty one means every address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _door(settings: Settings) -> Iterator[Complaint]:
    host = settings.web.host
    if not settings.operators and not loopback(host):
        yield ("web", "host"), f"{host!r} {_OPEN_DOOR}"


def _channels(settings: Settings) -> Iterator[Complaint]:
    known = settings.channels.names
    for index, name in enumerate(settings.contacts.channels):
        yield from unknown(("contacts", "channels", index), "channel", name, known)
    for name in settings.agent.channels:
        yield from unknown(("agent", "channels", name), "channel", name, known)
    for queue, options in settings.queues.items():
        for index, place in enumerate(options.notify):
            yield from _missing(("queues", queue, "notify", index), Address.parse(place).channel, known)


def _missing(key: Key, channel: str, known: Collection[str]) -> Iterator[Complaint]:
    if channel not in known:
        yield key, f"{channel!r} is not configured; add [channels.{channel}]{hint(channel, list(known))}"


def _people(settings: Settings) -> Iterator[Complaint]:
    for queue, options in settings.queues.items():
        for role, names in (("operators", options.operators), ("reviewers", options.reviewers)):
            for index, name in enumerate(names):
                yield from _member(("queues", queue, role, index), name, settings)


def _member(key: Key, name: str, settings: Settings) -> Iterator[Complaint]:
    if is_group(name):
        yield from _missing(key, home(name), settings.channels.names)
    else:
        yield from unknown(key, "operator", name, settings.operators)


def _queues(settings: Settings) -> Iterator[Complaint]:
    known = settings.known_queues
    yield from unknown(("escalation", "queue"), "queue", settings.escalation.queue, known)
    for name, category in settings.categories.items():
        yield from unknown(("categories", name, "queue"), "queue", category.queue, known)
    for name, queue in settings.queues.items():
        yield from unknown(("queues", name, "escalate_to"), "queue", queue.escalate_to, known)


def _loops(queues: Mapping[str, Queue]) -> Iterator[Complaint]:
    """Name each loop once, at the queue of it that is written first."""
    seen: set[str] = set()
    for start in queues:
        way = _way(start, queues)
        if way[-1] == start and len(way) > 1 and start not in seen:
            seen.update(way)
            yield ("queues", start, "escalate_to"), f"goes round in a circle: {' -> '.join(way)}"


def _way(start: str, queues: Mapping[str, Queue]) -> list[str]:
    way = [start]
    while (queue := queues.get(way[-1])) and queue.escalate_to and queue.escalate_to not in way[1:]:
        way.append(queue.escalate_to)
    return way


def _hours(settings: Settings) -> Iterator[Complaint]:
    agents: dict[Key, Activation] = {("agent",): settings.agent}
    agents |= {("agent", "channels", name): part for name, part in settings.agent.channels.items()}
    for key, part in agents.items():
        if part.active is Active.HOURS and part.hours is None:
            yield (*key, "active"), 'needs hours as well, for example hours = "Mo-Fr 09:00-18:00"'
        yield from _opening(key, part, settings.bot)
    for name, queue in settings.queues.items():
        yield from _opening(("queues", name), queue, settings.bot)


def _opening(key: Key, part: Opening, bot: Bot) -> Iterator[Complaint]:
    try:
        _ = part.hours is None or Hours(part.hours, part.zone or bot.zone, part.country or bot.country)
    except ValueError as error:
        yield (*key, "hours"), str(error)


def _texts(settings: Settings) -> Iterator[Complaint]:
    language = settings.bot.language
    if language.partition("-")[0] not in languages() and language not in settings.texts:
        yield ("bot", "language"), f"is not one the bot speaks{hint(language, languages())}"
    for name, category in settings.categories.items():
        yield from _placeholders(("categories", name, "reply"), category.reply or "", REPLY)
        for spoken, text in category.replies.items():
            yield from _placeholders(("categories", name, "replies", spoken), text, REPLY)
    for spoken, texts in settings.texts.items():
        for name, text in texts.items():
            key = ("texts", spoken, name)
            if name in PLACEHOLDERS:
                yield from _placeholders(key, text, PLACEHOLDERS[name])
            else:
                yield key, f"unknown key{hint(name, sorted(PLACEHOLDERS))}"


def _placeholders(key: Key, text: str, known: Collection[str]) -> Iterator[Complaint]:
    for name in sorted(set(re.findall(r"\{(\w+)\}", text)) - set(known)):
        these = ", ".join(f"{{{word}}}" for word in sorted(known))
        yield key, f"nothing fills {{{name}}}; this text may use {these or 'no placeholder'}"


def _moods(settings: Settings) -> Iterator[Complaint]:
    if settings.escalation.mood_offer > settings.escalation.mood_threshold:
        yield ("escalation", "mood_offer"), "must not be above mood_threshold"
