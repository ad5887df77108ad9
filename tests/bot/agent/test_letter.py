"""Who is greeted and who signs a letter says nothing about what is asked; nothing else is taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agent.knowledge.letter import body

ASKED = "How long do I have to return something"


@pytest.mark.parametrize(
    ("greeting", "closing"),
    [
        ("Hello,", "Best,\nAnna"),
        ("Dear team,", "Kind regards,\n\nAnna Berg\nMain Street 1, Vienna\n+43 1 234567"),
        ("Good morning!", "Thanks in advance\nAnna"),
        ("Sehr geehrte Damen und Herren,", "Mit freundlichen Grüßen\nAnna Berg"),
        ("Hallo zusammen,", "Viele liebe Grüße\nAnna"),
        ("Guten Tag,", "LG Anna"),
        ("Bonjour,", "Cordialement,\nAnna Berg"),
        ("Hola,", "Un saludo,\nAnna"),
        ("Hi,", "Thank you for your help."),
    ],
)
def test_a_letter_is_what_stands_between(greeting: str, closing: str) -> None:
    assert body(f"{greeting}\n\n{ASKED}\n\n{closing}\n").strip() == ASKED
    assert body(f"Returns\n\n{greeting}\n\n{ASKED}\n\n{closing}").split() == ["Returns", *ASKED.split()]


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        "thanks\nanna",
        "Hello,\nthanks",
        f"{ASKED}\nthanks\nwhere is my parcel",
        f"{ASKED}\nThanks\nAnd where is my parcel?",
        f"{ASKED}\nThanks\nAnna\nwhere is my parcel",
        f"{ASKED}\nBest price for two tents",
        "Hello, where is my parcel?",
        "Dear is what your tents are",
    ],
)
def test_what_may_ask_something_stays(text: str) -> None:
    assert [line for line in body(text).splitlines() if line != "Hello,"] == [
        line for line in text.splitlines() if line != "Hello,"
    ]


@given(st.text(alphabet="Hello, thanks best\nAnna?ß", max_size=80))
def test_something_is_always_left_of_what_says_something(text: str) -> None:
    assert bool(body(text).strip()) == bool(text.strip())
