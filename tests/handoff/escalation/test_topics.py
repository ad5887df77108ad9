"""The built-in rules: threats with the law, and inquiries of high value."""

import pytest

from handoff.escalation.legal import legal
from handoff.escalation.phrases.all import LANGUAGES
from handoff.escalation.text import Reading
from handoff.escalation.value import value

LEGAL, VALUE = legal(LANGUAGES), value(LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        "My lawyer will be in touch.",
        "I'm taking you to court for this",
        "I will sue you",
        "I am filing a complaint with the ombudsman",
        "you will hear from my attorney",
        "Ich werde rechtliche Schritte einleiten",
        "Sie hören von meinem Anwalt",
        "je vais porter plainte",
        "mon avocat va vous contacter",
        "voy a demandarlos",
        "vi faccio causa",
        "Я подам на вас в суд",
        "我要起诉你们",
        "弁護士に相談します",
    ],
)
def test_a_threat_with_the_law_is_seen(text: str) -> None:
    signal = LEGAL.see(Reading(text))
    assert signal is not None
    assert signal.fires
    assert signal.category == "legal"


@pytest.mark.parametrize(
    "text",
    [
        "do you have a discount for lawyers",
        "where can I find the legal notice",
        "I booked the tennis court for six",
        "please send the invoice to our legal department",
        "where is my order",
        "how do I appeal a rejected payment",
    ],
)
def test_a_mere_word_of_law_is_no_threat(text: str) -> None:
    signal = LEGAL.see(Reading(text))
    assert signal is None or not signal.fires


@pytest.mark.parametrize(
    "text",
    [
        "we need a quote for 250 licences",
        "Can we get volume discounts on 10,000 units?",
        "we are looking for an enterprise agreement",
        "Wir brauchen ein Angebot für 80 Arbeitsplätze",
        "nous voulons un devis pour 120 postes",
        "necesitamos 300 licencias",
        "ci serve un preventivo per 40 postazioni",
        "我们想批量采购",
    ],
)
def test_an_inquiry_of_high_value_is_seen(text: str) -> None:
    signal = VALUE.see(Reading(text))
    assert signal is not None
    assert signal.fires
    assert signal.category == "high_value"


@pytest.mark.parametrize(
    "text",
    [
        "how much is one licence",
        "I want to buy 2 pieces",
        "cancel my order of 100 units",
        "what is the price?",
    ],
)
def test_an_ordinary_purchase_is_not(text: str) -> None:
    signal = VALUE.see(Reading(text))
    assert signal is None or not signal.fires
