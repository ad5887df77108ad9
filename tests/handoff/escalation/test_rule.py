"""The admin's words and patterns."""

import pytest

from handoff.escalation.options import On, RuleOptions
from handoff.escalation.rule import Rule
from handoff.escalation.text import Reading


def found(text: str, **options: object) -> bool:
    rule = Rule(RuleOptions("mine", "vip", **options))  # type: ignore[arg-type]
    return rule.see(Reading(text)) is not None


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("refund", "Where is my REFUND?"),
        ("Kündigung", "das ist meine KÜNDIGUNG!"),
        ("résilier", "je veux resilier"),
        ("money back", "I want my money\n  back"),
        ("c++", "a book on C++ please"),
        ("退款", "我要退款谢谢"),
        ("возврат", "Возврат!"),
        ("don't pay", "I don’t pay for this"),
    ],
)
def test_a_word_is_found_in_any_case_and_spelling(word: str, text: str) -> None:
    assert found(text, words=(word,))


@pytest.mark.parametrize(
    ("word", "text"), [("cat", "a category"), ("refund", "refundable"), ("суд", "посуда")]
)
def test_a_word_is_not_found_inside_another(word: str, text: str) -> None:
    assert not found(text, words=(word,))


def test_a_pattern_is_found_in_any_case() -> None:
    assert found("order ab-12345 is missing", pattern=r"\bAB-\d{5}\b")
    assert not found("order ab-1234 is missing", pattern=r"\bAB-\d{5}\b")


def test_the_signal_names_the_rule_its_category_and_the_words() -> None:
    signal = Rule(RuleOptions("gold", "vip", words=("gold card",))).see(Reading("my Gold card is lost"))
    assert signal is not None
    assert (signal.category, signal.quote, signal.fires, signal.score) == ("vip", "gold card", True, 1.0)
    assert "gold" in signal.reason


def test_a_rule_without_words_or_pattern_finds_nothing() -> None:
    assert not found("anything", words=("", " "))


@pytest.mark.parametrize(
    ("on", "contact", "agent"),
    [(On.CONTACT, True, False), (On.AGENT, False, True), (On.BOTH, True, True)],
)
def test_a_rule_reads_whose_text_it_was_told_to(on: On, contact: bool, agent: bool) -> None:
    rule = Rule(RuleOptions("mine", "vip", words=("x",), on=on))
    assert rule.reads(On.CONTACT) is contact
    assert rule.reads(On.AGENT) is agent
