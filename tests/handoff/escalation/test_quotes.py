"""What the agent quotes is not what the agent says."""

from handoff.answer import Answer
from handoff.escalation.judge import Judge
from handoff.escalation.memory import Memory
from handoff.escalation.options import Options


def test_a_quoted_promise_of_a_colleague_starts_no_handoff() -> None:
    quoted = Answer("As Ana wrote here:\n\n> My colleague will contact you tomorrow.", 0.9)
    assert not Judge(Options()).answer(quoted, Memory())[0].escalate


def test_the_same_words_unquoted_do() -> None:
    own = Answer("My colleague will contact you tomorrow.", 0.9)
    assert Judge(Options()).answer(own, Memory())[0].escalate
