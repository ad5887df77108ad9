"""People in the team's rooms who are no operators: nothing they do changes anything, and they are told."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.flows.messengers import phrases
from tests.flows.messengers.discord import DiscordOperator
from tests.flows.messengers.journey import Journey
from tests.flows.messengers.seen import find, until
from tests.flows.messengers.slack import SlackOperator
from tests.flows.messengers.telegram import TelegramOperator
from tests.flows.messengers.world import Desk, World, world_in

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
]
TEAMS = ("slack", "telegram topics", "discord")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rooms(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[World, dict[str, Desk]]]:
    """A room on each platform, and a bot."""
    async with world_in(tmp_path_factory.mktemp("strangers")) as world:
        desks = {}
        for number, team in enumerate(TEAMS):
            (desks[team],) = world.desk(team, f"desk {number}", world.member("ada", "Ada Berg"))
            world.queue(f"queue{number}", f"lamp{number}", desks[team].place)
        async with world.running():
            yield world, desks


def stranger(world: World, desk: Desk) -> Desk:
    """Let somebody into the room whom the settings do not know."""
    match desk:
        case SlackOperator():
            someone = world.slack.someone("Eve")
            desk.room.members.add(someone.user.id)
            return SlackOperator(someone, "Eve", desk.room)
        case TelegramOperator():
            person = world.telegram.person("Eve")
            desk.chat.members[person.id] = person.user
            return TelegramOperator(person, "Eve", desk.chat)
        case DiscordOperator():
            return DiscordOperator(world.discord, world.discord.operator("Eve"), desk.room)


@pytest.mark.parametrize("team", TEAMS)
async def test_a_stranger_changes_nothing_and_is_told_so(
    rooms: tuple[World, dict[str, Desk]], team: str
) -> None:
    world, desks = rooms
    number = TEAMS.index(team)
    one = Journey(await world.contact("web", f"Mia M{number}"), desks[team], f"lamp{number}")
    await one.asked_and_handed_over()
    eve = stranger(world, desks[team])
    told = await eve.presses(await one.card(phrases.WAITING), phrases.TAKE)
    assert phrases.STRANGER in told.text
    await one.taken_over()
    await eve.writes(one.thread, "Buy my lamps instead!")
    await one.operator.writes(one.thread, "I am on it.")
    await one.hears("I am on it.")
    assert find(one.contact.sees(), "Buy my lamps") is None
    await until(lambda: "a stranger was refused" in str(world.bot.log), lambda: world.bot.log)
