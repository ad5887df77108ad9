"""The settings in force. A changed file replaces them between two events, never inside one."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.config.model import Settings
from bot.config.policy import policy
from bot.inbox.operators import Operator, Roster
from handoff.clock import stamp
from handoff.flow import Flow
from handoff.ids import OperatorName
from handoff.policy import Policy


class Live:
    """What may change while the process runs; everybody asks each time and keeps nothing."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        """``clock`` gives seconds since 1970 UTC."""
        self._clock = clock
        self.replace(settings)

    def replace(self, settings: Settings, flows: tuple[Flow, ...] = ()) -> None:
        """Put new settings in force; raises ValueError and changes nothing when they make no policy."""
        made = policy(settings, flows)
        self._settings, self._policy = settings, made
        self._roster = Roster({name: person.name or "" for name, person in settings.operators.items()})

    def settings(self) -> Settings:
        """Return the settings in force."""
        return self._settings

    def policy(self) -> Policy:
        """Return the policy in force."""
        return self._policy

    def get(self, name: str) -> Operator | None:
        """Look an operator up; see ``bot.inbox.operators.Operators``."""
        return self._roster.get(name)

    def all(self) -> Sequence[Operator]:
        """Return every configured operator; see ``bot.inbox.operators.Operators``."""
        return self._roster.all()

    def time(self, at: float) -> str:
        """Write a moment (seconds since 1970 UTC) as clock and calendar of the bot's zone show it."""
        zone = ZoneInfo(self._settings.bot.zone)
        return stamp(datetime.fromtimestamp(at, zone), datetime.fromtimestamp(self._clock(), zone))

    def display(self, name: OperatorName) -> str:
        """Return what an operator is called, for people to read."""
        person = self.get(name)
        return person.display if person is not None else name
