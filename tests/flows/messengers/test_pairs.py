"""Every contact channel with every team channel: one bot, all pairs at once, a whole talk in each."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import pytest
import pytest_asyncio

from tests.flows.messengers.inbox import InboxJourney
from tests.flows.messengers.journey import Journey
from tests.flows.messengers.world import CONTACTS, TEAMS, Desk, World, world_in

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
]
PAIRS = [(contact, team) for contact in CONTACTS for team in TEAMS]
INBOX = [(contact, "web inbox") for contact in CONTACTS]
Tasks = Mapping[tuple[str, str], "asyncio.Task[None]"]


def desk_of(world: World, team: str, number: int) -> Desk:
    """Open a place that only one pair uses, with a queue and a word that lead there."""
    member = world.member(f"ada{number}", f"Ada N{number}")
    (desk,) = world.desk(team, f"desk {number}", member)
    world.queue(f"queue{number}", f"lamp{number}", desk.place)
    return desk


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def talks(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Tasks]:
    """All pairs' conversations, begun at the same moment; a test waits for its own."""
    async with world_in(tmp_path_factory.mktemp("pairs")) as world:
        desks = [desk_of(world, team, number) for number, (_, team) in enumerate(PAIRS, 1)]
        world.member("dora", "Dora Diaz")
        async with world.running():
            inbox = await world.inbox("dora")
            tasks = {}
            for number, (pair, desk) in enumerate(zip(PAIRS, desks, strict=True), 1):
                contact = await world.contact(pair[0], f"Mia M{number}")
                tasks[pair] = asyncio.create_task(Journey(contact, desk, f"lamp{number}").whole())
            for pair in INBOX:
                one = InboxJourney(await world.contact(pair[0], f"Mia of {pair[0]}"), inbox)
                tasks[pair] = asyncio.create_task(one.whole())
            yield tasks
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)


@pytest.mark.parametrize(("contact", "team"), [*PAIRS, *INBOX], ids=lambda name: name.replace(" ", "-"))
async def test_a_contact_there_and_the_team_here_have_a_whole_conversation(
    talks: Tasks, contact: str, team: str
) -> None:
    await talks[contact, team]
