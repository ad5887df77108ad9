"""Who may bring mails to us, and what they are told."""

import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from channels.email.inbound import LARGEST
from channels.email.settings import PATH
from channels.email.signing import SIGNATURE, STAMP, signed
from channels.email.webhook import TYPE
from channels.errors import Permanent
from tests.channels.email.harness import SECRET, Rig, letter, rig
from tests.conftest import ROOT


async def test_only_who_knows_the_secret_brings_mails_and_only_just_now(mail: Rig) -> None:
    async with mail.running():
        message, now = letter("hi"), int(time.time())
        assert await mail.bring(message, signature="v1=" + "0" * 64) == 403
        assert await mail.bring(message, signature="") == 403
        for stamp in (str(now - 400), str(now + 400), "", "-1", "٣", "9" * 40):
            assert await mail.bring(message, stamp=stamp) == 403
        assert mail.desk.events == []
        assert await mail.bring(message, stamp=str(now - 200)) == 200
        assert len(mail.desk.said) == 1


async def test_what_is_no_mail_is_refused_or_dropped(mail: Rig) -> None:
    async with mail.running():
        assert await mail.bring(letter("hi"), type="application/json") == 415
        assert await mail.bring(b"\x00\xff no mail at all") == 200
    assert mail.desk.events == []


async def test_nothing_is_read_of_a_call_that_cannot_be_right(mail: Rig) -> None:
    """The body never ends; the answer comes all the same."""

    async def endless() -> AsyncIterator[bytes]:
        yield b"From: a@b.example\r\n\r\n"
        await asyncio.Event().wait()

    async with mail.running(), asyncio.timeout(15):
        headers = {"Content-Type": TYPE, STAMP: "1", SIGNATURE: "v1=x"}
        async with mail.http.post(f"{mail.url}{PATH}", data=endless(), headers=headers) as response:
            assert response.status == 403


async def test_a_mail_that_is_too_large_is_refused_however_it_comes(mail: Rig) -> None:
    async def pieces(raw: bytes) -> AsyncIterator[bytes]:
        yield raw

    large = b"From: a@b.example\r\n\r\n" + b"x" * LARGEST
    async with mail.running():
        assert await mail.bring(large) == 413
        stamp = str(int(time.time()))
        headers = {"Content-Type": TYPE, STAMP: stamp, SIGNATURE: signed(SECRET, stamp, large)}
        async with mail.http.post(f"{mail.url}{PATH}", data=pieces(large), headers=headers) as response:
            assert response.status == 413
    assert mail.desk.events == []


async def test_the_same_call_again_changes_nothing(mail: Rig) -> None:
    async with mail.running():
        assert [await mail.bring(letter("hi")) for _ in range(3)] == [200, 200, 200]
    assert len(mail.desk.said) == 1


async def test_a_mail_is_acknowledged_only_when_it_is_stored(mail: Rig) -> None:
    async with mail.running():
        mail.desk.down = True
        assert await mail.bring(letter("hi")) == 503
        mail.desk.down = False
        assert await mail.bring(letter("hi")) == 200
    assert [said.content.text for said in mail.desk.said] == ["My order\n\nhi"]


async def test_it_answers_503_while_it_does_not_run(mail: Rig) -> None:
    assert await mail.bring(letter("hi")) == 503
    async with mail.running():
        assert await mail.bring(letter("hi")) == 200
    assert await mail.bring(letter("hi")) == 503


async def test_without_a_secret_it_does_not_run(tmp_path: Path) -> None:
    async with rig(tmp_path, webhook_secrets=()) as made:
        with pytest.raises(Permanent, match="webhook_secret"):
            async with made.running():
                pass


async def test_the_script_of_the_docs_brings_a_mail(mail: Rig, tmp_path: Path) -> None:
    if not (shutil.which("openssl") and shutil.which("curl")):
        pytest.skip("the script needs openssl and curl")
    page = (ROOT / "docs" / "email.md").read_text("utf-8")
    script = tmp_path / "bring"
    script.write_text(page.partition("```sh\n")[2].partition("```")[0])
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    known = {"HANDOFF_URL": f"{mail.url}{PATH}", "HANDOFF_SECRET_FILE": str(secret)}
    async with mail.running():
        for words, status in (("by the script", 0), ("while the store is away", 75)):
            mail.desk.down = status != 0
            done = await asyncio.to_thread(
                subprocess.run,
                ["sh", str(script)],
                input=letter(words).as_bytes(),
                env=os.environ | known,
                capture_output=True,
                check=False,
                timeout=60,
            )
            assert done.returncode == status, done.stderr
    assert [said.content.text for said in mail.desk.said] == ["My order\n\nby the script"]
