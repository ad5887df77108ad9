"""Files that operators attach: taken in at the edge, sent with a reply, kept inside with a note."""

from io import BytesIO
from typing import Any

import pytest
from aiohttp import FormData

from channels.web.kinds import KINDS
from handoff.ids import ConversationId
from handoff.transcript import EntryKind
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import House
from tests.channels.web.test_uploads import PNG, form

PDF = b"%PDF-1.7\n"


async def uploads(
    who: Program, id: ConversationId, data: bytes = PDF, name: str = "label.pdf"
) -> tuple[int, Any]:
    path = f"/api/inbox/conversations/{id}/files"
    async with who.client.post(path, data=form(data, name), headers=who.headers) as response:
        return response.status, await response.json()


async def test_a_reply_carries_files_and_needs_no_text(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    status, file = await uploads(ana, id)
    assert (status, file["name"], file["type"], file["size"]) == (201, "label.pdf", "application/pdf", 9)
    assert file["url"].startswith(f"/api/chat/files/{file['id']}?sig=")
    twice = [file["id"], file["id"]]
    assert (await ana.act(id, "reply", {"files": twice, "id": "k1"}))[0] == 200
    last = (await ana.whole(id))["transcript"][-1]
    (shown,) = last["files"]
    link = {"url": ""}  # each is signed with the second in which it was asked for
    assert (last["text"], shown | link) == ("", file | link)
    said = (await house.store.entries(id))[-1]
    assert (said.kind, said.content.files[0].id) == (EntryKind.MESSAGE, file["id"])
    assert await house.files.read(file["id"]) == PDF
    assert (await ana.get("/api/inbox/conversations"))[1]["conversations"][0]["last"]["text"] == "[label.pdf]"


async def test_where_only_words_can_stand_a_file_is_named(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    await ana.act(id, "take")
    _, file = await uploads(ana, id)
    await ana.act(id, "reply", {"files": [file["id"]]})
    async with ana.client.get(f"/inbox/c/{id}/return", headers=ana.headers) as response:
        assert "[label.pdf]" in await response.text()
    assert (await house.state(id)).tail[-1].text == "[label.pdf]"


async def test_a_note_keeps_its_file_inside(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    _, file = await uploads(ana, id)
    assert (await ana.act(id, "note", {"text": "see the label", "files": [file["id"]]}))[0] == 200
    kept = (await house.store.entries(id))[-1]
    assert (kept.kind, kept.content.text, len(kept.content.files)) == (EntryKind.NOTE, "see the label", 1)


@pytest.mark.parametrize("body", [{"files": []}, {"text": " ", "files": []}, {"text": ""}])
async def test_nobody_sends_nothing(house: House, ana: Program, body: dict[str, object]) -> None:
    id = await house.handed_off("a")
    status, said = await ana.act(id, "reply", body)
    assert (status, said["error"], said["message"]) == (422, "invalid", "body needs text or files.")


async def test_only_files_of_this_conversation_can_be_sent(house: House, ana: Program) -> None:
    here, there = await house.handed_off("a"), await house.handed_off("b")
    _, file = await uploads(ana, there)
    for wrong in (file["id"], "0" * 40, "../secret"):
        status, said = await ana.act(here, "reply", {"text": "look", "files": [wrong]})
        assert (status, said["error"]) == (422, "unknown_file")
    assert (await ana.act(here, "reply", {"files": ["0" * 40] * 11}))[0] == 422


@pytest.mark.parametrize("data", [b"", b"MZ\x90\0", b"\x7fELF\0", b"\xff\xfe"])
async def test_what_nobody_can_tell_is_refused(house: House, ana: Program, data: bytes) -> None:
    id = await house.handed_off("a")
    status, said = await uploads(ana, id, data, "setup.pdf")
    assert (status, said["error"], said["types"]) == (415, "unsupported_file", [*KINDS])
    assert not house.folder.exists()


@pytest.mark.parametrize(
    ("data", "name", "kept"),
    [
        (b"PK\x03\x04rest", "offer.docx", "offer.docx"),
        (b"PK\x03\x04rest", "setup.exe", "setup.exe.zip"),
        (PNG, "shade", "shade.png"),
        (b"<script>alert(1)</script>", "page.html", "page.html.txt"),
    ],
)
async def test_a_name_fits_what_the_bytes_say(
    house: House, ana: Program, data: bytes, name: str, kept: str
) -> None:
    _, file = await uploads(ana, await house.handed_off("a"), data, name)
    assert file["name"] == kept


async def test_a_file_that_is_too_large_is_refused(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    status, said = await uploads(ana, id, PDF + b"\0" * 1024 * 1024)
    assert (status, said["message"], said["limit"]) == (413, "A file may have at most 1 MB.", 1024 * 1024)


async def test_a_form_that_is_none_is_refused(house: House, ana: Program) -> None:
    path = f"/api/inbox/conversations/{await house.handed_off('a')}/files"
    for form_, status in ((b"x", 415), (FormData({"file": "no file"}), 415)):
        async with ana.client.post(path, data=form_, headers=ana.headers) as response:
            assert response.status == status
    two = form(PNG)
    two.add_field("file", BytesIO(PNG), filename="b.png")
    async with ana.client.post(path, data=two, headers=ana.headers) as response:
        assert response.status == 422


async def test_only_operators_of_the_queue_attach_and_only_from_our_pages(
    house: House, client: Client, cleo: Program
) -> None:
    id = await house.handed_off("agnes", "my lawyer will call you")
    assert (await uploads(cleo, id))[0] == 403
    assert (await uploads(Program(client, {}), id))[0] == 401
    strange = {"Cookie": house.cookie("ana")["Cookie"], "Sec-Fetch-Site": "cross-site"}
    assert (await uploads(Program(client, strange), id))[0] == 403
    assert (await uploads(Program(client, house.cookie("ben")), id))[0] == 201


async def test_forgetting_the_contact_erases_what_was_sent_to_them(house: House, ana: Program) -> None:
    _, file = await uploads(ana, await house.handed_off("a"))
    assert await house.files.forget("web:a") == 1
    assert await house.files.find(file["id"]) is None
