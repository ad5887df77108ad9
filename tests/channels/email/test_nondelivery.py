"""Mails of ours that come back in a mail server's own words: believed where they know our mail's name."""

import pytest

from channels.errors import Gone
from handoff.events import DeliveryFailed
from handoff.ids import Address
from tests.channels.email.harness import ANNA, HELP, Rig, letter

CHAT = Address("email", ANNA)
DAEMON = "MAILER-DAEMON@mx.mail.example"
QMAIL = f"""Hi. This is the qmail-send program at mx.mail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{ANNA}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <{HELP}>
Received: (qmail 2419 invoked from network); 21 Nov 2026 15:14:02 -0000
Received: from shop.example (HELO shop.example) (192.0.2.1) by mx.mail.example with SMTP (Exim 4.96.2)
From: Shop <{HELP}>
To: {ANNA}
Message-ID: NAME
Subject: Re: Lamp

hi
"""
EXIM = f"""This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {ANNA}
    host mx.mail.example [192.0.2.9]
    SMTP error from remote mail server after end of data:
    552 5.2.2 mailbox is full

------ This is a copy of the message, including all the headers. ------

Return-path: <{HELP}>
Message-ID:
 NAME
"""
EXCHANGE = f"""Delivery has failed to these recipients or groups:

Anna ({ANNA})
The email address you entered couldn't be found. Please check it and try to resend the message.

Diagnostic information for administrators:
#550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup #
"""
OUTLOOK = "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@mail.example"


async def sent(mail: Rig) -> str:
    """Send a mail to Anna; return its name in brackets."""
    return f"<{await mail.say(CHAT, 'hi')}>"


@pytest.mark.parametrize(
    ("sender", "words", "why"),
    [
        (DAEMON, QMAIL, "there is no such mailbox (5.1.1)"),
        (DAEMON, QMAIL.replace("Message-ID: NAME", "message-id: NAME"), "there is no such mailbox (5.1.1)"),
        (DAEMON, EXIM, "the mail came back (5.2.2)"),
        (f"postmaster@{DAEMON.partition('@')[2]}", QMAIL, "there is no such mailbox (5.1.1)"),
    ],
)
async def test_what_knows_our_mail_is_believed(mail: Rig, sender: str, words: str, why: str) -> None:
    async with mail.running():
        name = await sent(mail)
        assert await mail.bring(letter(words.replace("NAME", name), sender, "failure notice")) == 200
    assert mail.desk.events == [(CHAT, DeliveryFailed(0, why, ref=name.strip("<>")))]


async def test_exchange_answers_our_mail_and_gives_no_copy(mail: Rig) -> None:
    async with mail.running():
        name = await sent(mail)
        await mail.bring(letter(EXCHANGE, OUTLOOK, "Undeliverable: Re: Lamp", In_Reply_To=name))
        with pytest.raises(Gone, match=r"no such mailbox \(5\.1\.10\)"):
            await mail.say(CHAT, "again", key="k2")


async def test_a_copy_that_is_attached_counts_as_well(mail: Rig) -> None:
    async with mail.running():
        await sent(mail)
        told = letter(EXCHANGE, OUTLOOK, "Undeliverable: Re: Lamp")
        told.add_attachment(mail.last(ANNA))
        await mail.bring(told)
    assert [type(event) for _who, event in mail.desk.events] == [DeliveryFailed]


@pytest.mark.parametrize(
    ("sender", "words"),
    [
        (DAEMON, QMAIL.replace("NAME", "<c.0123456789abcdef.0123456789abcdef0123@shop.example>")),
        (DAEMON, QMAIL.replace(ANNA, "else@mail.example")),
        (DAEMON, QMAIL.replace("#5.1.1", "#4.4.1")),
        (DAEMON, QMAIL.replace("(#5.1.1)", "It was 4.4.1, and will be 5.1.1.")),
        (DAEMON, QMAIL.replace("(#5.1.1)", "")),
        (DAEMON, "5.1.1"),
        ("postmasters@mail.example", QMAIL),
    ],
)
async def test_nothing_else_is_believed(mail: Rig, sender: str, words: str) -> None:
    async with mail.running():
        name = await sent(mail)
        await mail.bring(letter(words.replace("NAME", name), sender, "failure notice"))
        await mail.say(CHAT, "again", key="k2")
    assert not [event for _who, event in mail.desk.events if isinstance(event, DeliveryFailed)]


async def test_a_contact_who_quotes_a_mail_that_came_back_is_read(mail: Rig) -> None:
    async with mail.running():
        name = await sent(mail)
        asked = letter(f"What is this?\n\n{QMAIL.replace('NAME', name)}", ANNA, In_Reply_To=name)
        await mail.bring(asked)
    assert mail.desk.said[0].content.text.startswith("What is this?")
