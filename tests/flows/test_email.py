"""A contact and an operator who have nothing but mail, and a real bot between them."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import aiohttp
import pytest

from channels.email.settings import PATH
from channels.email.signing import SIGNATURE, STAMP, signed
from channels.email.webhook import TYPE
from tests.channels.email.harness import ANA, ANNA, BEN, SECRET, SHARED, bounce, letter, reply
from tests.flows.messengers.things import PDF, Thing, picture
from tests.flows.messengers.web import InboxOperator
from tests.flows.people import people_of
from tests.platforms.email.smtp import MailServer, text
from tests.process import Bot, Settings

SETTINGS: Settings = {
    "operators": {"ana": {"name": "Ana", "email": ANA}, "ben": {"name": "Ben", "email": BEN}},
    "contacts": {"channels": ["email"]},
    "queues": {"support": {"notify": [f"email:{SHARED}"], "operators": ["ana", "ben"]}},
}


class Mails:
    """A mail service between people and the bot."""

    def __init__(self, server: MailServer, bot: Bot, http: aiohttp.ClientSession) -> None:
        self.server, self.bot, self._http = server, bot, http

    def configure(self, readers: list[str]) -> None:
        """Write the bot's file, with these readers of the shared mailbox."""
        channel = {
            "smtp_url": self.server.url,
            "from": "Shop <help@shop.example>",
            "inbound": "webhook",
            "webhook_secret": SECRET,
            "readers": {SHARED: readers},
            "speed": 100.0,
        }
        self.bot.configure({**SETTINGS, "channels": {"email": channel}, "web": {"public_url": self.bot.base}})

    async def bring(self, message: EmailMessage) -> None:
        """Bring a mail, again while the bot wants it later."""
        raw, stamp = message.as_bytes(policy=policy.SMTP), str(int(time.time()))
        headers = {"Content-Type": TYPE, STAMP: stamp, SIGNATURE: signed(SECRET, stamp, raw)}
        status = 503
        while status == 503:
            async with self._http.post(f"{self.bot.base}{PATH}", data=raw, headers=headers) as response:
                status = response.status
        assert status == 200

    async def gets(self, address: str, words: str) -> EmailMessage:
        """Return the mail with these words when it is there."""
        return (
            await self.server.until(
                lambda post: next((one for one in post.to(address) if words in text(one)), None)
            )
            or EmailMessage()
        )

    async def open(self, method: str, link: str) -> tuple[int, str]:
        async with self._http.request(method, link) as response:
            return response.status, await response.text()


@pytest.fixture
async def mails(tmp_path: Path) -> AsyncIterator[Mails]:
    server = MailServer()
    await server.start()
    bot = Bot(tmp_path, {})
    try:
        async with aiohttp.ClientSession() as http:
            made = Mails(server, bot, http)
            made.configure(["ana", "ben"])
            await bot.start()
            yield made
    finally:
        await bot.close()
        await server.stop()


async def test_from_the_first_mail_to_a_person_and_back(mails: Mails) -> None:
    mails.bot.private |= {"lamp is broken", SECRET}
    await mails.bring(letter("My lamp is broken. I want to talk to a person please.", subject="Lamp"))
    for who in (ANA, BEN):
        card = await mails.gets(who, "lamp is broken")
        assert "[H-" in str(card["Subject"])
    links = [_link(await mails.gets(who, "Take over: "), "Take over") for who in (ANA, BEN)]
    for link in links:
        for method in ("GET", "HEAD", "GET", "HEAD"):
            assert (await mails.open(method, link))[0] == 200
    found = await asyncio.gather(*(mails.open("POST", link) for link in links))
    assert sorted(status for status, _page in found) == [200, 410]
    lost = next(page for status, page in found if status == 410)
    winner = ANA if "Ana already has it" in lost else BEN
    assert "already has it, since" in lost

    await mails.bring(reply(await mails.gets(winner, "Take over: "), "We send you a new one.", winner))
    answer = await mails.gets(ANNA, "We send you a new one.")
    assert str(answer["From"]).startswith(("Ana <", "Ben <"))
    assert answer["Subject"] == "Re: Lamp"
    assert "/act/" not in text(answer)

    old = str(answer["Message-ID"])
    await mails.bring(letter("Thank you!", subject="Re: Lamp", In_Reply_To=old, References=old))
    for who in (ANA, BEN):
        assert (await mails.gets(who, "> Thank you!"))["Subject"].startswith("Re: [H-")
    first, *rest = map(text, mails.server.post.to(ANNA))
    assert "Someone will answer you here" in first
    assert rest == ["We send you a new one."], "who joined is no letter"
    assert not [one for one in mails.server.post.to(winner) if "To the contact: " in text(one)]

    await mails.bring(reply(await mails.gets(winner, "> Thank you!"), "/return All done", winner))
    await mails.gets(ANNA, "You are welcome!")
    assert len(mails.server.post.to(ANNA)) == 3, "that the assistant is back is no letter either"
    assert not any(secret in str(mails.bot.log) for secret in mails.bot.private)


async def test_an_operator_whose_mail_comes_back_is_told_and_the_inbox_shows_it(mails: Mails) -> None:
    await mails.bring(letter("I want to talk to a person please.", subject="Lamp"))
    card = await mails.gets(ANA, "Take over: ")
    assert (await mails.open("POST", _link(card, "Take over")))[0] == 200
    await mails.bring(reply(card, "We send you a new one."))
    answer = await mails.gets(ANNA, "We send you a new one.")
    await mails.bring(message_from_bytes(bounce(answer), _class=EmailMessage, policy=policy.default))
    told = await mails.gets(ANA, "there is no such mailbox (5.1.1)")
    assert "Not delivered" in text(told)


async def test_to_whom_it_is_given_in_the_inbox_has_all_that_was_said_by_mail_and_answers_there(
    mails: Mails,
) -> None:
    await mails.bring(letter("My lamp is broken. I want to talk to a person please.", subject="Lamp"))
    await mails.gets(ANNA, "Someone will answer you here")
    async with people_of(mails.bot) as people:
        ana = InboxOperator(await people.operator("ana"), "Ana")
        for what, body in (
            ("take", {}),
            ("reply", {"text": "Which lamp is it?"}),
            ("transfer", {"operator": "ben"}),
        ):
            assert (await ana.act(f"email:{ANNA}", what, **body)).status == 200
    told = await mails.gets(BEN, "Passed on to Ben")
    assert "My lamp is broken." in text(await mails.gets(BEN, "What was said before:"))
    await mails.gets(BEN, "Which lamp is it?")
    await mails.bring(reply(told, "We send you a new one.", BEN))
    assert str((await mails.gets(ANNA, "We send you a new one."))["From"]).startswith("Ben <")


async def test_files_go_both_ways_between_the_inbox_and_a_contact_who_writes_mails(mails: Mails) -> None:
    anna, asking = f"email:{ANNA}", letter("I want to talk to a person please.", subject="Lamp")
    asking.add_attachment(picture("lamp"), maintype="image", subtype="png", filename="lamp.png")
    await mails.bring(asking)
    await mails.gets(ANNA, "Someone will answer you here")
    async with people_of(mails.bot) as people:
        ana = InboxOperator(await people.operator("ana"), "Ana")
        transcript = (await ana.case(anna))["transcript"]
        (file,) = [file for entry in transcript for file in entry.get("files", ())]
        async with people.http.get(file["url"]) as got:
            assert (file["name"], await got.read()) == ("lamp.png", picture("lamp"))
        await ana.sends(anna, Thing.FILE, "Here is your bill.")
    answer = await mails.gets(ANNA, "Here is your bill.")
    assert [(one.get_filename(), one.get_content()) for one in answer.iter_attachments()] == [
        ("bill.pdf", PDF)
    ]
    assert len(mails.server.post.to(ANNA)) == 2


async def test_who_reads_a_mailbox_is_read_again_without_a_restart(mails: Mails) -> None:
    await mails.bring(letter("I want to talk to a person please.", subject="Lamp"))
    link = _link(await mails.gets(BEN, "Take over: "), "Take over")
    assert (await mails.open("GET", link))[0] == 200
    mails.configure(["ana"])
    changed = await mails.bot.log.find("the changed configuration is in force")
    assert '"needs_restart": []' in changed
    assert (await mails.open("GET", link))[0] == (await mails.open("POST", link))[0] == 403


def _link(mail: EmailMessage, label: str) -> str:
    found = re.search(rf"^{label}: (\S+)$", text(mail), re.MULTILINE)
    assert found is not None
    return found[1]
