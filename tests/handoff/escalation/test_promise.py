"""The agent's promise of a person is taken at its word; an offer or a hint is not one."""

import pytest

from handoff.escalation.phrases.all import LANGUAGES
from handoff.escalation.promise import Promise
from handoff.escalation.text import Reading
from handoff.trigger import Mechanism
from tests.handoff.escalation.promises import NO_PROMISE, PROMISES


@pytest.fixture(scope="module")
def promise() -> Promise:
    return Promise(LANGUAGES)


@pytest.mark.parametrize("text", PROMISES)
def test_a_promised_person_fires(promise: Promise, text: str) -> None:
    signal = promise.see(Reading(text))
    assert signal is not None
    assert signal.fires
    assert (signal.mechanism, signal.category) == (Mechanism.PROMISE, "promised")


@pytest.mark.parametrize("text", NO_PROMISE)
def test_an_offer_a_hint_or_a_refusal_is_no_promise(promise: Promise, text: str) -> None:
    assert promise.see(Reading(text)) is None
