"""Every contract runs against every kind of store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contracts.stores import KINDS, AnyStore, Make


@pytest.fixture(params=sorted(KINDS))
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    return KINDS[request.param](tmp_path)


@pytest.fixture
async def store(make: Make) -> AsyncIterator[AnyStore]:
    store = make()
    await store.open()
    yield store
    await store.close()
