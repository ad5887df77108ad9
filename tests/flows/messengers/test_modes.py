"""The bot behind a public address: Telegram's webhook and Slack's signed HTTP carry a whole conversation."""

from pathlib import Path

import aiohttp
import pytest

from tests.flows.messengers.journey import Journey
from tests.flows.messengers.world import World, world_in

PAIRS = [("telegram", "slack"), ("slack", "telegram topics")]


@pytest.mark.parametrize(("contact", "team"), PAIRS)
async def test_what_is_called_instead_of_asking_does_the_same(
    tmp_path: Path, contact: str, team: str
) -> None:
    async with world_in(tmp_path) as world:
        world.called = True
        (desk,) = world.desk(team, "desk", world.member("ada", "Ada Berg"))
        world.queue("queue", "lamp", desk.place)
        async with world.running():
            await Journey(await world.contact(contact, "Mia Novak"), desk, "lamp").whole()
            await refused(world)


async def refused(world: World) -> None:
    """Call the bot without the platforms' proof: nothing is taken."""
    for path in ("/webhooks/telegram", "/webhooks/slack"):
        async with aiohttp.ClientSession(world.bot.base) as http, http.post(path, json={}) as reply:
            assert reply.status in (401, 403), await reply.text()
