"""A team for the shop of the sample knowledge; one bot of each kind for all tests of a file."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.flows.people import People, people_of
from tests.process import MIRROR, Settings, bot_in

MAIL = "anna.berg@shop.example"
TEAM: Settings = {
    "log": {"level": "debug"},
    "operators": {"anna": {"name": "Anna Berg", "email": MAIL}, "ben": {"name": "Ben Ode"}},
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[People]:
    """People who talk to a bot that answers from the sample knowledge."""
    async with bot_in(tmp_path_factory.mktemp("shop"), TEAM) as bot, people_of(bot) as people:
        bot.private.add(MAIL)
        yield people


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mirror(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[People]:
    """People who talk to a bot whose agent says what it was told, the bot's own promises among it."""
    folder = tmp_path_factory.mktemp("mirror")
    settings = {**TEAM, "escalation": {"off": ["promise"]}}
    async with bot_in(folder, settings, program=MIRROR) as bot, people_of(bot) as people:
        bot.private.add(MAIL)
        yield people
