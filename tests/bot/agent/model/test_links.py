"""Links in answers: those of the pages and of the settings stay, all others lose their address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agent.model.links import Links, hosts

LINKS = Links(wide=["shop.example"], exact=["help.partner.example"])

STAY = [
    "See https://shop.example/a?b=c#d.",
    "See http://www.shop.example:8080/x, please",
    "[our shop](https://shop.example/x)",
    '[our shop](https://shop.example/x "Title")',
    "https://help.partner.example/faq!",
    "mail us: hello@shop.example",
    "shop.example",
    "It costs 3.50 or 1,200.00; see section 2.1, e.g. this. Thanks...and bye",
]
GO = {
    "https://evil.example/x": "evil[.]example",
    "[here](https://evil.example/x)": "here",
    "![picture](https://evil.example/track.png)": "picture",
    "[shop.example](https://evil.example)": "shop.example",
    "[x](javascript:alert(1))": "x",
    "[x](javascript:a(b(c)))": "[x] (javascript:a(b(c)))",
    "[x](\njavascript:a)": "[x] (\njavascript:a)",
    "[x](data:text/html;base64,AAAA)": "x",
    "[x](//evil.example)": "x",
    "[x](&#104;ttps://evil.example)": "x",
    "https://shop.example@evil.example/x": "evil[.]example",
    "https://evil.example\\@shop.example/": "evil[.]example",
    "https://shop.example\\.evil.example/": "shop[.]example",
    "https://shop.example.evil.example/": "shop[.]example[.]evil[.]example",
    "https://notshop.example": "notshop[.]example",
    "https://sub.help.partner.example": "sub[.]help[.]partner[.]example",
    "ftp://shop.example/x": "shop[.]example",
    "tg://resolve?domain=evil": "resolve",
    "http://[::1": "http://[::1",
    "http://127.0.0.1/admin": "127[.]0[.]0[.]1",
    "evil.example/login": "evil[.]example/login",
    "www.evil.example": "www[.]evil[.]example",
    "boss@evil.example": "boss@evil[.]example",
    "evil。example": "evil[.]example",
    "https://xn--shp-tna.example/": "xn--shp-tna[.]example",
    "<https://evil.example>": "<evil[.]example>",
    "[id]: https://evil.example/x": "[id]: evil[.]example",
    "[https://evil.example](https://shop.example)": "[evil[.]example](https://shop.example)",
}


@pytest.mark.parametrize("text", STAY)
def test_these_stay(text: str) -> None:
    assert LINKS.plain(text).replace(' "Title"', "") == text.replace(' "Title"', "")


@pytest.mark.parametrize("text", GO)
def test_these_lose_their_address(text: str) -> None:
    assert LINKS.plain(text) == GO[text]


def test_hosts_of_a_page_are_found_wherever_they_stand() -> None:
    page = "See [it](https://A.example/x), b.example/y or c@c.example. Not 1.2 or e.g. this."
    assert hosts([page]) == {"a.example", "b.example", "c.example"}


pieces = st.lists(
    st.sampled_from(
        [
            "https://",
            "evil.example",
            "shop.example",
            "[",
            "](",
            ")",
            "@",
            "\\",
            "/",
            " ",
            ".",
            "!",
            "<",
            ">",
            "x",
        ]
    ),
    max_size=12,
).map("".join)


@given(text=pieces | st.text())
def test_no_address_of_a_stranger_survives(text: str) -> None:
    plain = LINKS.plain(text)
    for said in (plain, LINKS.plain(plain)):
        assert not re.search(r"evil\.example", said.replace("evil.example.shop.example", ""))


@pytest.mark.parametrize("text", ["[" * 50_000, "a." * 50_000, "![](" * 20_000, "https://" * 20_000])
def test_hostile_text_takes_no_longer_than_it_is(text: str) -> None:
    LINKS.plain(text)
