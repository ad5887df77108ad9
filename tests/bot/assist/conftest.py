"""A whole bot in memory with a model that helps."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from handoff.policy import Assistance
from tests.bot.assist.helper import FakeHelper
from tests.bot.team.house import House, open_house

ALL = Assistance(summaries=True, drafts=True, translate=True)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """One with everything off: a test turns on what it is about."""
    async with open_house(tmp_path) as found:
        yield found


@pytest.fixture
def helper(house: House) -> FakeHelper:
    """The model, with all of its help turned on but translation."""
    found = FakeHelper()
    house.helper = found
    house.policy = replace(house.policy, assist=Assistance(summaries=True, drafts=True))
    return found


@pytest.fixture
def german(house: House, helper: FakeHelper) -> FakeHelper:
    """The model, for a contact who writes German and a team that writes English."""
    house.policy = replace(house.policy, assist=Assistance(drafts=True, translate=True))
    return helper
