"""Approve and Reject pressed in one moment on four surfaces: one wins, the others are told who and when."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from tests.flows.messengers.world import CONTACTS
from tests.flows.workflows.reviewers import APPROVE, REJECT, Said
from tests.flows.workflows.shop import ASKED, REFUND, REFUNDED, REJECTED, Shop, hears_all, shop_in

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]
NAMES = ("Abe", "Bea", "Cyd", "Dev", "Eli", "Flo", "Gus", "Hal", "Ivy", "Jon")
RACERS = ("slack", "telegram", "email", "inbox")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A shop whose question stands on every surface."""
    async with shop_in(tmp_path_factory.mktemp("races")) as shop:
        yield shop


async def race(shop: Shop, name: str, number: int) -> dict[str, tuple[str, Said]]:
    """Let all press at once; half of them approve, another half each time."""
    labels = {surface: (APPROVE, REJECT)[(at + number) % 2] for at, surface in enumerate(RACERS)}
    for surface in RACERS:
        await shop.reviewers[surface].sees(name)
    presses = [await shop.reviewers[one].readies(name, label, "no") for one, label in labels.items()]
    first = number % len(presses)
    found = await asyncio.gather(*(press() for press in presses[first:] + presses[:first]))
    order = [*RACERS[first:], *RACERS[:first]]
    return {surface: (labels[surface], told) for surface, told in zip(order, found, strict=True)}


def winner(shop: Shop, told: dict[str, tuple[str, Said]]) -> tuple[str, str]:
    """Return who won, and with what; the others were told so, and when that was."""
    ((won, label),) = [(surface, label) for surface, (label, said) in told.items() if said.won]
    name = shop.reviewers[won].name
    for surface, (_, said) in told.items():
        wanted = rf"{'approved' if label == APPROVE else 'rejected'} by {name} at \S*\d\d:\d\d"
        assert surface == won or re.search(wanted, said.text), f"{surface} lost to {name} and reads {said}"
    return won, label


async def test_one_of_four_decides_and_a_rejected_refund_is_never_made(
    shop: Shop, record_property: Callable[[str, object], None]
) -> None:
    wins: Counter[str] = Counter()
    for number, name in enumerate(NAMES):
        contact, before = await shop.world.contact(CONTACTS[number % 4], name), shop.once()
        await shop.asks(contact)
        won, label = winner(shop, await race(shop, name, number))
        wins[f"{label.lower()} on {won}"] += 1
        await hears_all(contact, *ASKED, REFUNDED if label == APPROVE else REJECTED)
        assert shop.once() == before + (label == APPROVE)
    assert sum(wins.values()) == len(NAMES)
    approved = sum(count for what, count in wins.items() if what.startswith("approve"))
    assert shop.once() == approved
    record_property("approvals raced by four", len(NAMES))
    record_property("refunds of approvals raced by four", f"{shop.once()} of {approved} exactly once")
    for what, count in wins.items():
        record_property(f"approvals raced by four won by {what}", count)
