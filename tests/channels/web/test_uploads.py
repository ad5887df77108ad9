"""Files: told by their bytes, kept whole or not at all, given out only by a signed link."""

from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession, FormData
from hypothesis import given
from hypothesis import strategies as st

from channels.files import DiskFiles
from channels.web.kinds import KINDS, kind, safe_name
from channels.web.links import Links
from channels.web.settings import WebSettings
from tests.channels.web.conftest import Person, person
from tests.channels.web.harness import KEY, Site, running

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
SAMPLES = {
    "image/png": PNG,
    "image/jpeg": b"\xff\xd8\xff\xe0rest",
    "image/gif": b"GIF89a....",
    "image/webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "application/pdf": b"%PDF-1.7\n",
    "text/plain": "Grüße\n".encode(),
}


def form(data: bytes, name: str = "shade.png", field: str = "file") -> FormData:
    """Return a form with one file."""
    found = FormData()
    found.add_field(field, BytesIO(data), filename=name, content_type="application/x-lie")
    return found


@pytest.mark.parametrize(("media", "data"), SAMPLES.items())
async def test_a_file_goes_up_and_comes_down_as_it_was(
    site: Site, ada: Person, media: str, data: bytes
) -> None:
    status, told = await ada.call("POST", "files", data=form(data, "a"))
    assert (status, told["type"], told["size"]) == (201, media, len(data))
    async with ada.http.get(site.base + told["url"]) as response:
        assert (response.status, response.content_type) == (200, media)
        assert await response.read() == data
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        shown = "inline" if media.startswith("image/") else "attachment"
        assert response.headers["Content-Disposition"].startswith(shown)


async def test_a_message_carries_files_and_the_page_gets_links(site: Site, ada: Person) -> None:
    _, told = await ada.call("POST", "files", data=form(PNG))
    status, _ = await ada.say("", files=[told["id"], told["id"]])
    assert status == 202
    (_, message) = await ada.events(2)
    (file,) = message.data["files"]
    assert (file["name"], file["type"], file["size"]) == ("shade.png", "image/png", len(PNG))
    async with ada.http.get(site.base + file["url"]) as response:
        assert await response.read() == PNG


async def test_nobody_sends_the_file_of_another(ada: Person, bob: Person) -> None:
    _, told = await ada.call("POST", "files", data=form(PNG))
    status, said = await bob.say("look", files=[told["id"]])
    assert (status, said["error"]) == (422, "unknown_file")


@pytest.mark.parametrize("data", [b"", b"MZ\x90\0", b"<\0h\0t\0", b"\xff\xfe", b"PK\x03\x04"])
async def test_a_type_that_is_not_known_is_refused(site: Site, ada: Person, data: bytes) -> None:
    status, said = await ada.call("POST", "files", data=form(data))
    assert (status, said["error"]) == (415, "unsupported_file")
    assert not site.folder.exists()


async def test_a_page_with_scripts_is_only_ever_text(site: Site, ada: Person) -> None:
    _, told = await ada.call("POST", "files", data=form(b"<script>alert(1)</script>", "x.html"))
    assert (told["type"], told["name"]) == ("text/plain", "x.html.txt")
    async with ada.http.get(site.base + told["url"]) as response:
        assert response.content_type == "text/plain"
        assert response.headers["Content-Disposition"].startswith("attachment")


async def test_a_file_that_is_too_large_is_refused(http: ClientSession, tmp_path: Path) -> None:
    async with running(tmp_path / "files", WebSettings(max_file_mb=1)) as site:
        ada = await person(http, site.base)
        for size in (1024 * 1024 + 1, 2 * 1024 * 1024):
            status, said = await ada.call("POST", "files", data=form(PNG + b"\0" * (size - len(PNG))))
            assert (status, said["error"]) == (413, "too_large")
        assert (await ada.call("POST", "files", data=form(PNG + b"\0" * (1024 * 1024 - len(PNG)))))[0] == 201


@pytest.mark.parametrize(
    ("raw", "header", "status"),
    [
        (b"x", "application/json", 415),
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=b", 400),
        (b"--b\r\n\r\nx", "multipart/form-data; boundary=b", 422),
        (b"--b--\r\n", "multipart/form-data; boundary=b", 422),
        (
            b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--",
            "multipart/form-data; boundary=b",
            422,
        ),
    ],
)
async def test_a_broken_form_is_refused(ada: Person, raw: bytes, header: str, status: int) -> None:
    found, said = await ada.call("POST", "files", data=raw, headers={"Content-Type": header})
    assert found in {status, 400}
    assert said["error"]


async def test_another_field_and_a_second_file_are_refused(ada: Person) -> None:
    assert (await ada.call("POST", "files", data=form(PNG, field="other")))[0] == 422
    two = form(PNG)
    two.add_field("file", PNG, filename="b.png")
    assert (await ada.call("POST", "files", data=two))[0] == 422


async def test_a_link_opens_its_own_file_for_its_time_only(site: Site, ada: Person) -> None:
    _, one = await ada.call("POST", "files", data=form(PNG))
    _, two = await ada.call("POST", "files", data=form(PNG + b"2"))
    signature = one["url"].partition("sig=")[2]
    for path in (f"files/{two['id']}?sig={signature}", f"files/{one['id']}", f"files/{one['id']}?sig=%C3%A9"):
        assert (await ada.call("GET", path))[0] == 403
    assert Links(KEY).good(one["id"], signature)
    assert not Links(KEY, seconds=-1).good(one["id"], signature)
    assert not Links(b"x" * 32).good(one["id"], signature)


async def test_the_same_upload_again_is_the_same_file(site: Site, ada: Person, bob: Person) -> None:
    first = await ada.call("POST", "files", data=form(PNG))
    again = await ada.call("POST", "files", data=form(PNG))
    other = await bob.call("POST", "files", data=form(PNG))
    assert first[1]["id"] == again[1]["id"] != other[1]["id"]


async def test_a_file_without_its_card_was_never_saved(tmp_path: Path) -> None:
    files = DiskFiles(tmp_path)
    file = await files.save("web:a", "a.png", "image/png", PNG)
    (tmp_path / f"{file.id}.json").unlink()
    assert await files.find(file.id) is None
    assert await files.save("web:a", "a.png", "image/png", PNG) == file
    assert await files.find(file.id) is not None


async def test_forgetting_erases_what_one_owner_has(tmp_path: Path) -> None:
    files = DiskFiles(tmp_path)
    mine = await files.save("web:a", "a.png", "image/png", PNG)
    theirs = await files.save("web:b", "a.png", "image/png", PNG)
    assert await files.forget("web:a") == 1
    assert await files.find(mine.id) is None
    assert await files.read(theirs.id) == PNG
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("id", ["", "..", "../secret", "A" * 40, "0" * 39, "0" * 40])
async def test_only_an_id_of_ours_reaches_the_disk(tmp_path: Path, id: str) -> None:
    (tmp_path / "secret.json").write_text("{}")
    files = DiskFiles(tmp_path / "files")
    assert await files.find(id) is None
    with pytest.raises(FileNotFoundError):
        await files.read(id)


@given(st.text(), st.sampled_from(sorted(SAMPLES)))
def test_a_name_is_short_visible_and_has_no_folder(name: str, media: str) -> None:
    shown = safe_name(name, media)
    assert 0 < len(shown) < 130
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.isprintable()  # no line breaks, no marks that turn the direction


@given(st.binary(max_size=200))
def test_any_bytes_have_a_known_type_or_none(data: bytes) -> None:
    assert kind(data) in {None, *KINDS}


def test_text_that_turns_its_direction_loses_the_turn() -> None:
    assert safe_name("invoice\u202egnp.exe", "image/png") == "invoicegnp.exe.png"
