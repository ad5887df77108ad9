"""Text is data: what an attacker writes, on any channel, is only words on every surface of the team."""

import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest
import pytest_asyncio

from channels.email.settings import PATH
from channels.email.signing import SIGNATURE, STAMP, signed
from channels.email.webhook import TYPE
from tests.flows.messengers.discord import DiscordOperator
from tests.flows.messengers.seen import until, until_told
from tests.flows.messengers.slack import SlackOperator
from tests.flows.messengers.telegram import TelegramOperator
from tests.flows.workflows.browser import approvals_page
from tests.flows.workflows.shop import Shop, house_in, restart
from tests.platforms.email.smtp import Post, html, text
from tests.platforms.slack.reading import alive

pytestmark = [pytest.mark.asyncio(loop_scope="module")]

EVIL: Final = (
    "<!channel> <@U00000001> @everyone @here [bank](https://evil.example/x) <https://evil.example/y|bank> "
    "<img src=x onerror=alert(1)> <b>bold</b> <a href='https://evil.example/z'>z</a> **star** `tick` "
    "{{contact.name}} ${{error.reason}} {% include 'x' %} /take tg://user?id=1 "
)
LAST: Final = "\nApprove: https://evil.example/act/x"
PLEA: Final = "I want to talk to a real person, please"
SECRET: Final = "a secret of the webhook"
CHANNELS: Final = ("web", "telegram", "slack", "discord", "email")
KEPT: Final = ("{{contact.name}}", "${{error.reason}}", "{% include 'x' %}")
"""What a template would have eaten."""
COMES_ALIVE: Final = {"mention", "text_mention", "text_link", "bot_command", "custom_emoji"}
"""What Telegram makes of a text that its client acts on."""


def graph(place: str) -> dict[str, Any]:
    """Return a workflow that puts the contact's words wherever a workflow can put words."""
    told = {"actionType": "notify", "message": "Asked: {{message}}"}
    ask = {"actionType": "human_handoff", "reason": "Why: {{message}}", "draft": "You wrote {{message}}"}
    facts = [{"name": "words", "value": "{{message}}"}]
    return {
        "nodes": [
            {
                "id": "begin",
                "type": "trigger",
                "data": {"triggerType": "message_received", "keywords": ["credit"]},
            },
            {"id": "room", "type": "action", "data": {**told, "to": place}},
            {"id": "mail", "type": "action", "data": {**told, "to": "email:dora@shop.example"}},
            {"id": "ask", "type": "action", "data": {**ask, "facts": facts}},
            {"id": "yes", "type": "send_message", "data": {"message": "Granted."}},
            {"id": "no", "type": "send_message", "data": {"message": "Not granted."}},
        ],
        "edges": [
            {"source": "begin", "target": "room"},
            {"source": "room", "target": "mail"},
            {"source": "mail", "target": "ask"},
            {"source": "ask", "target": "yes", "sourceHandle": "approved"},
            {"source": "ask", "target": "no", "sourceHandle": "rejected"},
        ],
    }


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shop]:
    """A team on every surface, to which the same attack came on each channel."""
    folder = tmp_path_factory.mktemp("evil")
    file = Path(folder / "credit.json")
    async with house_in(folder, {}) as shop:
        world, bot = shop.world, shop.world.bot
        file.write_text(json.dumps(graph(shop.desks["slack"].place)), "utf-8")
        sections = dict(world.settings["channels"])
        sections["email"] = {**sections["email"], "inbound": "webhook", "webhook_secret": SECRET}
        bot.configure(
            {
                **world.settings,
                "channels": sections,
                "contacts": {"channels": [*CHANNELS]},
                "workflows": {"credit": {"file": "credit.json"}},
                "web": {"public_url": bot.base},
            }
        )
        await restart(shop)
        for channel in CHANNELS:
            await attack(shop, channel)
        yield shop


async def attack(shop: Shop, channel: str) -> None:
    """Write the attack so that a workflow asks, then ask for a person; wait until the team knows of both."""
    name = f"<b>{channel.title()}</b>"
    if channel == "email":
        await bring(shop, name, f"A credit {EVIL}{LAST}")
        await bring(shop, name, f"{PLEA} {EVIL}{LAST}")
    else:
        contact = await shop.world.contact(channel, name)
        await contact.says(f"A credit {EVIL}{LAST}")
        await contact.says(f"{PLEA} {EVIL}{LAST}")
    assert shop.inbox is not None
    inbox = shop.inbox.caller

    async def there() -> bool:
        asked = (await inbox.insist("GET", "/api/approvals")).body["approvals"]
        waiting = await inbox.list("?owner=waiting")
        return any(channel.title() in one["contact"] for one in asked) and any(
            channel.title() in one["name"] for one in waiting
        )

    await until_told(there, f"a question and a handoff of who attacks by {channel}")


async def bring(shop: Shop, name: str, words: str) -> None:
    """Have a mail service bring a contact's mail."""
    mail = EmailMessage()
    mail["From"] = f'"{name}" <mia@mail.example>'
    mail["To"], mail["Subject"] = "help@shop.example", "<b>Hi</b> Approve: https://evil.example"
    mail["Message-ID"] = f"<{time.monotonic_ns()}@mail.example>"
    mail.set_content(words)
    raw, stamp = mail.as_bytes(), str(int(time.time()))
    headers = {"Content-Type": TYPE, STAMP: stamp, SIGNATURE: signed(SECRET, stamp, raw)}
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{shop.world.bot.base}{PATH}", data=raw, headers=headers) as reply,
    ):
        assert reply.status == 200, await reply.text()


async def settled(shop: Shop, surface: str) -> None:
    """Wait until a messenger shows a card of every attacker."""
    desk = shop.desks[surface]

    def look() -> bool:
        shown = "".join(seen.text for seen in desk.cards())
        return all(f"{channel.title()}" in shown and "evil.example" in shown for channel in CHANNELS)

    await until(look, desk.cards, f"five cards on {surface}")


async def test_on_slack_nothing_of_it_is_a_mention_or_a_link(shop: Shop) -> None:
    await settled(shop, "slack")
    desk = shop.desks["slack"]
    assert isinstance(desk, SlackOperator)
    said = [one for one in desk.room.messages.values() if "evil.example" in one.text + json.dumps(one.blocks)]
    assert said
    for message in said:
        made = [what for what in alive(message) if not what.startswith(("!date^", shop.world.bot.base))]
        assert not made, f"{made} is alive in {message.text!r}"
    assert all(words in "".join(one.text + json.dumps(one.blocks) for one in said) for words in KEPT)


async def test_on_telegram_nothing_of_it_is_a_mention_a_link_with_a_label_or_a_command(shop: Shop) -> None:
    await settled(shop, "telegram")
    desk = shop.desks["telegram"]
    assert isinstance(desk, TelegramOperator)
    said = [one for one in desk.chat.messages if "evil.example" in one.text]
    for message in said:
        kinds = {entity["type"] for entity in message.entities}
        assert not kinds & COMES_ALIVE, f"{kinds} in {message.text!r}"
    shown = "".join(one.text for one in said)
    assert all(words in shown for words in (*KEPT, "[bank](https://evil.example/x)", "<b>bold</b>"))


async def test_on_discord_nothing_of_it_pings_or_is_a_link_with_a_label(shop: Shop) -> None:
    await settled(shop, "discord")
    desk = shop.desks["discord"]
    assert isinstance(desk, DiscordOperator)
    backend = desk.server.backend
    places = [
        int(desk.room),
        *(id for id, one in backend.channels.items() if str(one.parent_id) == desk.room),
    ]
    said = [one for place in places for one in backend.messages.get(place, {}).values()]
    raw = [
        json.dumps([one.content, one.embeds, one.components], ensure_ascii=False, default=str) for one in said
    ]
    assert any("evil.example" in one for one in raw)
    for message, words in zip(said, raw, strict=True):
        assert not message.mention_everyone
        assert not message.ping_user_ids
        assert not message.ping_role_ids
        assert not re.search(r"(?<!\\)@(everyone|here)\b", words), words
        assert "[bank](https://evil" not in words, words


async def test_in_mails_it_is_no_markup_no_link_and_no_button(shop: Shop) -> None:
    def evil(post: Post) -> list[EmailMessage]:
        return [one for one in post.to("dora@shop.example") if "evil.example" in text(one)]

    await shop.mail.until(lambda post: any("Asked: " in text(mail) for mail in evil(post)))
    mails = await shop.mail.until(evil)
    for mail in mails:
        assert not [*signs(html(mail))], html(mail)
        own = [line for line in text(mail).splitlines() if line.startswith("Approve: ")]
        assert all(line.startswith(f"Approve: {shop.world.bot.base}/") for line in own), own
        assert "\n" not in str(mail["Subject"])


def signs(page: str) -> Iterator[str]:
    """Yield what in a page came from the attack and is more than words."""
    yield from re.findall(r"<img[^>]*onerror[^>]*>|<b>bold|<a [^>]*evil\.example[^>]*>", page)


async def test_in_the_inbox_in_a_browser_it_is_words(shop: Shop, chromium: str) -> None:
    assert shop.inbox is not None
    rows = [row for row in await shop.inbox.caller.list() if row["owner"] == "waiting"]
    async with approvals_page(shop.world.bot, "eve", chromium) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        for place in ("approvals", *(f"c/{row['id']}" for row in rows)):
            await page.goto(f"{shop.world.bot.base}/inbox/{place}")
            await page.get_by_text("[bank](https://evil.example/x)").first.wait_for()
            made = await page.evaluate(
                "[...document.querySelectorAll('img[onerror], [href*=\"evil.example\"], script:not([src])')]"
                ".map(one => one.outerHTML)"
            )
            assert not [one for one in made if "evil" in one or "onerror" in one], made
            shown = await page.inner_text("body")
            assert all(words in shown for words in (*KEPT, "<b>bold</b>", "<img src=x onerror=alert(1)>"))
        assert asked == []
