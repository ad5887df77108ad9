"""What a platform takes away, and what the team sees of it: each trouble has a stated, visible result."""

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from tests.flows.messengers import phrases
from tests.flows.messengers.discord import DiscordContact, DiscordOperator
from tests.flows.messengers.journey import ANSWER, QUESTION, Journey
from tests.flows.messengers.seen import find, until, until_told
from tests.flows.messengers.telegram import TelegramContact, TelegramOperator
from tests.flows.messengers.world import Desk, World, world_in

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
]
WORLDS = ("blocked", "closed", "topic", "thread", "group")
Shop = tuple[World, dict[str, list[Desk]]]
SECOND = {"topic": "telegram topics", "thread": "discord", "group": "telegram group"}
"""Where a queue's second card stands, beside the one in Slack."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A bot whose team is told in Slack, and for some queues in a second place as well."""
    async with world_in(tmp_path_factory.mktemp("troubles")) as world:
        desks = {trouble: places(world, trouble) for trouble in WORLDS}
        async with world.running() as running:
            yield running, desks


def places(world: World, trouble: str) -> list[Desk]:
    """Open the places of one queue."""
    ada, ben = world.member("ada", "Ada Berg"), world.member("ben", "Ben Ode")
    found = world.desk("slack", f"desk {trouble}", ada)
    if trouble == "group":
        chat = world.telegram.group("old group", ben.telegram, supergroup=False)
        found.append(TelegramOperator(ben.telegram, ben.name, chat))
    elif trouble in SECOND:
        found += world.desk(SECOND[trouble], f"desk {trouble}", ben)
    world.queue(trouble, f"{trouble}lamp", *(desk.place for desk in found))
    return found


async def begun(shop: Shop, trouble: str, channel: str) -> Journey:
    """Let a contact come, and let Ada take over in Slack."""
    world, desks = shop
    contact = await world.contact(channel, f"Mia {trouble}")
    one = Journey(contact, desks[trouble][0], f"{trouble}lamp")
    await one.asked_and_handed_over()
    for desk in desks[trouble][1:]:
        await Journey(contact, desk, one.word).card(phrases.WAITING)
    await one.taken_over()
    return one


async def test_who_blocked_the_bot_shows_as_undelivered_with_the_reason(shop: Shop) -> None:
    one = await begun(shop, "blocked", "telegram")
    assert isinstance(one.contact, TelegramContact)
    one.contact.person.blocks()
    mine = await one.operator.writes(one.thread, "Are you there?")
    said = await one.reads(phrases.UNDELIVERED)
    assert "block" in said.text
    await one.marked(mine)
    one.contact.person.unblocks()
    await one.operator.writes(one.thread, "And now?")
    await one.hears("And now?")


async def test_who_closed_the_direct_messages_shows_as_undelivered_with_the_reason(shop: Shop) -> None:
    one = await begun(shop, "closed", "discord")
    assert isinstance(one.contact, DiscordContact)
    one.contact.server.close_dm(one.contact.person)
    mine = await one.operator.writes(one.thread, "Are you there?")
    said = await one.reads(phrases.UNDELIVERED)
    assert "message" in said.text.lower()
    await one.marked(mine)


async def test_a_deleted_topic_is_told_in_the_other_place_and_no_word_is_lost(shop: Shop) -> None:
    one = await begun(shop, "topic", "web")
    world, desks = shop
    other = desks["topic"][1]
    assert isinstance(other, TelegramOperator)
    card = await Journey(one.contact, other, one.word).card(phrases.HAS_IT)
    world.telegram.delete_topic(other.chat, int(other.desk(card).split()[1]))
    await one.contact.says("Does anybody read this?")
    await one.reads("Does anybody read this?")
    said = await one.reads(phrases.REFUSED)
    assert other.place.partition(":")[2] in said.text


async def test_a_deleted_thread_is_told_in_the_other_place(shop: Shop) -> None:
    one = await begun(shop, "thread", "telegram")
    world, desks = shop
    other = desks["thread"][1]
    assert isinstance(other, DiscordOperator)
    card = await Journey(one.contact, other, one.word).card(phrases.HAS_IT)
    world.discord.delete_thread(other.desk(card))
    said = await one.reads(phrases.REFUSED)
    assert other.place.partition(":")[2] in said.text
    await one.contact.says("Does anybody read this?")
    await one.reads("Does anybody read this?")


async def test_a_group_that_became_a_supergroup_gets_the_next_card_under_its_new_number(shop: Shop) -> None:
    one = await begun(shop, "group", "slack")
    world, desks = shop
    other = desks["group"][1]
    assert isinstance(other, TelegramOperator)
    old, new = other.chat, world.telegram.migrate(other.chat)
    said = await one.reads(phrases.REFUSED)
    assert "supergroup" in said.text
    mia = await world.contact("web", "Mia later")
    await mia.says(f"My {one.word} is broken")
    moved = TelegramOperator(other.person, other.name, new)
    next_one = Journey(mia, moved, one.word)
    told = await moved.presses(await next_one.card(phrases.WAITING), phrases.TAKE)
    assert phrases.YOURS in told.text
    await next_one.card(f"{other.name} {phrases.HAS_IT}")
    assert not any("Mia later" in text for text in old.texts)


@pytest.mark.parametrize("channel", ["telegram", "slack", "discord"])
async def test_who_may_come_in_no_more_shows_in_readyz_and_comes_back_when_allowed(
    shop: Shop, channel: str
) -> None:
    world = shop[0]
    world.bot.traces = True
    known = await world.contact(channel, f"Mia of {channel}")
    await known.says("Do you deliver to Norway?")
    await until(lambda: find(known.sees(), "working days"), known.sees)
    undo = await shut_out(world, channel)
    try:
        others = await comes(world, channel, up=False)
        assert all(others.values()), others
        await known.says("What does a gift card cost?")
        mia = await world.contact("web", "Mia elsewhere")
        await mia.says(QUESTION)
        await until(lambda: find(mia.sees(), ANSWER), mia.sees)
    finally:
        undo()
    await comes(world, channel, up=True)
    await until(lambda: find(known.sees(), "gift card"), known.sees, "an answer after all")


async def comes(world: World, channel: str, *, up: bool) -> dict[str, bool]:
    """Wait until ``/readyz`` says that a channel is up, or not; return what it says of the others."""

    async def ask() -> dict[str, bool] | None:
        found = await channels(world)
        return found if found.pop(channel) is up else None

    return await until_told(ask, f"{channel} {'up' if up else 'down'}")


async def channels(world: World) -> dict[str, bool]:
    """Return what ``/readyz`` says of each channel."""
    async with world.people.http.get("/readyz") as reply:
        return dict((await reply.json())["channels"])


async def shut_out(world: World, channel: str) -> Callable[[], None]:
    """Revoke a token, or on Discord an intent; return what takes that back."""
    match channel:
        case "telegram":
            right, world.telegram.token = world.telegram.token, "777000777:revoked"
            world.telegram.person("Somebody").says("hello")  # ends the poll under way
            return lambda: setattr(world.telegram, "token", right)
        case "slack":
            world.slack.courier.retries = (0.5,) * 60
            right, world.slack.site.app_token = world.slack.site.app_token, "xapp-other"
            await world.slack.sockets.cut()
            return lambda: setattr(world.slack.site, "app_token", right)
        case _:
            world.discord.gateway.content = False
            await world.discord.gateway.close_all(4014)
            return lambda: setattr(world.discord.gateway, "content", True)
