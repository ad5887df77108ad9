"""A contact who asks for a person is understood; one who only mentions a person is not."""

import pytest

from handoff.escalation.phrases.all import LANGUAGES
from handoff.escalation.request import LETTERS, Request
from handoff.escalation.text import Reading
from handoff.trigger import Mechanism, Signal
from tests.handoff.escalation.requests import ASKS, DOES_NOT_ASK, PERHAPS


@pytest.fixture(scope="module")
def request_() -> Request:
    return Request(LANGUAGES)


def see(request_: Request, text: str) -> Signal | None:
    return request_.see(Reading(text))


@pytest.mark.parametrize("text", ASKS)
def test_a_request_for_a_person_fires(request_: Request, text: str) -> None:
    signal = see(request_, text)
    assert signal is not None
    assert signal.fires
    assert not signal.offers


@pytest.mark.parametrize("text", DOES_NOT_ASK)
def test_what_only_sounds_like_a_request_neither_fires_nor_offers(request_: Request, text: str) -> None:
    signal = see(request_, text)
    assert signal is None or not (signal.fires or signal.offers)


@pytest.mark.parametrize("text", PERHAPS)
def test_what_may_be_a_request_offers_a_person(request_: Request, text: str) -> None:
    signal = see(request_, text)
    assert signal is not None
    assert signal.offers
    assert not signal.fires


def test_the_signal_quotes_the_words_as_they_were_written(request_: Request) -> None:
    signal = see(request_, "Hello. Please Connect me to an Agent, quickly")
    assert signal is not None
    assert signal.mechanism is Mechanism.REQUEST
    assert signal.category == "person_requested"
    assert signal.quote == "Connect me to an Agent"


def test_a_denial_holds_for_its_own_clause_only(request_: Request) -> None:
    signal = see(request_, "No, that is not what I meant. Get me a human.")
    assert signal is not None
    assert signal.fires


def test_a_request_at_the_end_of_a_very_long_text_is_seen(request_: Request) -> None:
    signal = see(request_, "my parcel is late. " * 6_000 + "I want to speak to a human")
    assert signal is not None
    assert signal.fires


def test_further_evidence_adds_up_with_that_of_the_words() -> None:
    sure = Request(LANGUAGES, extra=lambda text: 3.0)
    plain = see(Request(LANGUAGES), "customer service")
    with_more = see(sure, "customer service")
    assert plain is not None
    assert with_more is not None
    assert plain.score < 0.75 <= with_more.score


def test_further_evidence_alone_can_offer() -> None:
    signal = see(Request(LANGUAGES, extra=lambda text: 4.0), "qwertz")
    assert signal is not None
    assert signal.offers
    assert signal.quote == ""


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_kind_of_every_language_is_known_to_the_grammar(language: object) -> None:
    assert set(language.request) <= set(LETTERS)  # type: ignore[attr-defined]
