"""The page, the widget's files, other sites, the security of every answer, and the channel itself."""

import re
from pathlib import Path

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from channels.base import Channel, Outgoing
from channels.web.adapter import WebChannel
from channels.web.pages import STATIC
from channels.web.rate import Buckets
from channels.web.settings import WebSettings
from channels.web.text import Markdown
from handoff.content import Content
from handoff.ids import Address
from tests.channels.web.conftest import Person
from tests.channels.web.harness import AGENT, Site, running

SHOP = {"Origin": "https://shop.example"}
STRANGER = {"Origin": "https://evil.example"}


def as_channel(channel: WebChannel) -> Channel:
    """Hold the adapter against its port, for the type checker."""
    return channel


async def test_the_page_has_nothing_inline_and_a_policy_that_would_forbid_it(
    site: Site, http: ClientSession
) -> None:
    async with http.get(site.base) as response:
        page = await response.text()
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|style=", page)


async def test_every_file_of_the_page_is_there(site: Site, http: ClientSession) -> None:
    async with http.get(site.base) as response:
        parts = re.findall(r'(?:href|src)="(chat/[^"]+)"', await response.text())
    assert len(parts) > 15
    for part in parts:
        async with http.get(f"{site.base}/{part}") as response:
            assert response.status == 200, part
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            etag = response.headers["ETag"]
        async with http.get(f"{site.base}/{part}", headers={"If-None-Match": etag}) as response:
            assert response.status == 304


def test_the_page_has_each_of_its_words_in_every_language() -> None:
    tables = re.findall(
        r"^const ([A-Z]{2}) = \{\n(.*?)^\};",
        (STATIC / "words.js").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    keys = {name: re.findall(r"^  (\w+): \"", table, re.MULTILINE) for name, table in tables}
    assert sorted(keys) == ["DE", "EN", "ES", "FR"]
    assert all(found == keys["EN"] for found in keys.values())


async def test_a_title_is_text(http: ClientSession, tmp_path: Path) -> None:
    settings = WebSettings(title='<b>Us</b> & "you"')
    async with running(tmp_path, settings) as site, http.get(site.base) as response:
        assert "<title>&lt;b&gt;Us&lt;/b&gt; &amp; &#34;you&#34;</title>" in await response.text()


async def test_the_page_is_told_how_to_look(site: Site, http: ClientSession) -> None:
    async with http.get(f"{site.base}/api/chat/config") as response:
        told = await response.json()
    assert told["title"] == ""
    assert told["bot"] == "Robin"
    assert told["color"] == told["accent"] == "#0b6bcb"
    assert (told["max_text"], told["max_file_mb"]) == (8000, 10)


async def test_a_listed_site_may_call_and_no_other(site: Site, http: ClientSession) -> None:
    for path in ("api/chat/config", "widget.js", "chat/chat.js"):
        async with http.get(f"{site.base}/{path}", headers=SHOP) as response:
            assert response.headers["Access-Control-Allow-Origin"] == "https://shop.example"
            assert "Access-Control-Allow-Credentials" not in response.headers
            assert response.headers["Vary"] == "Origin"
        async with http.get(f"{site.base}/{path}", headers=STRANGER) as response:
            assert "Access-Control-Allow-Origin" not in response.headers


async def test_a_listed_site_can_read_a_fault_and_a_stream(site: Site, ada: Person) -> None:
    async with ada.http.post(f"{site.base}/api/chat/messages", headers=SHOP) as response:
        assert response.status == 401
        assert response.headers["Access-Control-Allow-Origin"] == "https://shop.example"
    headers = {**ada.headers, **SHOP}
    async with ada.http.get(f"{site.base}/api/chat/events", headers=headers) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "https://shop.example"


@pytest.mark.parametrize(
    "path", ["messages", "messages/x", "sessions", "events", "files", "person", "typing"]
)
async def test_a_preflight_is_answered_for_a_listed_site(site: Site, http: ClientSession, path: str) -> None:
    asking = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    url = f"{site.base}/api/chat/{path}"
    async with http.options(url, headers={**SHOP, **asking}) as response:
        assert response.status == 204
        assert "PATCH" in response.headers["Access-Control-Allow-Methods"]
        assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    async with http.options(url, headers={**STRANGER, **asking}) as response:
        assert "Access-Control-Allow-Methods" not in response.headers


async def test_the_channel_has_nothing_to_send(site: Site) -> None:
    channel = as_channel(site.channel)
    place = Address("web", "x")
    out = Outgoing("key", place, AGENT, Content("hi"))
    receipt = await channel.send(out)
    await channel.edit(out, receipt.ref)
    await channel.delete(place, receipt.ref)
    await channel.typing(place)
    assert receipt.ref == "web"
    assert channel.capabilities.pull
    assert channel.connected
    assert await channel.check()


@pytest.mark.parametrize(
    "faulty",
    [
        {"accent": "blue"},
        {"origins": ["https://shop.example/"]},
        {"origins": ["*"]},
        {"origins": ["shop.example"]},
        {"port": 70_000},
        {"max_text": 0},
        {"colour": "#ffffff"},
    ],
)
def test_faulty_settings_are_refused(faulty: dict) -> None:
    with pytest.raises(ValidationError):
        WebSettings(**faulty)


def test_every_setting_is_described() -> None:
    assert all(field.description for field in WebSettings.model_fields.values())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Title\ntext", "<p><strong>Title</strong></p>\n<p>text</p>"),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("![x](https://evil.example/track.png)", "<p>!<a"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>"),
        ("[x](https://a.example)", 'rel="noopener noreferrer nofollow"'),
    ],
)
def test_markdown_becomes_html_that_can_do_nothing(text: str, html: str) -> None:
    assert html in Markdown().html(text)


@given(
    st.text()
    | st.lists(st.sampled_from("<>\"'&[]()!#*_`~|:/ \n") | st.sampled_from(["script", "on"])).map("".join)
)
def test_no_text_becomes_markup_of_its_own(text: str) -> None:
    html = Markdown().html(text)
    assert not re.search(r"<(?:script|style|img|iframe|svg|object|form|input)|<[^>]*\son\w+\s*=", html)


def test_a_bucket_is_full_again_after_its_time() -> None:
    now = [0.0]
    bucket = Buckets(2, 0.5, clock=lambda: now[0])
    assert [bucket.take("a"), bucket.take("a")] == [0, 0]
    assert bucket.take("a") == pytest.approx(2)
    assert bucket.take("b") == 0
    now[0] = 2.0
    assert bucket.take("a") == 0
    assert bucket.take("a") > 0


def test_buckets_do_not_pile_up() -> None:
    now = [0.0]
    buckets = Buckets(1, 1, clock=lambda: now[0])
    for number in range(10_000):
        buckets.take(str(number))
    now[0] = 5.0
    buckets.take("new")
    assert len(buckets._buckets) == 1
