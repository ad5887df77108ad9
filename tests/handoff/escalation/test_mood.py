"""Anger builds up over turns; danger to life does not wait."""

import pytest

from handoff.escalation.memory import Memory
from handoff.escalation.mood import Mood
from handoff.escalation.options import Options
from handoff.escalation.phrases.all import LANGUAGES
from handoff.escalation.text import Reading
from handoff.trigger import Signal

MOOD = Mood(LANGUAGES)


def after(*texts: str) -> tuple[Signal | None, Memory]:
    signal, memory = None, Memory()
    for text in texts:
        signal, memory = MOOD.see(Reading(text), memory, Options())
    return signal, memory


@pytest.mark.parametrize(
    "text",
    [
        "this does not help",
        "I am disappointed",
        "das ist falsch",
        "still waiting!!!",
        "USELESS IDIOTS YOU ARE LIARS!!!",
    ],
)
def test_no_single_message_hands_over(text: str) -> None:
    signal, _ = after(text)
    assert signal is not None
    assert not signal.fires


def test_one_insult_offers_and_a_second_hands_over() -> None:
    first, _ = after("you are a useless idiot")
    second, _ = after("you are a useless idiot", "this is unacceptable, you are pathetic!!!")
    assert first is not None
    assert first.offers
    assert second is not None
    assert second.fires
    assert second.category == "distress"


def test_mild_complaints_never_hand_over_however_many() -> None:
    signal, _ = after(*["this is not helpful"] * 20)
    assert signal is not None
    assert not signal.fires


def test_calm_turns_calm_the_mood() -> None:
    _, angry = after("you are an idiot")
    signal, calm = MOOD.see(Reading("where is my order?"), angry, Options())
    assert signal is None
    assert calm.mood < angry.mood


@pytest.mark.parametrize(
    "text", ["I want to kill myself", "ich will mich umbringen", "quiero morir", "我想自杀", "хочу умереть"]
)
def test_danger_to_life_goes_to_a_person_at_once(text: str) -> None:
    signal, memory = after(text)
    assert signal is not None
    assert signal.fires
    assert memory.mood == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "you are stupid",
        "du bist dumm",
        "tu es nul",
        "eres idiota",
        "sei uno stupido",
        "ты идиот",
        "お前はバカだ",
        "你是白痴",
    ],
)
def test_an_insult_is_heard_in_many_languages(text: str) -> None:
    signal, _ = after(text)
    assert signal is not None
    assert signal.score >= 0.5


@pytest.mark.parametrize(
    "text", ["I am not angry", "thank you, that was great", "hello", "ORDER AB-1234 FROM DHL", ""]
)
def test_calm_words_are_no_anger(text: str) -> None:
    signal, _ = after(text)
    assert signal is None or not (signal.fires or signal.offers)


def test_shouting_weighs_more_than_the_same_words_said_quietly() -> None:
    loud, quiet = after("THIS IS WRONG AND BAD!!!"), after("this is wrong and bad")
    assert loud[1].mood > quiet[1].mood
