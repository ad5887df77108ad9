"""The contact's page in a real browser: every state, on a phone and a desktop, in light and dark."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from channels.web.settings import WebSettings
from handoff.ids import ConversationId
from handoff.transcript import Author, AuthorKind
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.channels.web.harness import AGENT, Site, running, sources, suggestions
from tests.process import until

pytestmark = [pytest.mark.browser]

MARA = Author(AuthorKind.HUMAN, "Mara Lind")
LOOK = WebSettings(
    title="Lumen & Sons",
    reach=("help@lumen.example", "+43 1 234 56 78"),
    burst=1000,
    sessions_per_minute=1000,
)
ANSWER = """I'm sorry about that. **Yes, you can.** You have 30 days:

1. Open *My orders*
2. Choose `Return`
3. Print the label

More at https://shop.example/returns."""

Shot = Callable[[Page, str], Awaitable[None]]
Axe = Callable[[Page], Awaitable[list[str]]]
Listen = Callable[[Page], list[str]]


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    """A site with a name and other ways to reach it."""
    async with running(tmp_path / "files", LOOK) as site:
        yield site


async def say(page: Page, text: str) -> None:
    """Write and send, as a person does."""
    await page.get_by_label("Write a message").fill(text)
    await page.get_by_role("button", name="Send").click()


async def begin(page: Page, site: Site, text: str = "Hello") -> ConversationId:
    """Open the page and say something; return the conversation."""
    await page.goto(site.base)
    await say(page, text)
    await expect(page.get_by_text("Delivered")).to_be_visible()
    return site.team.only()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("device", "size"), [("phone", PHONE), ("desktop", DESKTOP)])
async def test_every_state_is_readable_and_axe_finds_nothing(
    site: Site,
    visit: Opener,
    shot: Shot,
    axe: Axe,
    listen: Listen,
    device: str,
    size: tuple[int, int],
    theme: Literal["light", "dark"],
) -> None:
    page = await (await visit(size, theme)).new_page()
    complaints = listen(page)

    async def look(state: str) -> None:
        told = len(complaints)
        await shot(page, f"chat-{state}-{device}-{theme}")
        assert await axe(page) == [], state
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0], f"{state} is wider than the screen"
        del complaints[told:]  # what the camera and axe put into the page breaks its policy, as it should

    await page.goto(site.base)
    await expect(page.get_by_text("How can we help?")).to_be_visible()
    await look("empty")

    await say(page, "Hi! My lamp arrived with a broken shade.\nCan I send it back?")
    await expect(page.get_by_text("Delivered")).to_be_visible()
    id = site.team.only()
    site.team.writes(id, AuthorKind.AGENT)
    await expect(page.get_by_text("Robin is writing")).to_be_attached()
    await look("typing")

    more = suggestions("How long does a refund take?", "Do I pay for shipping?")
    site.team.say(id, AGENT, ANSWER, sources=sources("Returns", "Shipping"), buttons=more)
    await expect(page.get_by_text("Print the label")).to_be_visible()
    await expect(page.get_by_role("link", name="https://shop.example/returns")).to_be_visible()
    await look("answer")
    await page.get_by_text("Sources (2)").click()
    await expect(page.get_by_role("link", name="Returns · Overview")).to_be_visible()
    await look("sources")

    await page.locator("header").get_by_role("button", name="Talk to a person").click()
    await expect(
        page.get_by_text("Our team knows that you are waiting. Your request is H-1042.")
    ).to_be_visible()
    await expect(page.get_by_role("link", name="help@lumen.example")).to_be_visible()
    await look("waiting")

    site.team.take(id, "Mara Lind")
    site.team.say(id, MARA, "Hello, I'm Mara. Could you send me a picture of the shade?")
    await expect(page.get_by_text("You are talking to Mara Lind")).to_be_visible()
    await expect(page.get_by_text("Mara Lind joined the conversation")).to_be_visible()
    await look("person")

    await page.get_by_role("button", name="Options for this message").first.click()
    await expect(page.get_by_role("menuitem", name="Edit")).to_be_visible()
    await look("menu")
    await page.get_by_role("menuitem", name="Reply").click()
    await look("replying")
    await say(page, "Here it comes.")
    site.team.delete(id, site.team.say(id, MARA, "Wrong window, sorry."), MARA)
    await expect(page.get_by_text("Message deleted")).to_be_visible()
    await look("quoted")

    await page.context.set_offline(True)
    await say(page, "Are you still there?")
    await expect(page.get_by_text("Not sent yet. We keep trying.")).to_be_visible()
    await look("unsent")
    await page.context.set_offline(False)
    await expect(page.get_by_text("Not sent yet.")).to_be_hidden()

    site.team.give_back(id, "Mara Lind")
    await expect(page.get_by_text("Robin · Assistant")).to_be_visible()
    await look("returned")
    assert complaints == []


async def test_a_machine_and_a_person_are_told_apart_by_words(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    id = await begin(page, site)
    site.team.say(id, AGENT, "from the machine")
    site.team.say(id, MARA, "from the person")
    for text, role in (("from the machine", "Assistant"), ("from the person", "Team")):
        message = page.locator(".message", has_text=text)
        await expect(message.locator(".role")).to_have_text(role)


async def test_a_suggestion_says_its_text_and_is_gone(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    id = await begin(page, site)
    site.team.say(id, AGENT, "Did you mean?", buttons=suggestions("Track my order"))
    await page.get_by_role("button", name="Track my order").click()
    await expect(page.locator(".message.mine", has_text="Track my order")).to_be_visible()
    await expect(page.get_by_role("group", name="Suggestions")).to_have_count(0)


async def test_a_reload_loses_and_doubles_nothing(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    id = await begin(page, site, "one")
    site.team.say(id, AGENT, "two")
    await page.get_by_label("Write a message").fill("a draft")
    await page.reload()
    await expect(page.locator(".message")).to_have_count(2)
    await expect(page.get_by_label("Write a message")).to_have_value("a draft")
    assert len(site.team.states) == 1


async def test_what_was_written_offline_arrives_once_and_in_order_after_a_reload(
    site: Site, visit: Opener
) -> None:
    page = await (await visit()).new_page()
    id = await begin(page, site, "zero")
    await page.route("**/api/chat/messages", lambda route: route.abort())
    for text in ("one", "two", "three"):
        await say(page, text)
    await expect(page.get_by_text("Not sent yet.").first).to_be_visible()
    await page.unroute("**/api/chat/messages")
    await page.reload()
    await expect(page.locator(".message.mine .text")).to_have_text(["zero", "one", "two", "three"])
    await until(lambda: len(site.team.log[id]) == 4)
    assert [entry.content.text for entry in site.team.log[id]] == ["zero", "one", "two", "three"]
    await expect(page.get_by_text("Delivered")).to_be_visible()
    await expect(page.locator(".message.mine .text")).to_have_text(["zero", "one", "two", "three"])


async def test_a_lost_answer_does_not_double_the_message(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    await page.goto(site.base)
    lost: list[str] = []

    async def lose(route) -> None:  # type: ignore[no-untyped-def]  # playwright's own
        await route.fetch()
        if not lost:
            lost.append(route.request.url)
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/api/chat/messages", lose)
    await say(page, "only once")
    await expect(page.get_by_text("Delivered")).to_be_visible()
    await expect(page.locator(".message.mine")).to_have_count(1)
    assert len(site.team.events) == 1
    assert lost


async def test_a_refused_message_says_why_and_can_be_tried_again_or_dropped(
    site: Site, visit: Opener
) -> None:
    page = await (await visit()).new_page()
    await begin(page, site)
    refuse = '{"error": "unknown_file", "message": "Upload the file first."}'
    await page.route("**/api/chat/messages", lambda route: route.fulfill(status=409, body=refuse))
    await say(page, "again")
    await expect(page.get_by_text("Not sent. A file is no longer here: attach it again.")).to_be_visible()
    await page.unroute("**/api/chat/messages")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.get_by_text("Not sent.")).to_be_hidden()
    await until(lambda: len(site.team.events) == 2)
    assert [event.content.text for event in site.team.events] == ["Hello", "again"]  # type: ignore[union-attr]
    await page.route("**/api/chat/messages", lambda route: route.fulfill(status=409, body=refuse))
    await say(page, "never mind")
    await page.get_by_role("button", name="Discard").click()
    await expect(page.get_by_text("never mind")).to_have_count(0)


async def test_a_lost_line_is_said_and_found_again(site: Site, visit: Opener, shot: Shot) -> None:
    page = await (await visit(PHONE)).new_page()
    id = await begin(page, site)
    await page.route("**/api/chat/events*", lambda route: route.abort())
    site.channel._events.stop()
    await expect(page.get_by_text("No connection. Trying again…")).to_be_visible()
    await shot(page, "chat-offline-phone-light")
    site.team.say(id, AGENT, "while you were away")
    await page.unroute("**/api/chat/events*")
    await expect(page.get_by_text("while you were away")).to_be_visible()
    await expect(page.get_by_text("No connection.")).to_have_count(0)


async def test_a_session_that_ended_is_followed_by_a_new_one(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    await begin(page, site)
    forge = "for (const key of Object.keys(localStorage)) if (/token$/.test(key)) localStorage[key] = '\"x\"'"
    await page.evaluate(forge)
    await say(page, "a new start")
    await expect(page.locator(".message.mine .text")).to_have_text(["a new start"])
    await expect(page.get_by_text("Delivered")).to_be_visible()
    assert len(site.team.states) == 2


async def test_ones_own_messages_can_be_changed_and_taken_back_by_keyboard(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    id = await begin(page, site, "helo")
    box = page.get_by_label("Write a message")
    await box.fill("")
    await box.press("ArrowUp")
    await expect(page.get_by_text("Edit your message")).to_be_visible()
    await expect(box).to_have_value("helo")
    await box.fill("hello")
    await box.press("Enter")
    await expect(page.get_by_text("edited")).to_be_visible()
    await expect(page.locator(".message.mine .text")).to_have_text("hello")
    options = page.get_by_role("button", name="Options for this message")
    await options.focus()
    await options.press("Enter")
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Really delete?")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Message deleted")).to_be_visible()
    assert len(site.team.log[id]) == 3


async def test_what_one_writes_is_never_markup(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    text = "<img src=x onerror=alert(1)> **not bold** https://evil.example"
    id = await begin(page, site, text)
    site.team.say(id, MARA, "<img src=x onerror=alert(1)>")
    await expect(page.locator(".message.mine .text")).to_have_text(text)
    await expect(page.locator(".message.human")).to_be_visible()
    assert await page.locator("handoff-chat img, .message.mine a, .message strong").count() == 0


async def test_the_log_speaks_to_a_screen_reader(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    id = await begin(page, site)
    log = page.get_by_role("log", name="Conversation")
    await expect(log).to_have_attribute("aria-live", "polite")
    site.team.say(id, AGENT, "first")
    site.team.say(id, AGENT, "second")
    await expect(log).to_contain_text("You: ")
    await expect(log.locator(".message", has_text="second")).to_contain_text("Robin: ")


@pytest.mark.parametrize(
    ("locale", "person", "hello"),
    [
        ("de-AT", "Mit Menschen sprechen", "Wie können wir helfen?"),
        ("fr-FR", "Parler à une personne", "Comment pouvons-nous vous aider ?"),
        ("es-ES", "Hablar con una persona", "¿En qué podemos ayudarle?"),
        ("ja-JP", "Talk to a person", "How can we help?"),
    ],
)
async def test_the_page_speaks_the_readers_language(
    site: Site, visit: Opener, shot: Shot, locale: str, person: str, hello: str
) -> None:
    page = await (await visit(PHONE, locale=locale)).new_page()
    await page.goto(site.base)
    await expect(page.get_by_role("button", name=person)).to_be_visible()
    await expect(page.get_by_text(hello)).to_be_visible()
    spoken = locale if locale != "ja-JP" else "en"
    assert await page.evaluate("document.documentElement.lang") == spoken
    await shot(page, f"chat-empty-phone-{locale}")


@pytest.mark.parametrize(
    ("locale", "title"), [("de-AT", "Chatten Sie mit uns"), ("fr-FR", "Discutez avec nous")]
)
async def test_a_page_without_a_title_of_its_own_has_one_in_the_readers_language(
    tmp_path: Path, visit: Opener, locale: str, title: str
) -> None:
    async with running(tmp_path, WebSettings()) as site:
        page = await (await visit(locale=locale)).new_page()
        await page.goto(site.base)
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)
        await expect(page).to_have_title(title)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("too_long", "Nicht gesendet. Die Nachricht ist zu lang."),
        ("not_served", "Nicht gesendet. Hier liest niemand mit."),
        ("constructor", "Nicht gesendet."),
    ],
)
async def test_why_a_message_was_refused_is_told_in_the_readers_language(
    site: Site, visit: Opener, code: str, said: str
) -> None:
    page = await (await visit(locale="de-AT")).new_page()
    await page.goto(site.base)
    refuse = f'{{"error": "{code}", "message": "In English."}}'
    await page.route("**/api/chat/messages", lambda route: route.fulfill(status=409, body=refuse))
    await page.get_by_label("Nachricht schreiben").fill("Hallo")
    await page.get_by_role("button", name="Senden").click()
    await expect(page.get_by_text(said, exact=True)).to_be_visible()
    await expect(page.get_by_text("English")).to_have_count(0)


async def test_the_page_is_there_within_a_second_of_its_own_work(site: Site, visit: Opener) -> None:
    page = await (await visit()).new_page()
    await page.goto(site.base)
    await expect(page.get_by_label("Write a message")).to_be_visible()
    sizes = "performance.getEntriesByType('resource').reduce((all, one) => all + one.encodedBodySize, 0)"
    assert await page.evaluate(sizes) < 100_000  # one small download is what makes it quick


async def test_a_small_screen_with_a_keyboard_keeps_the_composer_in_view(
    site: Site, visit: Opener, shot: Shot
) -> None:
    page = await (await visit(PHONE)).new_page()
    id = await begin(page, site)
    for number in range(12):
        site.team.say(id, AGENT, f"line {number}")
    await expect(page.get_by_text("line 11")).to_be_in_viewport()
    await page.set_viewport_size({"width": 390, "height": 420})
    await expect(page.get_by_label("Write a message")).to_be_in_viewport(ratio=1)
    await expect(page.get_by_text("line 11")).to_be_in_viewport()
    await shot(page, "chat-keyboard-phone-light")


async def test_what_opens_while_the_page_still_scrolls_does_not_cover_the_newest(
    site: Site, visit: Opener
) -> None:
    page = await (await visit(PHONE)).new_page()
    id = await begin(page, site)
    for number in range(40):
        site.team.say(id, AGENT, f"line {number}")
    newest, history = page.get_by_text("line 39"), page.locator(".scroller")
    await expect(newest).to_be_in_viewport()
    await history.evaluate("one => new Promise(done => { one.onscroll = done; one.scrollTop -= 20; })")
    await history.evaluate("one => { one.scrollTop += 20; one.style.height = '150px'; }")
    await expect(newest).to_be_in_viewport()


async def test_who_reads_further_up_is_not_pulled_down(site: Site, visit: Opener) -> None:
    page = await (await visit(PHONE)).new_page()
    id = await begin(page, site)
    for number in range(40):
        site.team.say(id, AGENT, f"line {number}")
    await expect(page.get_by_text("line 39")).to_be_in_viewport()
    await page.locator(".scroller").evaluate("one => one.scrollTo(0, 0)")
    jump = page.get_by_role("button", name="New messages")
    await expect(page.get_by_text("line 0")).to_be_in_viewport()
    site.team.say(id, AGENT, "the newest")
    await expect(jump).to_be_visible()
    await expect(page.get_by_text("line 0")).to_be_in_viewport()
    await jump.click()
    await expect(page.get_by_text("the newest")).to_be_in_viewport()
