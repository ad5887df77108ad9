"""Notes stay inside: nothing the team says among itself reaches the contact, killed at any point or not."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from handoff.texts import fill
from tests.flows.credit import put_credit
from tests.flows.messengers import phrases
from tests.flows.messengers.seen import Seen, find, until, until_told
from tests.flows.messengers.world import Contact, Desk
from tests.flows.workflows.reviewers import decides
from tests.flows.workflows.shop import WORDS, Shop, hears, house_in, restart, said

pytestmark = [pytest.mark.asyncio(loop_scope="module")]

SECRET = "quittance"
"""A word in everything that must stay inside."""
PLEA = "I want to talk to a real person, please"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A team on every surface, and a workflow that asks it."""
    folder = tmp_path_factory.mktemp("notes")
    async with house_in(folder, {"workflows": put_credit(folder, f"Granted: {SECRET}.")}) as shop:
        yield shop


async def card(desk: Desk, name: str, words: str = "") -> Seen:
    """Wait until a contact's card says something."""

    def look() -> Seen | None:
        mine = (seen for seen in desk.cards() if name in seen.text and "H-1" in seen.text)
        return next((seen for seen in mine if words in seen.text), None)

    return await until(look, desk.cards, f"a card of {name} with {words!r}")


async def marked(desk: Desk, thread: str, id: str) -> None:
    """Wait until the operator sees a mark on an own message: it was taken in."""

    def look() -> bool:
        return any(seen.id == id and seen.reactions for seen in desk.reads(thread))

    await until(look, lambda: desk.reads(thread), "a mark")


async def transcript(shop: Shop, contact: Contact) -> list[dict[str, Any]]:
    """Return what the inbox shows of a conversation."""
    assert shop.inbox is not None
    return list((await shop.inbox.case(contact.address))["transcript"])


async def kept(shop: Shop, contact: Contact, words: str) -> None:
    """Wait until the inbox shows these words, as a note or as an event: never as a message."""

    async def look() -> dict[str, Any] | None:
        return next((one for one in await transcript(shop, contact) if words in str(one)), None)

    assert (await until_told(look, f"{words!r} in the inbox"))["kind"] != "message"


@pytest.mark.parametrize(
    ("surface", "channel", "name"), [("telegram", "slack", "Noa"), ("slack", "discord", "Ole")]
)
async def test_what_is_written_in_a_desk_thread_stays_there_through_kills(
    shop: Shop, surface: str, channel: str, name: str
) -> None:
    desk, contact = shop.desks[surface], await shop.world.contact(channel, name)
    await contact.says(PLEA)
    await hears(contact, "H-1")
    thread = desk.desk(await card(desk, name, phrases.WAITING))
    await desk.writes(thread, f"Does anybody know her? {SECRET} one")
    await kept(shop, contact, f"{SECRET} one")
    await restart(shop)

    await desk.presses(await card(desk, name), phrases.TAKE)
    await hears(contact, phrases.JOINED.format(desk.name))
    await marked(desk, thread, await desk.writes(thread, f"/note She is a regular, {SECRET} two"))
    assert shop.inbox is not None
    await shop.inbox.presses(contact.address, "note", text=f"From the inbox, {SECRET} three")
    await shop.world.bot.kill()  # right after it said yes to the inbox
    await shop.world.bot.start()
    for words in ("two", "three"):
        await kept(shop, contact, f"{SECRET} {words}")

    await desk.writes(thread, "Here I am.")
    await hears(contact, "Here I am.")
    told = await desk.presses(await card(desk, name, phrases.HAS_IT), phrases.RETURN)
    await desk.answers(told, f"Give her a voucher, {SECRET} four")
    await hears(contact, phrases.HANDED_BACK)
    await restart(shop)
    await kept(shop, contact, f"{SECRET} four")
    await contact.says("How long does delivery to Germany take?")
    await hears(contact, "working days")
    assert not find(contact.sees(), SECRET), f"a note reached {name}: {said(contact)}"


async def test_what_a_workflow_would_say_while_a_person_has_it_stays_inside_through_a_kill(
    shop: Shop,
) -> None:
    contact = await shop.world.contact("telegram", "Pia")
    await contact.says("May I have a credit?")
    await hears(contact, WORDS.deciding)
    await contact.says(PLEA)
    await hears(contact, "H-1")
    assert shop.inbox is not None
    await shop.inbox.presses(contact.address, "take")
    joined = fill(WORDS.joined, operator="Eve Inbox")
    await hears(contact, joined)
    assert (await decides(shop.reviewers["slack"], "Pia")).won
    await shop.world.bot.kill()
    await shop.world.bot.start()
    await kept(shop, contact, f"Granted: {SECRET}.")
    await shop.inbox.presses(contact.address, "reply", text="Yes, you may.")
    await hears(contact, "Yes, you may.")
    await shop.inbox.presses(contact.address, "return", note=f"All well, {SECRET} five")
    await hears(contact, phrases.HANDED_BACK)
    assert said(contact)[-3:-1] == [joined, "Eve Inbox\nYes, you may."]
    assert not find(contact.sees(), SECRET), said(contact)
