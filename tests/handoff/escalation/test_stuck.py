"""The same question again, in the same words or others."""

import pytest

from handoff.escalation.memory import Memory
from handoff.escalation.options import Options
from handoff.escalation.stuck import REMEMBERED, stuck
from handoff.escalation.text import Reading
from handoff.trigger import Signal


def after(*texts: str, misses: int = 0, options: Options | None = None) -> tuple[Signal | None, Memory]:
    signal, memory = None, Memory(misses=misses)
    for text in texts:
        signal, memory = stuck(Reading(text), memory, options or Options())
    return signal, memory


def test_the_third_time_the_same_question_hands_over_and_the_second_offers() -> None:
    question = "where is my parcel 4711?"
    assert after(question)[0] is None
    second, third = after(question, question)[0], after(question, question, question)[0]
    assert second is not None
    assert second.offers
    assert not second.fires
    assert third is not None
    assert third.fires
    assert third.category == "stuck"


def test_a_question_in_other_words_is_the_same_question() -> None:
    signal, memory = after("Where is my parcel?", "so where's the parcel", "PARCEL where???")
    assert signal is not None
    assert signal.fires
    assert memory.repeats == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("how do I cancel my order", "how do I change my order"),
        ("where is my parcel", "where is my invoice"),
        ("wie kann ich bezahlen", "wie kann ich kündigen"),
        ("怎么退货", "运费多少钱"),
    ],
)
def test_another_question_is_another_question(one: str, other: str) -> None:
    signal, memory = after(one, other)
    assert signal is None
    assert memory.repeats == 0


def test_words_that_ask_nothing_are_never_repeated() -> None:
    signal, memory = after("yes", "yes", "ok thanks", "yes", "hello", "hello", "?", "")
    assert signal is None
    assert memory == Memory()


def test_a_repeat_after_misses_hands_over_sooner() -> None:
    signal, _ = after("do you ship to Malta", "do you ship to malta?", misses=2)
    assert signal is not None
    assert signal.fires


def test_a_repeat_in_writing_without_spaces_is_seen() -> None:
    signal, _ = after("我的包裹在哪里", "我的包裹在哪里啊", "请问我的包裹在哪里")
    assert signal is not None
    assert signal.fires


def test_the_memory_stays_small() -> None:
    _, memory = after(*[f"question number{place} about thing{place} " * 900 for place in range(20)])
    assert len(memory.asked) == REMEMBERED
    assert all(len(asked) < 300 for asked in memory.asked)
