"""A channel before a real mail server, made anew for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.email.harness import Rig, rig


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig(tmp_path) as made:
        yield made
