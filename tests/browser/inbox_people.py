"""Operators at the inbox in a real browser, and the conversations they find there."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

from aiohttp import web
from aiohttp.test_utils import TestClient
from playwright.async_api import Locator, Page, expect

from handoff.answer import Step
from handoff.approvals import Approval
from handoff.content import Content, Field, Source
from handoff.events import Actor, ContactEdited, OperatorReplied, OperatorTook
from handoff.ids import Address, ApprovalId, ConversationId, OperatorName, QueueName
from tests.bot.inbox.house import PEOPLE, House
from tests.browser.conftest import DESKTOP, Opener

Shot = Callable[[Page, str], Awaitable[None]]
Axe = Callable[[Page], Awaitable[list[str]]]
Listen = Callable[[Page], list[str]]


class Office:
    """The inbox on a port, and a way for operators to come in."""

    def __init__(self, house: House, client: TestClient[web.Request, web.Application], visit: Opener) -> None:
        self.house = house
        self.base = str(client.make_url("")).rstrip("/")
        self._visit = visit

    async def comes(
        self,
        name: str,
        size: tuple[int, int] = DESKTOP,
        theme: Literal["light", "dark"] = "light",
        **options: Any,
    ) -> "Person":
        """Let an operator in by a login link, in a browser of their own."""
        page = await (await self._visit(size, theme, **options)).new_page()
        await page.goto(f"{self.base}/inbox/login?code={self.house.auth.login_code(name)}")
        person = Person(page, self.base)
        await person.ready()
        return person


class Person:
    """One operator's page, in the words of what people do there."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    async def ready(self) -> None:
        """Wait until the page listens to keys and to the server."""
        await self.page.wait_for_selector("html[data-ready]", state="attached")

    async def at(self, id: ConversationId) -> None:
        """Go to a conversation by its address."""
        await self.page.goto(f"{self.base}/inbox/c/{id}")
        await self.ready()

    async def reload(self) -> None:
        await self.page.reload()
        await self.ready()

    def row(self, id: ConversationId) -> Locator:
        return self.page.locator(f'.row[data-id="{id}"]')

    def section(self, key: str) -> Locator:
        return self.page.locator(f'[data-section="{key}"]')

    def button(self, name: str) -> Locator:
        """A button by what it is called, wherever it stands first."""
        return self.page.get_by_role("button", name=name, exact=True).first

    @property
    def thread(self) -> Locator:
        return self.page.locator("#thread")

    @property
    def box(self) -> Locator:
        return self.page.locator("#text")

    @property
    def toast(self) -> Locator:
        return self.page.locator(".toast")

    async def writes(self, text: str) -> None:
        """Write a reply and send it."""
        await self.page.get_by_role("tab", name="Reply").click()
        await self.box.fill(text)
        await self.page.locator("#send").click()
        await expect(self.thread).to_contain_text(text)

    async def notes(self, text: str) -> None:
        """Write a note and save it."""
        await self.page.get_by_role("tab", name="Note").click()
        await self.box.fill(text)
        await self.button("Save note").click()
        await expect(self.thread).to_contain_text(text)

    async def takes(self) -> None:
        await self.button("Take over").click()
        await expect(self.page.locator("#conversation")).to_have_attribute("data-mine", "yes")


def actor(name: str) -> Actor:
    return Actor(OperatorName(name), PEOPLE[name])


async def a_busy_day(house: House) -> dict[str, ConversationId]:
    """Fill the inbox with one conversation of each kind; the times are as an afternoon leaves them."""
    ids: dict[str, ConversationId] = {}
    house.offset = -90_000
    ids["waits"] = await house.say(
        "maria", "Hi, my parcel 4417 arrived broken", "Maria Lopez", order="4417", total="61.50"
    )
    house.offset = -89_950
    await house.answer(
        ids["waits"],
        "I am sorry. **Returns** are free for 30 days:\n\n1. Open *My orders*\n2. Choose `Return`",
        confidence=0.82,
        sources=(Source("Returns and refunds", "Damaged goods"),),
        suggestions=("How long does a refund take?",),
    )
    house.offset = -1000
    await house.say("maria", "That does not help. It is a present for tomorrow.")
    house.offset = -990
    steps = (Step("searched", "express replacement"), Step("searched", "gift tomorrow"))
    await house.answer(
        ids["waits"],
        "I found nothing about that.",
        confidence=0.31,
        known=False,
        sources=(Source("Shipping", "Express"),),
        steps=steps,
    )
    house.offset = -200
    await house.say("maria", "I am furious, I want a person now")
    await house.carded(ids["waits"])
    await house.ask_approval(ids["waits"], _refund(ids["waits"], house.now()))
    house.offset = -700
    ids["late"] = await house.handed_off("telegram:77", "a person please", "Jonas Weber")
    house.offset = -20
    ids["legal"] = await house.handed_off(
        "agnes", "my lawyer will call you", "Agnes O’Neill-Featherstonehaugh of Kent"
    )
    ids["colleague"] = await _with_ben(house)
    house.offset = -3000
    ids["agent"] = await house.say("visitor", "Do you ship to Norway?")
    await house.answer(ids["agent"], "Yes, to all of Scandinavia within 5 days.", confidence=0.91)
    house.offset = 0
    return ids


def _refund(id: ConversationId, now: float) -> Approval:
    facts = (Field("Order", "4417"), Field("Amount", "61.50 €"))
    reviewers = frozenset({OperatorName("ana")})
    return Approval(
        ApprovalId("ap-1"), id, QueueName("support"), "Refund 61.50 € for order 4417?", facts, reviewers, now
    )


async def _with_ben(house: House) -> ConversationId:
    """A conversation that Ben has, with an edit and an answer."""
    address = Address("email", "eve@example.org")
    house.offset = -900
    id = await house.handed_off(str(address), "a person about my invoice", "Eve Adeyemi")
    await house.desk.receive(address, OperatorTook(actor("ben")))
    await house.desk.receive(address, OperatorReplied(actor("ben"), Content("Hello Eve, which invoice?")))
    house.offset = -500
    await house.say(str(address), "Invoice 87 has the wrong VAT number")

    said = [one.id for one in await house.store.entries(id) if one.id.startswith("m")][-1]
    await house.desk.receive(address, ContactEdited(said, "Invoice 88 has the wrong VAT number"))
    return id
