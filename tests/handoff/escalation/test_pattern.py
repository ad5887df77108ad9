"""No pattern of an admin can hold up the bot."""

import pytest

from handoff.escalation.options import RuleOptions
from handoff.escalation.pattern import readable
from handoff.escalation.rule import Rule
from handoff.escalation.text import LIMIT, Reading


@pytest.mark.parametrize(
    "expression",
    [
        "(a+)+",
        "(a*)*b",
        "(?:a+)+$",
        "((a+))+",
        "(?P<x>a+)+",
        r"(\d+\s*)+!",
        "(a|aa)+$",
        "(a|b|ab)*c",
        "([a-z]+)*\\d",
        "(.*)*",
        "(x{1,}){5,}",
        "(a?){50}",
        "a*a*a*a*b",
        ".*a.*b.*c.*d",
        "(?:(?:a*)b)*",
        "(a{0,99}){0,99}",
        "(?=(a+)+)b",
        "(a+){8}b",
        "(a|aa){30}b",
        "(a|aa|aaa|aaaa|a)" * 20,
        "a?" * 30 + "b",
    ],
)
def test_a_pattern_that_could_take_forever_is_refused_by_the_rules_name(expression: str) -> None:
    with pytest.raises(ValueError, match="rule 'slow': the pattern"):
        Rule(RuleOptions("slow", "vip", pattern=expression))


@pytest.mark.parametrize(
    "expression",
    [
        "",
        r"\bAB-\d{5}\b",
        "refund|money back",
        "(?:cancel|end) my (?:contract|plan)",
        r"order\s+\d+",
        "(?i:vip)",
        r"[(+*]{2}",
        r"\(a\+\)\+",
        "please.{0,40}manager",
        "(very )?angry",
        "colou?r",
        "(?<!not )urgent",
        r"(?:\d{3}-){2}\d{4}",
        "a{,3}",
        "{x}",
        "[]+]x",
        "refund.*now|cancel.*now|money.*back",
        r"(?:\+?\d{2,3} ?)?\d{5,}",
    ],
)
def test_an_ordinary_pattern_is_taken(expression: str) -> None:
    assert readable(expression) >= 500


@pytest.mark.parametrize("expression", ["(", "[a", "*a", "(?P<n", "a{2,1}"])
def test_a_faulty_pattern_is_refused_with_the_reason(expression: str) -> None:
    with pytest.raises(ValueError, match="no regular expression"):
        readable(expression)


def test_the_more_a_pattern_repeats_the_less_it_reads() -> None:
    assert readable("abc") == LIMIT
    assert readable("a.*b") == LIMIT
    assert readable("a.*b.*c") < LIMIT


@pytest.mark.parametrize("expression", ["a*b", "a*a*b", ".*a.*b", "a{0,30}a{0,30}b", "(a?){8}b", "(a+){2}c"])
def test_the_slowest_pattern_that_is_taken_ends_on_the_worst_text(expression: str) -> None:
    rule = Rule(RuleOptions("mine", "vip", pattern=expression))
    assert rule.see(Reading("a" * 100_000)) is None
