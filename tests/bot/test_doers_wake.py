"""A limit that ran out takes the same road as a press."""

from bot.doers.wake import Waker
from handoff.effects import Timer, Wake
from handoff.events import OperatorTook
from handoff.ownership import Owner
from handoff.store.base import Row, RowState, Settled
from tests.bot.office import Office, open_office
from tests.handoff.stage import ANA


def limit(office: Office, timer: Timer) -> Row:
    return next(row for row in office.rows if isinstance(row.effect, Wake) and row.effect.timer is timer)


async def test_a_limit_happens_to_its_conversation_in_one_commit_with_its_row() -> None:
    office = await open_office()
    await office.say("a human please")
    row = limit(office, Timer.EXPIRE)
    assert await Waker(office.desk).do(row) is None
    assert (await office.state()).owner is Owner.AGENT
    assert (await office.stored(row)).state is RowState.SENT


async def test_a_limit_that_lost_its_race_ends_quietly() -> None:
    office = await open_office()
    await office.say("a human please")
    row = limit(office, Timer.EXPIRE)
    await office.happen(OperatorTook(ANA))
    assert await Waker(office.desk).do(row) is None
    assert ((await office.state()).owner, (await office.stored(row)).state) == (Owner.HUMAN, RowState.SENT)


async def test_a_limit_of_an_erased_conversation_is_only_the_rows_end() -> None:
    office, empty = await open_office(), await open_office()
    await office.say("a human please")
    row = limit(office, Timer.EXPIRE)
    settled = await Waker(empty.desk).do(row)
    assert settled == Settled(row.id, RowState.SENT)
    assert not await Waker(empty.desk).gave_up(row, settled)
