"""What became of a message on its way to the contact is in words beside it, not in a colour alone."""

import pytest

from handoff.effects import Deliver
from handoff.store.base import RowState, Settled
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import House
from tests.bot.inbox.test_pages import panes, words


@pytest.mark.parametrize(
    ("state", "doubtful", "error", "said"),
    [
        (RowState.PENDING, False, "", "On its way"),
        (RowState.PENDING, False, "the platform is down", "Trying again: the platform is down"),
        (RowState.SENT, False, "", "Delivered"),
        (RowState.SENT, True, "", "Perhaps delivered"),
        (RowState.DEAD, True, "the connection broke", "Perhaps delivered: the connection broke"),
        (RowState.DEAD, False, "the contact blocked us", "Not delivered: the contact blocked us"),
        (RowState.DROPPED, False, "", "Withheld, never sent"),
    ],
)
async def test_every_end_of_a_delivery_is_said(
    house: House, client: Client, ana: Program, state: RowState, doubtful: bool, error: str, said: str
) -> None:
    house.pull = False
    id = await house.handed_off("telegram:7")
    _, sent = await ana.act(id, "reply", {"text": "Hello"})
    row = next(
        row
        for row in await house.store.rows(id)
        if isinstance(row.effect, Deliver) and row.effect.seq == sent["seq"]
    )
    if error or state is not RowState.PENDING:
        await house.store.settle(Settled(row.id, state, 1, error=error or None, doubtful=doubtful))
    html = await panes(house, client, id)
    message = html[html.index(f'data-key="e{sent["seq"]}"') :]
    assert said in words(message[: message.index("</article>")])
