"""An event is brought until it is stored; a question is asked until it is answered or refused."""

import pytest

from channels.durable import asked, stored
from channels.errors import ChannelError, Permanent, RateLimited, Temporary
from handoff.errors import StoreUnavailable
from tests.virtual import on_virtual_time


class Flaky:
    """Raises these one after the other, then answers."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    async def __call__(self) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return "done"


@on_virtual_time
async def test_what_cannot_be_stored_yet_is_brought_again() -> None:
    assert await stored(Flaky(StoreUnavailable("locked"), OSError("disk full"))) == "done"


@on_virtual_time
async def test_any_other_fault_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        await stored(Flaky(ZeroDivisionError()))


@on_virtual_time
async def test_a_platform_in_trouble_is_asked_again() -> None:
    assert await asked(Flaky(Temporary("down"), RateLimited("slow", 0.0))) == "done"


@pytest.mark.parametrize(
    ("errors", "last"),
    [([Permanent("no")], "no"), ([Temporary("down"), Temporary("still down"), Temporary("x")], "still down")],
)
@on_virtual_time
async def test_what_is_said_for_good_or_at_last_is_raised(errors: list[ChannelError], last: str) -> None:
    with pytest.raises(ChannelError, match=last):
        await asked(Flaky(*errors), tries=2)
