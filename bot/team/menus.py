"""Second steps: how long to snooze, whom to pass a conversation on to."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.team.people import People
from bot.team.told import alert
from channels.team import Answer
from handoff.content import Button
from handoff.events import Actor
from handoff.ids import QueueName
from handoff.policy import Queue
from handoff.press import Press, Token

SPANS: Final = (("30 minutes", 1800), ("1 hour", 3600), ("4 hours", 14400), ("1 day", 86400))
MOST: Final = 20
NOBODY: Final = "There is nobody else to pass it on to."


class Menus:
    """Answers with one button for each choice."""

    def __init__(self, people: People, queues: Callable[[], Mapping[QueueName, Queue]]) -> None:
        self._people = people
        self._queues = queues

    def snooze(self, token: Token) -> Answer:
        """Offer a few spans of time."""
        buttons = (Button(label, _detailed(token, str(seconds))) for label, seconds in SPANS)
        return Answer("Snooze for how long? It comes back at once if the contact writes.", tuple(buttons))

    def transfer(self, token: Token, by: Actor, queue: str) -> Answer:
        """Offer the other queues, then the colleagues."""
        others = (name for name in self._queues() if name != queue)
        queues = [Button(f"Queue {name}", _detailed(token, f"q/{name}")) for name in others]
        people = [
            Button(person.name, _detailed(token, f"o/{person.operator}"))
            for person in self._people.all()
            if person.operator != by.operator
        ]
        found = tuple((*queues, *people)[:MOST])
        return Answer("Pass it on to whom?", found) if found else alert(NOBODY)


def _detailed(token: Token, detail: str) -> str:
    return str(Token(Press(token.press), token.subject, detail))
