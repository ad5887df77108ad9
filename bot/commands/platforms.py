"""What each messenger answers ``handoff check``: who we are there, and whether its places are ready."""

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from typing import Final, Protocol

from bot.commands.finding import Finding
from bot.config.lines import Key
from bot.config.model import Settings
from bot.messengers import webhook
from channels.errors import ChannelError
from handoff.ids import Address

PATIENCE: Final = 30.0
"""Seconds that a messenger has for one answer."""


class Checked(Protocol):
    """A channel, as far as checking it goes."""

    async def check(self) -> str:
        """Ask the platform who we are; raises ChannelError."""

    async def check_place(self, place: Address) -> str:
        """Ask whether all is well in a place; raises ChannelError."""


async def platforms(settings: Settings, channels: Mapping[str, Checked]) -> list[Finding]:
    """Ask all messengers at once, each about itself and then about its places."""
    asked = (messenger(name, channel, settings) for name, channel in channels.items())
    return [finding for found in await asyncio.gather(*asked) for finding in found]


async def messenger(name: str, channel: Checked, settings: Settings) -> list[Finding]:
    """Ask one messenger; where it does not know us its places are not asked."""
    first = await _asked(name, ("channels", name), channel.check())
    found = [first, *doors(name, settings), *use(name, settings)]
    if first.ok:
        for key, place in places(name, settings):
            found.append(await _asked(str(place), key, channel.check_place(place)))
    return found


def places(name: str, settings: Settings) -> Iterator[tuple[Key, Address]]:
    """Yield each place of a messenger once, with the key that names it first."""
    seen: set[Address] = set()
    for queue, part in settings.queues.items():
        for index, text in enumerate(part.notify):
            place = Address.parse(text)
            if place.channel == name and place not in seen:
                seen.add(place)
                yield ("queues", queue, "notify", index), place


def doors(name: str, settings: Settings) -> Iterator[Finding]:
    """Say where a messenger that calls us does so; nobody but the admin can see whether it gets through."""
    if name not in settings.channels.called:
        return
    address = webhook(settings, name)
    text = f"it calls {address}" if address else "set public_url to the address it is to call"
    yield Finding(f"{name} webhook", ("web", "public_url"), text)


def use(name: str, settings: Settings) -> Iterator[Finding]:
    """Say of a messenger that is on when contacts get no answer there: no mistake, but perhaps not meant."""
    if name in settings.contacts.channels:
        return
    if any(places(name, settings)):
        text = "for the team only: contacts who write there get no answer; see channels in [contacts]"
    else:
        text = "no contact may write there and no queue is told there; see channels in [contacts], and notify"
    yield Finding(f"{name} use", ("channels", name), text)


async def _asked(part: str, key: Key, question: Awaitable[str]) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE):
            return Finding(part, key, await question)
    except ChannelError as error:
        return Finding(part, key, str(error), ok=False)
    except TimeoutError:
        return Finding(part, key, f"no answer within {PATIENCE:.0f} seconds", ok=False)
