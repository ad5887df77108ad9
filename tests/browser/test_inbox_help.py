"""What the model does for operators, in a real browser: it writes, the operator reads, changes and sends."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Literal

import pytest
from playwright.async_api import expect

from handoff.content import Content
from handoff.events import Drafted, LanguageHeard, OperatorReplied, ReplyTranslated, Summarized, Translated
from handoff.ids import Address, ConversationId
from handoff.policy import Assistance
from tests.bot.assist.helper import BUSY, FakeHelper, busy
from tests.bot.inbox.house import House
from tests.browser.conftest import PHONE, Opener
from tests.browser.inbox_people import Axe, Office, Shot
from tests.handoff.stage import ANA

Theme = Literal["light", "dark"]
pytestmark = [pytest.mark.browser]


@pytest.fixture
async def office(visit: Opener) -> AsyncIterator[Office]:
    house = House()
    house.policy = replace(house.policy, assist=Assistance(True, True, True))
    async with house.serve() as client:
        yield Office(house, client, visit)


@pytest.fixture
def helper(office: Office) -> FakeHelper:
    office.house.helper = found = FakeHelper()
    return found


async def test_a_draft_comes_into_the_box_and_is_sent_by_nobody(
    office: Office, helper: FakeHelper, shot: Shot
) -> None:
    id = await office.house.handed_off("a")
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.box.fill("Dear Maria,")
    await ana.thread.focus()
    helper.gate.clear()
    await ana.page.keyboard.press("d")
    button = ana.page.locator("#draft")
    await expect(button).to_have_text("Writing a draft…")
    await office.house.say("a", "and where is my other parcel?")
    await expect(ana.thread).to_contain_text("my other parcel")
    await expect(button).to_have_text("Writing a draft…")
    await shot(ana.page, "inbox-draft-waiting")
    helper.gate.set()
    await expect(ana.box).to_have_value("Dear Maria,\n\nDear customer 1")
    await expect(button).to_have_text("Draft a reply")
    await expect(ana.box).to_be_focused()
    assert not [text for text in await office.house.texts(id) if "Dear" in text]
    await ana.reload()
    await expect(ana.box).to_have_value("Dear Maria,\n\nDear customer 1")


async def test_a_draft_for_a_conversation_that_was_left_waits_there(
    office: Office, helper: FakeHelper
) -> None:
    id, other = await office.house.handed_off("a"), await office.house.handed_off("b", name="Eve")
    ana = await office.comes("ana")
    await ana.at(id)
    helper.gate.clear()
    async with ana.page.expect_response("**/draft"):  # listens long before the answer comes
        await ana.page.locator("#draft").click()
        await ana.row(other).click()
        await expect(ana.page.locator("#conversation")).to_have_attribute("data-id", other)
        await expect(ana.page.locator("#draft")).to_have_text("Draft a reply")
        helper.gate.set()
    await expect(ana.box).to_have_value("")
    await ana.row(id).click()
    await expect(ana.box).to_have_value("Dear customer 1")


async def test_a_draft_that_cannot_be_written_is_said(office: Office, helper: FakeHelper) -> None:
    id = await office.house.handed_off("a")
    helper.fails = busy()
    ana = await office.comes("ana")
    await ana.at(id)
    await ana.page.locator("#draft").click()
    await expect(ana.page.locator("#toasts")).to_contain_text(f"No draft could be written. {BUSY}")
    await expect(ana.page.locator("#draft")).to_have_text("Draft a reply")
    await ana.page.keyboard.press("Escape")
    await ana.page.keyboard.press("?")
    await expect(ana.page.get_by_role("dialog")).to_contain_text("Draft a reply")


async def translated(house: House) -> ConversationId:
    """A German contact and Ana: translations, an answered question, a reply on its way, a draft."""
    id = await house.handed_off("a", "Wo ist mein Paket? Ich will eine person!")
    handoff = (await house.state(id)).handoff
    assert handoff is not None
    said = (await house.state(id)).said
    events = (
        Summarized(handoff.ticket, "Maria waits for order 7, which is late, and wants a person."),
        LanguageHeard("de"),
        Translated(said, "Where is my parcel? I want a person!", "en"),
        OperatorReplied(ANA, Content("It comes tomorrow.")),
    )
    for event in events:
        await house.desk.happened(id, event)
    waits = (await house.state(id)).pending[-1].seq
    await house.desk.happened(id, ReplyTranslated(waits, "It comes tomorrow.", "Es kommt morgen."))
    await house.desk.happened(id, Drafted(Address("slack", "C1/1"), "Anything else I can do?", said))
    await house.desk.happened(id, OperatorReplied(ANA, Content("Anything else?")))
    return id


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_translations_have_the_original_one_click_away(
    office: Office, helper: FakeHelper, shot: Shot, axe: Axe, theme: Theme
) -> None:
    id = await translated(office.house)
    ana = await office.comes("ana", theme=theme)
    await ana.at(id)
    await expect(ana.thread).to_contain_text("Where is my parcel? I want a person!")
    original = ana.page.locator(".original p").first
    await expect(original).to_be_hidden()
    await ana.page.get_by_text("Translated. Show the original").click()
    await expect(original).to_be_visible()
    await expect(ana.thread).to_contain_text("Being translated, then sent to Maria Lopez")
    await expect(ana.page.locator("#context")).to_contain_text("by the assistant")
    await shot(ana.page, f"inbox-translated-{theme}")
    assert await axe(ana.page) == []


async def test_on_a_phone_the_draft_button_fits_beside_send(
    office: Office, helper: FakeHelper, shot: Shot
) -> None:
    id = await office.house.handed_off("a", name="Maria Magdalena Lopez de la Vega")
    ana = await office.comes("ana", PHONE)
    await ana.at(id)
    draft, send = ana.page.locator("#draft"), ana.page.locator("#send")
    left, right = await draft.bounding_box(), await send.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] >= 0
    assert left["x"] + left["width"] <= right["x"]
    assert right["x"] + right["width"] <= PHONE[0]
    assert right["width"] > 60
    await shot(ana.page, "inbox-draft-phone")
