"""Who people are: names and languages, and which of the workspace's user groups they are in."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from channels.errors import ChannelError
from channels.recent import Recent
from channels.slack.api import Api
from channels.slack.spot import NAME
from channels.team import Person

PATIENCE: Final = 1.5
"""Seconds that an event may wait for a name: Slack wants it acknowledged within three."""
_NAMES: Final = 3600.0
_GROUPS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What people call somebody, and the language they use Slack in (``en``), as far as it is known."""

    name: str = ""
    language: str = ""


class People:
    """Asks Slack and remembers: names for an hour, groups for a minute. What cannot be asked is empty."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._profiles: Recent[str, tuple[float, Profile]] = Recent()
        self._groups: tuple[float, dict[str, frozenset[str]]] = (float("-inf"), {})

    async def profile(self, user: str) -> Profile:
        """Return who somebody is."""
        known = self._profiles.get(user)
        if known is not None and _now() - known[0] < _NAMES:
            return known[1]
        try:
            async with asyncio.timeout(PATIENCE):
                found = _profile(await self._api.read("users.info", user=user, include_locale=True))
        except (ChannelError, TimeoutError):
            return known[1] if known is not None else Profile()
        self._profiles.put(user, (_now(), found))
        return found

    async def person(self, user: str, fallback: str = "") -> Person:
        """Return somebody of the team with the groups they are in."""
        profile, groups = await asyncio.gather(self.profile(user), self.groups(user))
        return Person(NAME, user, profile.name or fallback or user, groups)

    async def groups(self, user: str) -> frozenset[str]:
        """Return the user groups somebody is in, as ``slack-group:S012``; none without the scope."""
        if _now() - self._groups[0] >= _GROUPS:
            self._groups = (_now(), await self._ask() or self._groups[1])
        return frozenset(f"slack-group:{id}" for id, users in self._groups[1].items() if user in users)

    async def _ask(self) -> dict[str, frozenset[str]] | None:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._api.read("usergroups.list", include_users=True)
        except (ChannelError, TimeoutError):
            return None
        listed = [one for one in answer.get("usergroups") or () if isinstance(one, dict)]
        return {str(one.get("id", "")): frozenset(one.get("users") or ()) for one in listed}


def _profile(answer: dict[str, Any]) -> Profile:
    user = answer.get("user") or {}
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    name = next((str(name) for name in names if name), "")
    return Profile(name, str(user.get("locale") or "").partition("-")[0])


def _now() -> float:
    return asyncio.get_running_loop().time()
