"""Reading and writing at the inbox in a real browser: nothing that was written or not yet read gets lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from handoff.feed import Changed
from handoff.ids import ConversationId
from tests.bot.inbox.house import House
from tests.browser.conftest import Opener
from tests.browser.inbox_people import Office, Person

pytestmark = [pytest.mark.browser]


@pytest.fixture
async def office(visit: Opener) -> AsyncIterator[Office]:
    house = House()
    async with house.serve() as client:
        yield Office(house, client, visit)


async def test_what_is_half_written_survives_a_takeover_and_a_reload(
    office: Office,
) -> None:
    house = office.house
    id, other = await house.handed_off("a"), await house.handed_off("b", name="Eve")
    ana, ben = await office.comes("ana"), await office.comes("ben")
    await asyncio.gather(ana.at(id), ben.at(id))
    await ana.box.fill("Dear Maria, I have")
    await ana.page.get_by_role("tab", name="Note").click()
    await expect(ana.box).to_have_value("")
    await ana.box.fill("a note, half")
    await ana.row(other).click()
    await expect(ana.page.locator("#conversation")).to_have_attribute("data-id", other)
    await expect(ana.box).to_have_value("")
    await ana.row(id).click()
    await expect(ana.box).to_have_value("Dear Maria, I have")
    await ben.takes()
    await expect(ana.page.locator(".lockline")).to_contain_text("Ben Okafor has this conversation")
    await expect(ana.box).to_be_hidden()
    await ben.button("Transfer").click()
    await ben.page.get_by_label("Ana Ruiz").check()
    await ben.page.get_by_role("dialog").get_by_role("button", name="Transfer").click()
    await expect(ana.box).to_be_visible()
    await expect(ana.box).to_have_value("Dear Maria, I have")
    await ana.reload()
    await expect(ana.box).to_have_value("Dear Maria, I have")
    await ana.page.get_by_role("tab", name="Note").click()
    await expect(ana.box).to_have_value("a note, half")


async def test_returning_shows_what_the_agent_will_know_and_takes_a_note(office: Office) -> None:
    house = office.house
    id = await house.handed_off("a")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.writes("I have ordered a new one")
    await house.say("a", "When will it come?")
    await expect(ana.thread).to_contain_text("When will it come?")
    await ana.page.keyboard.press("Escape")
    await ana.page.keyboard.press("b")
    dialog = ana.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("I have ordered a new one")
    await expect(dialog).to_contain_text("It will answer this at once: “When will it come?”")
    await dialog.get_by_label("Note to the assistant").fill("It arrives on Friday")
    await expect(dialog.locator("#return-echo")).to_contain_text("It arrives on Friday")
    await dialog.get_by_role("button", name="Return to agent").click()
    await expect(ana.page.locator(".banner")).to_contain_text("The assistant is handling this")
    await expect(ana.section("agent").locator(".row")).to_have_count(1)
    assert (await house.state(id)).asked


async def reading_the_past(office: Office) -> tuple[Person, ConversationId]:
    """Ana has scrolled up in a long conversation when something new is said."""
    house = office.house
    for number in range(60):
        await house.say("a", f"line {number}", "Maria")
    id = await house.say("a", "a person")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.thread.evaluate("(thread) => { thread.scrollTop = 200 }")
    await house.say("a", "the newest")
    await expect(ana.button("New messages ↓")).to_be_visible()
    return ana, id


async def test_a_reader_of_the_past_is_not_pulled_to_the_end(office: Office) -> None:
    ana, _ = await reading_the_past(office)
    assert await ana.thread.evaluate("(thread) => thread.scrollTop") == 200
    await ana.notes("seen from above")
    await expect(ana.thread.get_by_text("seen from above")).to_be_in_viewport()
    await expect(ana.button("New messages ↓")).to_be_hidden()


async def test_what_is_new_stays_announced_until_it_is_read(office: Office) -> None:
    house = office.house
    ana, id = await reading_the_past(office)
    await house.stands(id, tags=("Needs human",))
    house.hub.publish(Changed(await house.state(id), ()))
    await expect(ana.page.locator("#context .tags")).to_contain_text("Needs human")
    await ana.button("New messages ↓").click()
    await expect(ana.thread.get_by_text("the newest")).to_be_in_viewport()


async def test_a_lost_stream_comes_back_and_nothing_is_missed(office: Office) -> None:
    house = office.house
    id = await house.handed_off("a")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.page.context.set_offline(True)
    await house.inbox.close()
    await expect(ana.page.locator("#link")).to_have_text("Reconnecting…")
    await house.say("a", "said while you were away")
    await ana.page.context.set_offline(False)
    await expect(ana.thread).to_contain_text("said while you were away")
    await expect(ana.page.locator("#link")).to_have_text("")


async def test_a_reply_that_could_not_be_sent_stays_and_is_sent_once(office: Office) -> None:
    house = office.house
    id = await house.handed_off("a")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.box.fill("Hello Maria")
    answered = 0

    async def lose_the_answer(route: object) -> None:
        nonlocal answered
        answered += 1
        await route.fetch()  # type: ignore[attr-defined]
        await (route.abort() if answered == 1 else route.continue_())  # type: ignore[attr-defined]

    await ana.page.route("**/reply", lose_the_answer)
    await ana.page.keyboard.press("Control+Enter")
    await expect(ana.toast).to_contain_text("No connection")
    await expect(ana.box).to_have_value("Hello Maria")
    await ana.page.keyboard.press("Control+Enter")
    await expect(ana.box).to_have_value("")
    assert (await house.texts(id)).count("Hello Maria") == 1


async def test_a_slash_offers_texts_with_the_names_filled_in(office: Office) -> None:
    id = await office.house.handed_off("a")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.box.press_sequentially("/he")
    await expect(ana.page.get_by_role("listbox", name="Snippets").get_by_role("option")).to_have_count(1)
    await ana.page.keyboard.press("Enter")
    await expect(ana.box).to_have_value(
        "Hello Maria Lopez, this is Ana Ruiz. I've read what you wrote and I'm looking into it now."
    )
    await ana.box.fill("")
    await ana.box.press_sequentially("see http://x/ab")
    await expect(ana.page.get_by_role("listbox", name="Snippets")).to_be_hidden()


async def test_ones_own_message_is_edited_and_taken_back(office: Office) -> None:
    id = await office.house.handed_off("a")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.writes("Helo")
    message = ana.thread.locator(".message.mine")
    await message.hover()
    await message.get_by_role("button", name="Edit your message").click()
    await ana.page.get_by_label("New text").fill("Hello")
    await ana.page.get_by_role("dialog").get_by_role("button", name="Save").click()
    await expect(message).to_contain_text("edited")
    await message.hover()
    await message.get_by_role("button", name="Take your message back").click()
    await ana.page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    await expect(message).to_contain_text("Taken back by you")


async def test_unread_rows_are_marked_until_they_are_opened(office: Office) -> None:
    id = await office.house.handed_off("a")
    ana = await office.comes("ana")
    await expect(ana.row(id).locator(".unread")).to_be_visible()
    await ana.row(id).click()
    await expect(ana.row(id).locator(".unread")).to_be_hidden()
    await ana.reload()
    await expect(ana.row(id).locator(".unread")).to_be_hidden()


async def test_back_and_forward_go_through_what_was_open(office: Office) -> None:
    house = office.house
    first, second = await house.handed_off("a"), await house.handed_off("b", name="Eve")
    ana = await office.comes("ana")
    shown = ana.page.locator("#conversation")
    await ana.row(first).click()
    await expect(shown).to_have_attribute("data-id", first)
    await ana.row(second).click()
    await expect(shown).to_have_attribute("data-id", second)
    await ana.page.go_back()
    await expect(shown).to_have_attribute("data-id", first)
    await ana.page.go_back()
    await expect(shown).to_contain_text("No conversation is open")
