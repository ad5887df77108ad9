"""Secrets, addresses and contacts' words leave a line; times, ids and counts stay."""

from dataclasses import dataclass

import pytest

from bot.redaction import Redaction, cleaned
from handoff.content import Content
from handoff.ids import Address


@pytest.mark.parametrize(
    "secret",
    [
        "Bearer abcdef0123456789",
        "bearer eyJvIjoiYW5uYSJ9.AbCdEf",
        "Basic dXNlcjpwYXNz",
        "sk-proj-abcdefghijklmnop1234",
        "xoxb-123456789012-abcdefGHIJKL",
        "xapp-1-A0123456789-abcdef0123",
        "https://api.telegram.org/bot123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc/getMe",
        "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs",
        "/inbox/login?code=eyJvIjoiYW5uYSJ9.sig",
        "/files/1?sig=0123abcd&token=zzz",
        "AKIAIOSFODNN7EXAMPLE",
        "https://hooks.example/?api_key=0123456789",
    ],
)
def test_what_looks_like_a_key_is_hidden(secret: str) -> None:
    line = cleaned(f"it failed: {secret} (again)")
    assert "[hidden]" in line
    assert line.startswith("it failed: ")
    assert line.endswith("(again)")
    for part in ("abcdef", "eyJ", "AAEh", "ZnCj", "0123", "IOSF", "dXNl", "zzz"):
        assert part not in line.replace("bot[hidden]", "")


def test_the_password_in_an_address_is_hidden_and_the_host_stays() -> None:
    assert cleaned("postgresql://bot:hunter2@db.example:5432/x") == "postgresql://[hidden]@db.example:5432/x"


@pytest.mark.parametrize("mail", ["anna@shop.example", "o'neil+x@a-b.example", "аnna@пример.example"])
def test_mail_addresses_are_hidden(mail: str) -> None:
    assert cleaned(f"to {mail}, today") == "to [mail], today"


@pytest.mark.parametrize(
    "number",
    ["+49 30 1234567", "+1 (555) 123-4567", "0049301234567", "030 1234567", "0171/1234567", "555-123-4567"],
)
def test_phone_numbers_are_hidden(number: str) -> None:
    assert cleaned(f"call {number} now") == "call [phone] now"


@pytest.mark.parametrize(
    "plain",
    [
        "2026-11-21T03:50:16.123456Z",
        "2026-11-21 03:50:16",
        "c1f0a9b8c7d6e5f4a3b2",
        "H-1042",
        "127.0.0.1:8080",
        "192.168.100.200",
        "row c1f0:5:web took 0.123456789 s, 1763697016.25",
        "uuid 123e4567-e89b-12d3-a456-426614174000",
        "status code 404, exit code: 1",
    ],
)
def test_times_ids_and_numbers_stay(plain: str) -> None:
    assert cleaned(plain) == plain


def test_a_contacts_words_become_their_length_wherever_they_are() -> None:
    words = "my card is broken"
    event = {
        "event": "said",
        "text": words,
        "message": {"content": Content(words), "seq": 3},
        "said": [words],
    }
    clean = Redaction()(None, "info", event)
    assert words not in repr(clean)
    assert clean["text"] == "<17>"
    assert clean["message"]["seq"] == 3
    assert words in repr(Redaction(texts=True)(None, "info", event))


def test_secrets_are_hidden_by_their_keys_name_also_when_texts_are_wanted() -> None:
    event = {
        "bot_token": "plain",
        "headers": {"Authorization": "x", "Accept": "y"},
        "Cookie": ["z"],
        "password": 1.5,
    }
    clean = Redaction(texts=True)(None, "info", event)
    assert clean["bot_token"] == clean["Cookie"] == clean["headers"]["Authorization"] == "[hidden]"
    assert clean["headers"]["Accept"] == "y"


def test_objects_are_taken_apart_so_that_no_renderer_shows_what_is_in_them() -> None:
    @dataclass
    class Call:
        url: str
        text: str
        to: Address

    call = Call("https://u:secret@h/x", "hello there", Address("web", "abc"))
    clean = Redaction()(None, "info", {"call": call, "error": ValueError("mail to anna@shop.example")})
    assert clean["call"] == {"url": "https://[hidden]@h/x", "text": "<11>", "to": "web:abc"}
    assert clean["error"] == "mail to [mail]"


def test_a_long_line_takes_no_time() -> None:
    assert cleaned("1234 " * 20_000).startswith("1234")
    assert cleaned("a@" * 20_000).startswith("a@")
    assert len(cleaned("a." * 20_000)) == 40_000
