"""A channel before a real mail server, made anew for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.email.harness import Rig, rig


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig(tmp_path) as made:
        yield made


@pytest.fixture
async def proven(tmp_path: Path, changes: dict[str, str]) -> AsyncIterator[Rig]:
    """The same with other settings."""
    async with rig(tmp_path, **changes) as made:
        yield made
