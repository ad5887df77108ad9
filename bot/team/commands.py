"""Commands in a desk thread: ``/note call her back``, or ``!note`` where a messenger eats slashes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from bot.team.acts import Acts
from bot.team.joiner import bare
from bot.team.people import People
from bot.team.told import ERASED, alert, sign
from channels.commands import COMMANDS
from channels.team import Answer, Wrote
from handoff.desk import Desk
from handoff.events import Actor
from handoff.ids import ConversationId, QueueName
from handoff.labels import known_as, messenger
from handoff.ownership import Owner
from handoff.policy import Queue
from handoff.transcript import Origin

NAMES: Final = tuple(one.name for one in COMMANDS)
NEAR: Final = 0.7
"""From this likeness on (1 is the same) a word is taken for a slip of the one it looks like."""
_HEAD: Final = re.compile(r"(/+[ \t]*|!)([^\W\d_][\w-]*)(?:@\w+)?(?![\w/@-])[:,;.]?")
_SPAN: Final = re.compile(r"(\d{1,4})\s*(m|min|h|d)[a-z]*", re.IGNORECASE)
_UNITS: Final = {"m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Command:
    """``name`` is one of ``NAMES``, or what was mistyped; ``rest`` is the text after it."""

    name: str
    rest: str


def parse(text: str) -> Command | None:
    """Read a command; None for plain text.

    A word right behind one slash is one also when it is mistyped, for nothing meant for the team may
    go out by a slip (law 5); behind anything else it must be a known one, or nearly. A path is plain text.
    """
    text = bare(text).strip()
    found = _HEAD.match(text)
    if found is None:
        return None
    name = found[2].lower()
    meant = found[1] == "/" or get_close_matches(name, NAMES, 1, NEAR)
    return Command(name, text[found.end() :].strip()) if meant else None


def span(text: str) -> float | None:
    """Read ``30m``, ``2h`` or ``1d`` as seconds; None for anything else."""
    found = _SPAN.fullmatch(text.strip())
    return int(found[1]) * _UNITS[found[2][0].lower()] if found else None


class Commands:
    """Runs a command for somebody in a desk thread."""

    def __init__(
        self,
        desk: Desk,
        people: People,
        acts: Acts,
        queues: Callable[[], Mapping[QueueName, Queue]],
        time: Callable[[float], str],
    ) -> None:
        self._desk = desk
        self._people = people
        self._acts = acts
        self._queues = queues
        self._time = time

    async def run(
        self, command: Command, id: ConversationId, by: Actor, event: Wrote, key: str | None
    ) -> Answer:
        """Do it; what is missing or mistyped is said, and nothing happens then."""
        rest, place = command.rest, Origin(event.thread, event.ref)
        content = replace(event.content, text=rest)
        match command.name:
            case "take":
                return await self._acts.take(id, by, key)
            case "reply" | "note" if not (rest or content.files):
                return alert(f"Write a text behind it, as in {sign(by.via)}{command.name} TEXT.")
            case "reply":
                return await self._acts.reply(id, by, content, place, key)
            case "note":
                return await self._acts.note(id, by, content, place, key)
            case "draft":
                return await self._acts.draft(id, by, event.thread, rest, key)
            case "return":
                return await self._acts.give_back(id, by, rest, key)
            case "resolve":
                return await self._acts.resolve(id, by, key)
            case _:
                return await self._others(command, id, by, key)

    async def _others(self, command: Command, id: ConversationId, by: Actor, key: str | None) -> Answer:
        match command.name:
            case "snooze":
                seconds = span(command.rest)
                if not seconds:
                    return alert(f"Say for how long, in minutes, hours or days: {sign(by.via)}snooze 30m")
                return await self._acts.snooze(id, by, seconds, key)
            case "transfer":
                return await self._transfer(command.rest, id, by, key)
            case "who":
                return await self._who(id)
            case "help":
                return Answer(help_text(sign(by.via)))
            case name:
                return alert(_unknown(name, sign(by.via)))

    async def _transfer(self, name: str, id: ConversationId, by: Actor, key: str | None) -> Answer:
        if QueueName(name) in self._queues():
            return await self._acts.pass_on(id, by, QueueName(name), key)
        person = self._people.named(name)
        if person is not None:
            return await self._acts.pass_on(id, by, person, key)
        people = ", ".join(one.name for one in self._people.all())
        known = f"Queues: {', '.join(self._queues())}." + (f" People: {people}." if people else "")
        return alert(f"Pass it on to whom? {sign(by.via)}transfer NAME. {known}")

    async def _who(self, id: ConversationId) -> Answer:
        state = await self._desk.state(id)
        if state is None:
            return alert(ERASED)
        who = {
            Owner.HUMAN: f"{state.operator_name} has it",
            Owner.WAITING: "Nobody has it yet; it waits",
            Owner.AUTOMATION: "A workflow has it",
            Owner.CLOSED: "It is closed",
        }
        since = f"{who.get(state.owner, 'The assistant has it')}, since {self._time(state.owned_since)}."
        contact = known_as(state.contact.name, state.id)
        return Answer(f"{since} The contact is {contact}, on {messenger(state.contact.address.channel)}.")


def _unknown(name: str, sign: str) -> str:
    near = get_close_matches(name, NAMES, 1)
    hint = f" Did you mean {sign}{near[0]}?" if near else ""
    return f"There is no command {sign}{name}.{hint} Nothing was sent. {sign}help lists them all."


def help_text(sign: str = "/") -> str:
    """List the commands, one a line."""
    lines = (f"{sign}{' '.join(filter(None, (one.name, one.words)))} – {one.does}" for one in COMMANDS)
    return "\n".join(lines)
