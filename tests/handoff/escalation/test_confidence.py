"""What the agent's own answers say."""

from handoff.answer import Answer, Plea
from handoff.escalation.confidence import confidence
from handoff.escalation.memory import Memory
from handoff.escalation.options import Options

UNKNOWN = Answer("I don't know.", known=False)
UNSURE = Answer("Perhaps.", confidence=0.2)
SURE = Answer("Yes.", confidence=0.9)


def test_one_miss_alone_offers_and_never_hands_over() -> None:
    for options in (Options(), Options(max_misses=1)):
        signal, memory = confidence(UNKNOWN, Memory(), options)
        assert signal is not None
        assert signal.offers
        assert not signal.fires
        assert memory.misses == 1


def test_misses_in_a_row_hand_over() -> None:
    _, memory = confidence(UNSURE, Memory(), Options())
    signal, memory = confidence(UNKNOWN, memory, Options())
    assert signal is not None
    assert signal.fires
    assert signal.category == "unknown_answer"
    assert memory.misses == 2


def test_a_good_answer_ends_the_row() -> None:
    for good in (SURE, Answer("no opinion of my own")):
        signal, memory = confidence(good, Memory(misses=1), Options())
        assert signal is None
        assert memory.misses == 0


def test_the_agents_own_plea_hands_over_at_once_with_its_category() -> None:
    answer = Answer("One moment.", confidence=0.9, plea=Plea("needs a refund above the limit", "refund"))
    signal, _ = confidence(answer, Memory(), Options())
    assert signal is not None
    assert signal.fires
    assert (signal.category, signal.reason) == ("refund", "needs a refund above the limit")


def test_a_confidence_out_of_its_bounds_keeps_the_score_in_them() -> None:
    for strange in (-5.0, float("-inf")):
        signal, _ = confidence(Answer("x", confidence=strange), Memory(), Options())
        assert signal is not None
        assert 0.0 <= signal.score <= 1.0
