"""Questions to reviewers in the inbox: one page for all of them, and each beside its conversation."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Literal

import pytest
from playwright.async_api import Locator, Page, expect

from handoff.approvals import Approval, Ruling, Vote
from handoff.content import Field
from handoff.envelope import Line
from handoff.events import ReviewerDecided
from handoff.ids import Address, ApprovalId, ConversationId, OperatorName, QueueName
from tests.bot.inbox.house import House
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.inbox_people import Axe, Listen, Office, Shot, a_busy_day, actor

pytestmark = [pytest.mark.browser]

LARGE = (1440, 900)
Theme = Literal["light", "dark"]
DRAFT = (
    "Dear Maria,\n\nI am sorry about the broken vase. We send a new one with express today, "
    "and you keep the old one.\n\nYour shop"
)


@pytest.fixture
async def office(visit: Opener) -> AsyncIterator[Office]:
    house = House()
    async with house.serve() as client:
        yield Office(house, client, visit)


def question(id: str, conversation: ConversationId, words: str, now: float, **changes: Any) -> Approval:
    reviewers = frozenset(map(OperatorName, ("ana", "ben")))
    asked = Approval(ApprovalId(id), conversation, QueueName("support"), words, (), reviewers, now)
    return replace(asked, **changes)


async def three_questions(house: House) -> dict[str, ConversationId]:
    """One with a draft, one that needs two people, and one that Ana asked for herself."""
    ids = await a_busy_day(house)
    asked = {"waits": with_a_draft, "agent": for_two_people, "colleague": her_own}
    for name, ask in asked.items():
        await house.ask_approval(ids[name], ask(ids[name], house.now()))
    return ids


def with_a_draft(conversation: ConversationId, now: float) -> Approval:
    return question(
        "draft",
        conversation,
        "May this answer to a complaint be sent?",
        now - 1900,
        label="Answer to a complaint",
        contact="Maria Lopez",
        draft=DRAFT,
        text=DRAFT,
        lines=(Line("Maria Lopez", "The vase came broken"), Line("Assistant", "I am sorry to hear that.")),
        expires=now + 1700,
        reminded=1,
    )


def for_two_people(conversation: ConversationId, now: float) -> Approval:
    ben = Vote(OperatorName("ben"), "Ben Okafor", Ruling.APPROVED, now - 60, "Checked with the bank")
    return question(
        "two",
        conversation,
        "Refund 1,240.00 € for order 5101?",
        now - 400,
        label="Refund above the limit",
        contact="Noor Haddad",
        facts=(Field("Order", "5101"), Field("Amount", "1,240.00 €"), Field("Paid with", "Card")),
        needed=2,
        votes=(ben,),
    )


def her_own(conversation: ConversationId, now: float) -> Approval:
    return question(
        "own",
        conversation,
        "Give Ana Ruiz access to the payroll?",
        now - 100,
        label="Access",
        contact="Eve Adeyemi",
        barred=frozenset({OperatorName("ana")}),
    )


def card(page: Page, id: str) -> Locator:
    return page.locator(f'[data-approval="{id}"]')


async def decide(house: House, address: Address, id: str, by: str, ruling: Ruling, reason: str = "") -> None:
    event = ReviewerDecided(actor(by), ApprovalId(id), ruling, reason)
    await house.desk.receive(address, event)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("device", "size"), [("phone", PHONE), ("desktop", LARGE)])
async def test_every_state_of_a_question_is_readable_and_axe_finds_nothing(
    office: Office, shot: Shot, axe: Axe, listen: Listen, device: str, size: tuple[int, int], theme: Theme
) -> None:
    ids = await three_questions(office.house)
    ana = await office.comes("ana", size, theme)
    page, complaints = ana.page, listen(ana.page)

    async def look(state: str) -> None:
        await shot(page, f"inbox-approvals-{state}-{device}-{theme}")
        assert await axe(page) == [], state
        assert await page.evaluate("document.documentElement.scrollWidth") <= size[0], f"{state} is too wide"

    await look("list")
    await page.locator("#go-approvals").click()
    await expect(page.get_by_role("heading", name="Approvals")).to_be_visible()
    await expect(card(page, "own")).to_contain_text("You asked for this yourself. Waiting for Ben Okafor.")
    await expect(card(page, "two")).to_contain_text("Ben Okafor approved: Checked with the bank")
    await look("page")
    await card(page, "draft").get_by_text("Edit before sending").click()
    await expect(card(page, "draft").get_by_role("button", name="Approve the edited text")).to_be_visible()
    await look("edit")
    await decide(office.house, Address("web", "visitor"), "two", "ana", Ruling.REJECTED, "Too much")
    await ana.at(ids["waits"])
    if device == "phone":
        await ana.button("Show the context").click()
    await expect(card(page, "draft")).to_be_visible()
    await look("context")
    assert complaints == []


async def test_the_edited_text_is_what_is_approved_and_what_everybody_reads(
    office: Office, shot: Shot
) -> None:
    ids = await three_questions(office.house)
    ana, ben = await office.comes("ana", LARGE), await office.comes("ben", LARGE)
    await ben.page.goto(f"{ben.base}/inbox/approvals")
    await ben.ready()
    await ana.at(ids["waits"])
    mine = card(ana.page, "draft")
    await mine.get_by_text("Edit before sending").click()
    await mine.get_by_label("Text for the contact").fill("Dear Maria, a new vase is on its way.")
    await mine.get_by_label("Reason").fill("shorter")
    await mine.get_by_role("button", name="Approve the edited text").click()
    await expect(mine).to_contain_text("Approved by Ana Ruiz: shorter")
    await expect(mine).to_contain_text("Approved text, edited")
    stays = card(ben.page, "draft")
    await expect(stays).to_contain_text("Approved by Ana Ruiz: shorter")
    await expect(stays.locator(".paper")).to_have_text("Dear Maria, a new vase is on its way.")
    await expect(ben.page.get_by_role("heading", name="Yours to decide")).to_be_visible()
    await shot(ben.page, "inbox-approvals-decided-desktop-light")
    (found,) = [one for one in (await office.house.state(ids["waits"])).approvals if one.id == "draft"]
    assert (found.text, found.draft, found.by) == ("Dear Maria, a new vase is on its way.", DRAFT, "Ana Ruiz")


async def settled(page: Page) -> None:
    """Wait until a press counts again after the page changed by itself: ``SETTLES`` of approvals.js."""
    await page.evaluate("new Promise((done) => setTimeout(done, 700))")


async def test_a_vote_that_is_not_enough_counts_once_and_can_become_a_rejection(
    office: Office, shot: Shot
) -> None:
    ids = await a_busy_day(office.house)
    await office.house.ask_approval(
        ids["agent"], question("two", ids["agent"], "Refund?", office.house.now(), needed=2)
    )
    ana = await office.comes("ana", LARGE)
    await ana.page.keyboard.press("a")
    await card(ana.page, "two").get_by_role("button", name="Approve").click()
    await expect(ana.toast).to_contain_text("Your approval counts: 1 of 2.")
    await expect(card(ana.page, "two")).to_contain_text("You approved: 1 of 2. Waiting for Ben Okafor.")
    await expect(card(ana.page, "two").get_by_role("button")).to_have_text(["Reject after all"])
    await shot(ana.page, "inbox-approvals-voted-desktop-light")
    await card(ana.page, "two").get_by_label("Reason").fill("the bank called")
    await expect(card(ana.page, "two").get_by_role("button", name="Reject after all")).to_be_visible()
    await settled(ana.page)
    await card(ana.page, "two").get_by_role("button", name="Reject after all").click()
    await expect(card(ana.page, "two")).to_contain_text("Rejected by Ana Ruiz: the bank called")
    await expect(card(ana.page, "two").get_by_role("button")).to_have_count(0)


async def test_a_question_decided_meanwhile_says_who_won(office: Office, shot: Shot) -> None:
    await three_questions(office.house)
    ana = await office.comes("ana", DESKTOP)
    await ana.page.goto(f"{ana.base}/inbox/approvals")
    await ana.ready()
    one = card(ana.page, "draft")
    await one.get_by_label("Reason").fill("half a word")
    # The page hears of nothing while its press is on the way: the press itself loses.
    await ana.page.route("**/inbox/approvals/panes*", lambda route: route.abort())
    await decide(office.house, Address("web", "maria"), "draft", "ben", Ruling.REJECTED, "not like this")
    await one.get_by_role("button", name="Approve").click()
    await expect(ana.toast).to_contain_text("Ben Okafor was first and rejected it")
    await ana.page.unroute("**/inbox/approvals/panes*")
    await decide(office.house, Address("web", "visitor"), "two", "ana", Ruling.APPROVED)
    await expect(one).to_contain_text("Rejected by Ben Okafor: not like this")
    await expect(one).to_contain_text("Not sent")
    await shot(ana.page, "inbox-approvals-lost-desktop-light")


async def test_a_double_press_decides_one_question_and_not_the_next(office: Office) -> None:
    ids = await a_busy_day(office.house)
    for number, name in enumerate(("agent", "late", "colleague")):
        await office.house.ask_approval(
            ids[name], question(f"q{number}", ids[name], "Refund?", float(number))
        )
    ana = await office.comes("ana", LARGE)
    await ana.page.keyboard.press("a")
    await card(ana.page, "q0").get_by_role("button", name="Approve").dblclick()
    await expect(card(ana.page, "q0")).to_contain_text("Approved by Ana Ruiz")
    for id in ("q1", "q2"):
        await expect(card(ana.page, id).get_by_role("button", name="Approve")).to_be_visible()


async def test_what_is_being_typed_survives_what_happens_meanwhile(office: Office) -> None:
    ids = await three_questions(office.house)
    ana = await office.comes("ana", LARGE)
    await ana.page.locator("#go-approvals").click()
    box = card(ana.page, "draft").get_by_label("Reason")
    await box.press_sequentially("because of")
    await office.house.ask_approval(
        ids["late"], question("new", ids["late"], "One more?", office.house.now())
    )
    await office.house.say("telegram:77", "hello?")
    await expect(card(ana.page, "new")).to_be_visible()
    await box.press_sequentially(" the vase")
    await expect(box).to_have_value("because of the vase")
    await box.press("Enter")
    await expect(card(ana.page, "draft").get_by_role("button", name="Approve")).to_be_visible()


async def test_the_page_is_reached_and_left_by_key_link_and_history(office: Office) -> None:
    ids = await three_questions(office.house)
    ana = await office.comes("ana", LARGE)
    await ana.page.keyboard.press("a")
    await expect(ana.page).to_have_url(f"{ana.base}/inbox/approvals")
    await expect(ana.page.locator("#approvals-title")).to_be_focused()
    await card(ana.page, "two").get_by_role("link", name="Noor Haddad").click()
    await expect(ana.page).to_have_url(f"{ana.base}/inbox/c/{ids['agent']}")
    await expect(ana.thread).to_be_visible()
    await ana.page.go_back()
    await expect(card(ana.page, "two")).to_be_visible()
    await ana.page.go_back()
    await expect(ana.page.get_by_text("No conversation is open")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_where_nothing_waits_the_page_says_what_will(
    office: Office, shot: Shot, axe: Axe, theme: Theme
) -> None:
    ana = await office.comes("ana", DESKTOP, theme)
    await ana.page.keyboard.press("a")
    await expect(ana.page.get_by_text("Nothing waits for a decision")).to_be_visible()
    await shot(ana.page, f"inbox-approvals-none-desktop-{theme}")
    assert await axe(ana.page) == []
