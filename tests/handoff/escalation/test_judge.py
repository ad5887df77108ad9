"""All mechanisms together: the first in their order wins, and all that were seen are recorded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.answer import Answer, Plea
from handoff.escalation.judge import Judge
from handoff.escalation.memory import Memory, rested
from handoff.escalation.options import On, Options, RuleOptions
from handoff.policy import Judging
from handoff.trigger import Mechanism

JUDGE = Judge(Options())
SWITCHABLE = frozenset(mechanism.value for mechanism in Mechanism)
WORDS = st.sampled_from(
    [
        "I",
        "don't",
        "want",
        "to",
        "talk",
        "to",
        "a",
        "bot",
        "human",
        "agent",
        "please",
        "no",
        "not",
        "transfer",
        "me",
        "人工",
        "客服",
        "человек",
        "idiot",
        "!!!",
        "???",
        "my",
        "lawyer",
        "sue",
        "500",
        "licences",
        "'",
        "--",
        "\n",
        "|",
        ".",
        ",",
        "the",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=300),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.builds(lambda text, times: text * times, st.text(max_size=6), st.integers(0, 20_000)),
)


def test_a_judge_is_what_the_core_asks_for() -> None:
    judging: Judging = JUDGE
    assert judging.contact("hello", Memory())[0].trigger is None


def test_the_request_wins_over_the_mood_and_both_are_recorded() -> None:
    verdict, _ = JUDGE.contact("you are a useless idiot, get me a human", Memory(mood=0.9))
    assert verdict.trigger is not None
    assert verdict.trigger.mechanism is Mechanism.REQUEST
    assert verdict.trigger.category == "person_requested"
    assert [signal.mechanism for signal in verdict.trigger.signals] == [Mechanism.REQUEST, Mechanism.MOOD]
    assert verdict.trigger.signals == verdict.signals
    assert not verdict.offer


def test_ordinary_words_give_no_verdict() -> None:
    verdict, memory = JUDGE.contact("When does the shop open?", Memory())
    assert (verdict.trigger, verdict.offer, verdict.signals) == (None, False, ())
    assert memory.asked


def test_a_perhaps_is_an_offer() -> None:
    verdict, _ = JUDGE.contact("customer service", Memory())
    assert verdict.trigger is None
    assert verdict.offer


@pytest.mark.parametrize("off", [frozenset({"request"}), SWITCHABLE])
def test_a_request_is_never_switched_off(off: frozenset[str]) -> None:
    verdict, _ = Judge(Options(off=off)).contact("I want to talk to a human", Memory())
    assert verdict.trigger is not None
    assert verdict.trigger.mechanism is Mechanism.REQUEST


def test_a_mechanism_that_is_off_leaves_no_signal() -> None:
    judge = Judge(Options(off=frozenset({"mood", "promise", "rule"})))
    assert judge.contact("you idiot, my lawyer will sue you", Memory())[0].signals == ()
    assert judge.answer(Answer("I'll transfer you to a colleague."), Memory())[0].signals == ()


def test_a_built_in_rule_can_be_switched_off_by_its_name() -> None:
    judge = Judge(Options(off=frozenset({"legal"})))
    assert judge.contact("I will sue you", Memory())[0].trigger is None
    assert judge.contact("we need a quote for 900 licences", Memory())[0].trigger is not None


def test_the_admins_rules_come_before_the_built_in_ones() -> None:
    judge = Judge(Options(rules=(RuleOptions("court", "press", words=("court",)),)))
    verdict, _ = judge.contact("I am going to court", Memory())
    assert verdict.trigger is not None
    assert verdict.trigger.category == "press"
    assert [signal.category for signal in verdict.signals] == ["press", "legal"]


def test_a_rule_on_the_agents_words_reads_only_those() -> None:
    judge = Judge(Options(rules=(RuleOptions("refund", "refund", words=("refund",), on=On.AGENT),)))
    assert judge.contact("refund", Memory())[0].trigger is None
    trigger = judge.answer(Answer("Your refund is on the way"), Memory())[0].trigger
    assert trigger is not None
    assert trigger.category == "refund"


def test_the_admins_category_takes_the_place_of_a_mechanisms_own() -> None:
    judge = Judge(Options(categories={"request": "vip", "failure": "broken", "manual": "hand"}))
    trigger = judge.contact("human please", Memory())[0].trigger
    assert trigger is not None
    assert trigger.category == "vip"
    assert {signal.category for signal in trigger.signals} == {"vip"}
    assert judge.failed("timed out").category == "broken"
    assert judge.manual("a hunch").category == "hand"
    assert judge.manual("a hunch", "fraud").category == "fraud"


def test_a_failure_and_a_hand_made_trigger_say_what_they_are() -> None:
    failed, manual = JUDGE.failed("timed out"), JUDGE.manual("a hunch")
    assert (failed.mechanism, failed.category, failed.reason) == (
        Mechanism.FAILURE,
        "agent_failed",
        "timed out",
    )
    assert (manual.mechanism, manual.category, manual.reason) == (Mechanism.MANUAL, "manual", "a hunch")


def test_an_unknown_answer_twice_in_a_row_hands_over() -> None:
    _, memory = JUDGE.answer(Answer("I don't know.", known=False), Memory())
    verdict, _ = JUDGE.answer(Answer("I don't know.", known=False), memory)
    assert verdict.trigger is not None
    assert verdict.trigger.mechanism is Mechanism.CONFIDENCE


def test_a_promise_wins_over_the_agents_own_plea() -> None:
    answer = Answer("I'll transfer you to a colleague.", plea=Plea("asked for one"))
    verdict, _ = JUDGE.answer(answer, Memory())
    assert verdict.trigger is not None
    assert verdict.trigger.mechanism is Mechanism.PROMISE
    assert len(verdict.signals) == 2


def test_after_a_return_nothing_of_before_is_remembered() -> None:
    assert rested(Memory(0.9, ("a", "b"), 2, 3)) == Memory()


def test_a_faulty_rule_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="'slow'"):
        Judge(Options(rules=(RuleOptions("slow", "x", pattern="(a+)+"),)))


@given(TEXTS, st.floats(0, 1), st.integers(0, 50))
def test_any_text_whatever_gets_the_same_sane_verdict_twice(text: str, mood: float, misses: int) -> None:
    before = Memory(mood=mood, misses=misses)
    first, memory = JUDGE.contact(text, before)
    assert (first, memory) == JUDGE.contact(text, before)
    assert 0.0 <= memory.mood <= 1.0
    assert all(0.0 <= signal.score <= 1.0 for signal in first.signals)
    assert not any(signal.fires and signal.offers for signal in first.signals)
    assert (first.trigger is not None) == any(signal.fires for signal in first.signals)


@given(TEXTS, st.none() | st.floats(), st.booleans())
def test_any_answer_whatever_gets_a_sane_verdict(text: str, sure: float | None, known: bool) -> None:
    verdict, memory = JUDGE.answer(Answer(text, sure, known), Memory())
    assert all(0.0 <= signal.score <= 1.0 for signal in verdict.signals)
    assert memory.misses in (0, 1)
