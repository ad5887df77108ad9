"""Two operators press at the same moment, again and again: one has it, the other is told who."""

import asyncio
from uuid import uuid4

import pytest

from tests.flows.people import Operator, People

pytestmark = [pytest.mark.asyncio(loop_scope="module")]

ROUNDS = 50
NAMES = {"anna": "Anna Berg", "ben": "Ben Ode"}


async def waiting(people: People) -> str:
    """Make a contact who waits for a person; return the address, which is how the list knows them."""
    contact = await people.contact()
    press = await contact.call("POST", "/api/chat/person", {"id": str(uuid4())})
    assert press.status == 202, press
    return contact.id


async def race(first: Operator, second: Operator, conversation: str, what: str) -> str:
    """Let both press at once; return the name of who won."""
    body = {"text": "I am here."} if what == "reply" else {}
    replies = await asyncio.gather(*(one.act(conversation, what, **body) for one in (first, second)))
    assert sorted(reply.status for reply in replies) == [200, 409], replies
    (won, _), (_, lost) = sorted(zip((first, second), replies, strict=True), key=lambda one: one[1].status)
    assert (lost.body["error"], lost.body["by"]) == ("already_taken", NAMES[won.name])
    return won.name


@pytest.mark.parametrize("what", ["take", "reply"])
async def test_of_two_who_press_at_once_one_wins_and_the_other_is_told_who(mirror: People, what: str) -> None:
    anna, ben = await mirror.operator("anna"), await mirror.operator("ben")
    contacts = [await waiting(mirror) for _ in range(ROUNDS)]
    ids = {row["contact"]: row["id"] for row in await anna.list()}
    pairs = [(anna, ben), (ben, anna)]
    won = [await race(*pairs[place % 2], ids[one], what) for place, one in enumerate(contacts)]
    for contact, winner in zip(contacts, won, strict=True):
        assert (await anna.open(ids[contact]))["operator"] == winner
