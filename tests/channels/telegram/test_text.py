"""Markdown becomes Telegram's formatting, nothing else becomes anything, and cuts break nothing."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegramify_markdown import utf16_len

from channels.base import Voice
from channels.telegram.outbound import entities_of, words
from channels.telegram.pieces import MOST, pieces
from channels.telegram.text import Rich, markdown, plain, still
from handoff.content import Content, Field, Source
from handoff.ids import Address
from handoff.transcript import Author, AuthorKind
from tests.channels.telegram.harness import outgoing
from tests.platforms.telegram import markup

BLANK = " \n\t\u200b\u200c\u200d\u2060\ufeff\u00a0"
ALIVE = {"mention", "text_mention", "text_link", "bot_command", "custom_emoji"}


def parts(rich: Rich) -> list[tuple[str, str]]:
    raw = rich.text.encode("utf-16-le")
    return [
        (one.type, raw[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le"))
        for one in rich.entities
    ]


def kinds(rich: Rich) -> set[str]:
    """Return what Telegram makes of a text, by TDLib's own eyes."""
    _, entities = markup.read(rich.text, None, [one.to_dict() for one in entities_of(rich)], MOST)
    return {str(entity["type"]) for entity in entities}


@pytest.mark.parametrize(
    ("text", "shown", "made"),
    [
        ("**bold** _it_ `c`", "bold it c", [("bold", "bold"), ("italic", "it"), ("code", "c")]),
        ("# Title\ntext", "Title\ntext", [("bold", "Title")]),
        ("- a\n- b", "• a\n• b", []),
        ("[shop](https://shop.example)", "shop", [("text_link", "shop")]),
        ("[x](javascript:alert(1)) [y](tg://user?id=1)", "x y", []),
        ("![e](tg://emoji?id=5368324170671202286)", "e", []),
        ("```mermaid\ngraph TD\n```", "graph TD", [("pre", "graph TD")]),
        ("😀 **fett**", "😀 fett", [("bold", "fett")]),
        ("[mail us](mailto:a@shop.example)", "mail us (a@shop.example)", []),
        ("`a <b>` <c>", "a <b> <c>", [("code", "a <b>")]),
        ("![](https://shop.example/a.png)", "![](https://shop.example/a.png)", []),
        ("2 * 3 * 4 snake_case <b>", "2 * 3 * 4 snake_case <b>", []),
    ],
)
def test_markdown_becomes_formatting(text: str, shown: str, made: list[tuple[str, str]]) -> None:
    rich = markdown(text)
    assert (rich.text.strip(), parts(rich)) == (shown, made)


NASTY = [
    *"@@@///ab_Z9 .:-(#\n<>\"'é\u0301😀,*[]()`~|",
    "http://",
    "https://x.com/",
    "t.me/",
    "@anna",
    "/take",
    "tg://user?id=1",
]


@given(st.lists(st.sampled_from(NASTY), max_size=30).map("".join))
def test_no_word_of_a_contact_comes_alive(text: str) -> None:
    for voice in (Voice.TEAM, Voice.NOTE):
        author = Author(AuthorKind.CONTACT, text[:20])
        for piece in words(outgoing(Address("telegram", "-1"), text, author, voice=voice)):
            assert not kinds(piece) & ALIVE


@given(st.text(max_size=200), st.sampled_from([*AuthorKind]), st.sampled_from([*Voice]))
def test_whatever_is_said_telegram_takes_it(text: str, kind: AuthorKind, voice: Voice) -> None:
    content = Content(
        text, fields=(Field(text[:5], text),), sources=(Source(text, text, "https://x.example"),)
    )
    for piece in words(
        outgoing(Address("telegram", "1"), author=Author(kind, text[:9]), content=content, voice=voice)
    ):
        if piece.text.strip(BLANK):
            kinds(piece)


@given(
    st.lists(
        st.sampled_from(["word ", "😀", "\n", "\n\n", "**bold text** ", "`code` ", "@", "x" * 50]),
        max_size=400,
    ).map("".join),
    st.integers(60, 300),
)
def test_a_cut_loses_no_word_and_breaks_no_character(text: str, most: int) -> None:
    whole = markdown(text)
    cut = pieces(whole, most)
    assert all(0 < utf16_len(piece.text) <= most for piece in cut)
    assert "".join("".join(piece.text for piece in cut).split()) == "".join(whole.text.split())
    for piece in cut:
        assert all(0 <= one.offset < one.offset + one.length <= piece.size for one in piece.entities)


def test_a_code_block_goes_on_in_the_next_message() -> None:
    code = "\n".join(f"line {number}" for number in range(900))
    cut = pieces(markdown(f"```py\n{code}\n```"))
    assert len(cut) == 2
    assert all([one.type for one in piece.entities] == ["pre"] for piece in cut)


def test_a_cut_keeps_a_link_whole() -> None:
    cut = pieces(markdown("word " * 18 + "[a label of four words](https://x.example) end"), 100)
    assert [kind for piece in cut for kind in parts(piece)] == [("text_link", "a label of four words")]


@pytest.mark.parametrize("text", ["a@shop.example", "https://shop.com/@bob/-/x", "1/2", "and/or"])
def test_mail_pages_and_fractions_stay_as_they_are(text: str) -> None:
    assert still(plain(text)).text == text


def test_a_labelled_link_shows_the_team_where_it_leads() -> None:
    text = "😀 **see [the shop](https://shop.example/a) now** and [more](https://b.example)"
    out = outgoing(Address("telegram", "-1"), text, voice=Voice.TEAM)
    (piece,) = words(out)
    said = "😀 see the shop (https://shop.example/a) now and more (https://b.example)"
    assert piece.text == f"Robin · assistant\n{said}"
    named, shown = ("bold", "Robin · assistant"), ("bold", "see the shop (https://shop.example/a) now")
    assert parts(piece) == [named, shown]


def test_what_no_message_can_hold_is_cleaned() -> None:
    assert plain("a\x00b\ud800c").text == "a b?c"
    assert set(plain(string.printable).text) <= set(string.printable)
