"""Who of the team looks at which conversation right now, and who is writing there.

Kept in memory on purpose: it is about open pages of this process, it ends with them, and it is told to
nobody but other operators.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bot.inbox.operators import Operator

WRITING_LASTS = 6.0
"""Seconds after the last key press in which somebody counts as writing."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One open page: whose, where it looks, and until when its operator counts as writing there."""

    operator: Operator
    conversation: str | None = None
    writing_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Someone:
    """One of the team, beside a conversation."""

    name: str
    display: str
    writing: bool


Listener = Callable[[str], None]


class Presence:
    """Knows the open pages. Listeners are told the conversation whose people changed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tabs: dict[str, Tab] = {}
        self._listeners: dict[str, Listener] = {}

    @contextmanager
    def open(self, tab: str, operator: Operator, listener: Listener) -> Iterator[None]:
        """Keep a page in mind while it is connected."""
        self._listeners[tab] = listener
        self._tabs.setdefault(tab, Tab(operator))
        try:
            yield
        finally:
            # A page that came back has a newer listener under its name, and stays.
            if self._listeners.get(tab) is listener:
                del self._listeners[tab]
                self._tell(self._tabs.pop(tab).conversation)

    def look(self, tab: str, operator: Operator, conversation: str | None) -> None:
        """A page turned to a conversation, or away from all. One that is not connected is ignored."""
        before = self._tabs.get(tab)
        if before is None or before.operator.name != operator.name or before.conversation == conversation:
            return
        self._tabs[tab] = Tab(operator, conversation)
        self._tell(before.conversation)
        self._tell(conversation)

    def write(self, operator: Operator, conversation: str) -> None:
        """The operator pressed a key there."""
        until = self._clock() + WRITING_LASTS
        for name, tab in self._tabs.items():
            if tab.operator.name == operator.name and tab.conversation == conversation:
                self._tabs[name] = replace(tab, writing_until=until)
        self._tell(conversation)

    def rest(self, operator: Operator, conversation: str) -> None:
        """What the operator was writing is sent or thrown away."""
        for name, tab in self._tabs.items():
            if tab.operator.name == operator.name and tab.conversation == conversation:
                self._tabs[name] = replace(tab, writing_until=0.0)
        self._tell(conversation)

    def beside(self, conversation: str, me: str) -> list[Someone]:
        """Return everybody but ``me`` who looks at it, by name."""
        now = self._clock()
        found: dict[str, Someone] = {}
        for tab in self._tabs.values():
            who = tab.operator
            if tab.conversation == conversation and who.name != me:
                before = found.get(who.name)
                writing = tab.writing_until > now or (before is not None and before.writing)
                found[who.name] = Someone(who.name, who.display, writing)
        return sorted(found.values(), key=lambda one: one.display.casefold())

    def seen(self) -> list[Operator]:
        """Return everybody with an open page, by name."""
        people = {tab.operator.name: tab.operator for tab in self._tabs.values()}
        return sorted(people.values(), key=lambda one: one.display.casefold())

    def _tell(self, conversation: str | None) -> None:
        if conversation is not None:
            for listener in list(self._listeners.values()):
                listener(conversation)
