"""What somebody really wrote, out of what their mail program made of it."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.email.cut import MARKER, answered, said

SHAPES: Final = {
    "gmail": "On Mon, Nov 16, 2026 at 3:14 PM Shop <help@s.example> wrote:\n\n> Hi\n> there\n",
    "gmail, wrapped": "On Mon, Nov 16, 2026 at 3:14 PM Shop Of Long Name <\nhelp@s.example> wrote:\n\n> Hi\n",
    "gmail, German": "Am Mo., 16. Nov. 2026 um 15:14 Uhr schrieb Shop <help@s.example>:\n\n> Hallo\n",
    "gmail, French": "Le lun. 16 nov. 2026 à 15:14, Shop <help@s.example> a écrit :\n\n> Bonjour\n",
    "gmail, Spanish": "El lun, 16 nov 2026 a las 15:14, Shop (<help@s.example>) escribió:\n\n> Hola\n",
    "apple": "> On 16. Nov 2026, at 15:14, Shop <help@s.example> wrote:\n> \n> Hi\n",
    "apple, German": "> Am 16.11.2026 um 15:14 schrieb Shop <help@s.example>:\n> \n> Hi\n",
    "outlook": (
        "________________________________\nFrom: Shop <help@s.example>\nSent: Monday, November 16\n"
        "To: Anna\nSubject: Re: Order\n\nHi Anna,\nplease try again\n"
    ),
    "outlook, German": "Von: Shop\nGesendet: Montag, 16. November\nAn: Anna\nBetreff: AW: X\n\nHallo",
    "outlook, French": "De : Shop\nEnvoyé : lundi 16 novembre\nÀ : Anna\nObjet : X\n\nBonjour",
    "outlook, Spanish": "De: Shop\nEnviado: lunes\nPara: Anna\nAsunto: X\n\nHola",
    "outlook, old": "-----Original Message-----\nFrom: Shop\nSent: x\nTo: y\n\nquoted",
    "signature": "-- \nAnna Berg\nTel. 123\n",
    "iphone": "Sent from my iPhone\n",
    "iphone, German": "Von meinem iPhone gesendet\n",
    "iphone, French": "Envoyé de mon iPhone\n",
    "iphone, Spanish": "Enviado desde mi iPhone\n",
    "iphone with a quote": "Sent from my iPhone\n\n> On 16 Nov 2026, at 15:14, S <h@s.io> wrote:\n> hi\n",
    "outlook for iOS": "Get Outlook for iOS<https://aka.ms/x>\n________\nFrom: S\nSent: x\nTo: y\n\nhi",
    "windows lines": "On 16/11/2026 15:14, Shop wrote:\r\n> Hi\r\n",
    "ours": f"{MARKER}\nHi",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_only_what_is_new_is_left(shape: str) -> None:
    whole = f"Thanks!\n\n{SHAPES[shape]}"
    assert said(whole) == answered(whole) == "Thanks!"


@pytest.mark.parametrize(
    "words",
    [
        "On Monday I wrote:\nplease refund me.\nFrom: me\nBest regards are not needed.",
        "Hello,\n\nI want a refund.\n\nThanks,\nAnna",
        "From: Berlin\nwe flew to Rome.",
        "Sent from the warehouse on Monday, and it never came.",
        "a\n--\n" + "\n".join(f"point {n}" for n in range(30)),
        "See:\n---------- Forwarded message ---------\nFrom: X <x@y.z>\nDate: Mon\nTo: a\n\nread this",
    ],
)
def test_what_only_looks_like_a_quote_stays(words: str) -> None:
    assert said(words) == words


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_words_that_begin_like_an_introduction_stay(between: str) -> None:
    whole = f"On it!{between}On Mon, Nov 16, 2026 Shop <help@s.example>\nwrote:\n\n> Hi"
    assert said(whole) == answered(whole) == "On it!"


def test_answers_between_the_quotes_stay_with_them() -> None:
    words = "> Which order?\n\nOrder 17\n\n> Which colour?\n\nblue"
    assert said(words) == words
    above = f"See below.\n\nOn 16/11/2026 15:14, Shop wrote:\n{words}"
    assert said(above) == above


def test_an_answer_below_the_quote_is_found() -> None:
    assert said("On 16/11/2026 15:14, Shop wrote:\n> Which order?\n> Hm?\n\nOrder 17\n") == "Order 17"


def test_what_would_leave_nothing_is_left_whole() -> None:
    assert said("> all\n> quoted") == "> all\n> quoted"
    assert said("Sent from my iPhone") == "Sent from my iPhone"


def test_an_operator_is_heard_only_above_what_is_quoted_and_links_are_taken_out() -> None:
    assert answered("> Which order?\nOrder 17") == ""
    assert answered("Yes.\n> secret\nmore") == "Yes."
    own = "https://bot.example/act/"
    assert answered(f"Look: {own}abc.def-1 here", own) == "Look: [link] here"


@given(st.text(alphabet="ab>-:@\n On wrote From Sent _", max_size=400))
def test_nothing_is_made_up(text: str) -> None:
    kept = [one.rstrip() for one in text.split("\n")]
    assert all(one in kept for one in said(text).split("\n"))
    assert all(one in kept for one in answered(text).split("\n") if one)


@pytest.mark.parametrize(
    "evil", ["On ", "> ", "-", "\n", "From: ", "On x\n", "wrote: ", "> a\nb\n", "From: a\n"]
)
def test_hostile_text_comes_to_an_end(evil: str) -> None:
    assert said(evil * (100_000 // len(evil))) is not None  # the library that was looked at took minutes
