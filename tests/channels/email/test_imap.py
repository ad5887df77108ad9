"""A mailbox that is watched, on a real IMAP server."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from email.utils import formatdate
from pathlib import Path

import pytest
import trustme

from channels.email.imap import Inbox
from channels.email.memory import Memory
from channels.errors import Permanent, Temporary
from handoff.ids import Address
from tests.channels.email.harness import ANNA, Notes, Rig, letter, rig
from tests.platforms.email.imap import MISSING, ImapServer, hanging_up_at, telling_nothing

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.fixture
async def server() -> AsyncIterator[ImapServer]:
    made = ImapServer()
    await made.start()
    yield made
    await made.stop()


async def said(mail: Rig, count: int) -> list[str]:
    """Return what contacts said when they said so many things."""
    await mail.desk.until(lambda: len(mail.desk.said) >= count)
    return [one.content.text.rpartition("\n")[2] for one in mail.desk.said]


async def test_what_comes_is_brought_at_once_and_in_order_and_nothing_is_marked(
    server: ImapServer, tmp_path: Path
) -> None:
    await server.put(letter("an old one"))
    async with rig(tmp_path, inbound="imap", imap_url=server.url) as mail, mail.running():
        await server.put(letter("one"))
        assert await said(mail, 1) == ["one"]
        await server.put(letter("two"), letter("three"))
        assert await said(mail, 3) == ["one", "two", "three"]
        assert not any(b"Seen" in flags for flags in await server.flags())
        assert mail.desk.late == []


async def test_what_the_server_forgets_to_tell_is_found_soon(tmp_path: Path) -> None:
    async with (
        telling_nothing(letter("one").as_bytes()) as url,
        rig(tmp_path, inbound="imap", imap_url=url) as mail,
        mail.running(),
    ):
        assert await said(mail, 1) == ["one"]


async def test_what_came_while_it_was_stopped_is_recovered_once(server: ImapServer, tmp_path: Path) -> None:
    async with rig(tmp_path, inbound="imap", imap_url=server.url) as mail:
        async with mail.running():
            pass
        await server.put(letter("one"), letter("two"), letter("away", Auto_Submitted="auto-replied"))
        async with mail.running():
            assert await said(mail, 2) == ["one", "two"]
        assert mail.desk.late == [(Address("email", ANNA), 2)]
        async with mail.running():
            pass
        assert len(mail.desk.said) == 2


async def test_a_mail_is_read_again_until_it_is_stored(server: ImapServer, tmp_path: Path) -> None:
    notes = Notes()
    async with rig(tmp_path, inbound="imap", imap_url=server.url, notes=notes) as mail:
        async with mail.running():
            mail.desk.down = True
            await server.put(letter("one"))
            await mail.desk.until(lambda: mail.desk.refused)
        assert mail.desk.said == []
    async with rig(tmp_path, inbound="imap", imap_url=server.url, notes=notes) as mail, mail.running():
        assert await said(mail, 1) == ["one"]


async def test_a_mailbox_that_counts_anew_loses_nothing_and_doubles_nothing(
    server: ImapServer, tmp_path: Path
) -> None:
    async with rig(tmp_path, inbound="imap", imap_url=server.url) as mail:
        first = letter("one")
        async with mail.running():
            await server.put(first)
            await said(mail, 1)
        await server.stop()
        await server.start()
        await server.put(first, letter("two"))
        async with mail.running():
            assert await said(mail, 2) == ["one", "two"]


async def test_a_mailbox_put_back_from_a_backup_has_none_of_its_old_mails_answered(
    server: ImapServer, tmp_path: Path
) -> None:
    old = [letter(f"old {year}", Date=f"Mon, 5 Oct {year} 12:00:00 +0000") for year in (2019, 2037)]
    await server.put(*old)
    async with rig(tmp_path, inbound="imap", imap_url=server.url) as mail:
        async with mail.running():
            await server.put(letter("one"))
            await said(mail, 1)
        await server.stop()
        await server.start()
        await server.put(*old, letter("two", Date=formatdate()))
        async with mail.running():
            assert await said(mail, 2) == ["one", "two"]


async def test_a_lost_connection_ends_the_run_and_it_is_not_connected(
    server: ImapServer, tmp_path: Path
) -> None:
    async with rig(tmp_path, inbound="imap", imap_url=server.url) as mail:
        run = asyncio.create_task(mail.channel.run(mail.desk))
        while not mail.channel.connected:  # noqa: ASYNC110  # the port has no event for it
            await asyncio.sleep(0.002)
        await server.stop()
        with pytest.raises(Temporary, match="cannot be reached"):
            async with asyncio.timeout(30):
                await run
        assert not mail.channel.connected


@pytest.mark.parametrize("command", ["CAPABILITY", "LOGIN", "SELECT", "UID", "IDLE"])
async def test_a_server_that_hangs_up_instead_of_answering_ends_the_run(tmp_path: Path, command: str) -> None:
    async with (
        asyncio.timeout(30),
        hanging_up_at(command) as url,
        rig(tmp_path, inbound="imap", imap_url=url) as mail,
    ):
        with pytest.raises(Temporary, match="cannot be reached"):
            await mail.channel.run(mail.desk)
        assert not mail.channel.connected


async def test_a_mailbox_in_the_open_is_read_only_after_it_is_encrypted(tmp_path: Path) -> None:
    authority, pem = trustme.CA(), tmp_path / "both.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(pem)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    server = ImapServer(pem, pem)
    await server.start()
    try:
        with pytest.raises(Temporary, match="certificate of the mailbox is not trusted"):
            await Inbox(server.url, Memory(Notes()), context=ssl.create_default_context()).check()
        found = await Inbox(server.url, Memory(Notes()), context=trusted).check()
    finally:
        await server.stop()
    assert found == "mailbox of demouser at 127.0.0.1"


async def test_a_mailbox_that_does_not_encrypt_gets_no_password(server: ImapServer) -> None:
    with pytest.raises(Permanent, match="must begin with imaps://"):
        await Inbox(server.url, Memory(Notes()), context=ssl.create_default_context()).check()


async def test_checks_say_what_is_wrong(server: ImapServer, tmp_path: Path) -> None:
    async with rig(tmp_path, inbound="imap", imap_url=server.url) as mail:
        assert await mail.channel.check() == (
            "help@shop.example by 127.0.0.1; mailbox of demouser at 127.0.0.1"
        )
    wrong = server.url.replace("demopass", "wrong")
    async with rig(tmp_path, inbound="imap", imap_url=wrong) as mail:
        with pytest.raises(Permanent, match="user or the password: see imap_url"):
            await mail.channel.check()
    await server.stop()
    async with rig(tmp_path, inbound="imap", imap_url=server.url) as mail:
        with pytest.raises(Temporary):
            await mail.channel.check()
