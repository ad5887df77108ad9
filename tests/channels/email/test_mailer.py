"""The mailer before a real server: encrypted where it must be, and every refusal named."""

import asyncio
import inspect
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage

import aiosmtplib
import pytest
import trustme
from aiosmtplib import errors as sdk

from channels.email.compose import Letter, compose
from channels.email.errors import MEANINGS, NO_LOGIN, named
from channels.email.mailer import Mailer
from channels.email.servers import imap_server, smtp_server
from channels.errors import ChannelError, Gone, Permanent, RateLimited, Temporary, Uncertain
from tests.platforms.email.smtp import PASSWORD, USER, Cut, MailServer, Refusal, text

SENDER = "Shop <help@shop.example>"


@asynccontextmanager
async def served(**how: object) -> AsyncIterator[MailServer]:
    server = MailServer(**how)  # type: ignore[arg-type]
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def note(to: str = "anna@mail.example", words: str = "Your code is 123456") -> EmailMessage:
    made = EmailMessage()
    made["To"], made["Subject"] = to, "Code"
    made.set_content(words)
    return made


async def test_what_is_missing_is_added() -> None:
    async with served() as server:
        id = await Mailer(server.url, SENDER).send(note())
        (mail,) = server.post.mails
        assert (mail["From"], mail["Message-ID"], mail["Date"] is not None) == (SENDER, f"<{id}>", True)
        assert text(mail) == "Your code is 123456"


async def test_every_letter_arrives_as_it_was() -> None:
    words = "Grüße, привет ✓\n.\n..dots\nFrom here\n" + "long " * 400
    async with served() as server:
        await Mailer(server.url, SENDER).send(note(words=words))
        assert text(server.post.mails[0]) == words.rstrip("\n")
        assert server.post.raw[0].isascii()


async def test_a_domain_in_other_letters_is_written_as_servers_know_it() -> None:
    letter = Letter("zoe@Bücher.example", "Code", "m1@shop.example", "123456", "<p>123456</p>")
    async with served() as server:
        mailer = Mailer(server.url, "Shop <help@bücher.example>")
        await mailer.send(compose(letter, mailer.sender))
        (raw,), (mail,) = server.post.raw, server.post.mails
    assert raw.isascii()
    assert b"=?" not in raw
    assert (mail["From"], mail["To"]) == ("Shop <help@xn--bcher-kva.example>", "zoe@xn--bcher-kva.example")


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (Refusal("MAIL", "451 4.3.0 no"), Temporary, "cannot take it now (451 4.3.0)"),
        (Refusal("RCPT", "450 4.2.1 too many mails"), RateLimited, "slow down"),
        (Refusal("MAIL", "421 4.7.0 Try later, rate limited"), RateLimited, "slow down"),
        (Refusal("RCPT", "550 5.1.1 <anna@mail.example> who?"), Gone, "no such mailbox (5.1.1)"),
        (Refusal("RCPT", "550 5.7.1 spam"), Permanent, "refused it (550 5.7.1)"),
        (Refusal("DATA", "554 5.6.0 bad"), Permanent, "refused it (554 5.6.0)"),
        (Refusal("DATA", "452 4.3.1 full"), Temporary, "cannot take it now (452 4.3.1)"),
        (Cut.BEFORE, Uncertain, "broke"),
        (Cut.AFTER, Uncertain, "broke"),
    ],
    ids=str,
)
async def test_each_refusal_is_named(fault: Refusal | Cut, kind: type[ChannelError], words: str) -> None:
    async with served() as server:
        server.fail(fault)
        with pytest.raises(ChannelError) as caught:
            await Mailer(server.url, SENDER).send(note())
        assert type(caught.value) is kind
        assert words in str(caught.value)
        assert "anna" not in str(caught.value)


async def test_a_server_that_is_not_there_has_surely_taken_nothing() -> None:
    async with served() as server:
        url = server.url
    with pytest.raises(Temporary):
        await Mailer(url, SENDER).send(note())


async def test_it_logs_in_by_starttls() -> None:
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    async with served(login=True, tls=context) as server:
        url = f"smtp://{USER}:p%40ss%2Fword@127.0.0.1:{server.port}"
        mailer = Mailer(url, SENDER, context=trusted)
        assert await mailer.check() == "help@shop.example by 127.0.0.1"
        await mailer.send(note())
        assert len(server.post.mails) == 1
        wrong = Mailer(url.replace("p%40ss", "nope"), SENDER, context=trusted)
        with pytest.raises(Permanent, match=NO_LOGIN):
            await wrong.check()
        assert PASSWORD not in repr(vars(mailer))


async def test_a_certificate_of_nobody_known_is_believed_only_of_this_machine() -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("mail.example").configure_cert(context)
    async with served(login=True, tls=context) as server:
        url = f"smtp://{USER}:p%40ss%2Fword@127.0.0.1:{server.port}"
        assert await Mailer(url, SENDER).check() == "help@shop.example by 127.0.0.1"
        elsewhere = url.replace("127.0.0.1", "0.0.0.0")  # not known to be this machine
        with pytest.raises(Temporary, match="certificate of the mail server is not trusted"):
            await Mailer(elsewhere, SENDER).send(note())
        assert server.post.mails == []


async def test_a_certificate_is_named_where_all_is_encrypted_from_the_start() -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("mail.example").configure_cert(context)
    listener = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0, ssl=context)
    async with listener:
        url = f"smtps://0.0.0.0:{listener.sockets[0].getsockname()[1]}"
        with pytest.raises(Temporary, match="certificate of the mail server is not trusted"):
            await Mailer(url, SENDER).check()


async def test_a_password_never_goes_over_a_network_in_the_open() -> None:
    async with served() as server:
        mailer = Mailer(f"smtp://u:p@0.0.0.0:{server.port}", SENDER)  # not known to be this machine
        with pytest.raises(ChannelError):
            await mailer.check()
        assert server.post.mails == []


@pytest.mark.parametrize("to", ["nobody", "ü@mail.example", ""])
async def test_whom_no_server_can_reach_is_refused_before_anything_is_sent(to: str) -> None:
    made = EmailMessage()
    if to:
        made["To"] = to
    async with served() as server:
        with pytest.raises(Permanent):
            await Mailer(server.url, SENDER).send(made)
        assert server.post.sessions == 0


def test_every_error_of_the_library_has_a_meaning() -> None:
    errors = {
        one
        for _, one in inspect.getmembers(aiosmtplib, inspect.isclass)
        if issubclass(one, sdk.SMTPException)
    }
    known = {
        one
        for one in errors
        if any(issubclass(one, kind) for kind in MEANINGS if kind is not sdk.SMTPException)
    }
    assert errors - known == {sdk.SMTPException}
    assert isinstance(named(sdk.SMTPException("x"), begun=True), Uncertain)
    assert isinstance(named(OSError("x")), Temporary)


@pytest.mark.parametrize(
    "url", ["", "mail.example", "http://mail.example", "smtp://", "smtp://x:y:z", "imap://x"]
)
def test_what_is_no_server_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ValueError, match="must be an address such as smtps://"):
        smtp_server(url)


def test_addresses_of_servers_are_read() -> None:
    found = smtp_server("smtps://a%40b:p%2Fw@mail.example")
    assert (found.host, found.port, found.user, found.password, found.tls) == (
        ("mail.example", 465, "a@b", "p/w", True)
    )
    assert smtp_server("smtp://mail.example").port == 587
    assert imap_server("imap://u@127.0.0.1").port == 143
    assert "p/w" not in repr(found)
