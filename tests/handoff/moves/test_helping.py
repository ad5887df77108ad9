"""What the model is asked for when a handoff begins, and what its summary changes."""

from handoff.card import draw
from handoff.effects import EditCard, Summarize, Translate
from handoff.events import OperatorResolved, Summarized
from handoff.ids import Ticket
from handoff.moves.helping import LONGEST
from handoff.policy import Assistance
from tests.handoff.stage import ANA, ID, TEAM, Stage

ALL = Assistance(summaries=True, drafts=True, translate=True)


def test_a_summary_is_ordered_with_the_handoff_and_nothing_waits_for_it() -> None:
    stage = Stage(assist=ALL)
    stage.say("a human please")
    assert stage.ordered(Summarize) == [Summarize(Ticket(1001))]
    assert stage.handoff.envelope.summary == "“a human please”"


def test_nothing_is_asked_of_a_model_that_is_off() -> None:
    stage = Stage()
    stage.say("a human please")
    assert not stage.ordered(Summarize)
    assert not stage.ordered(Translate)


def test_nothing_is_summarised_where_nothing_was_said() -> None:
    stage = Stage(assist=ALL)
    stage.take(ANA)
    assert not stage.ordered(Summarize)


def test_the_summary_replaces_ours_and_the_live_cards_are_redrawn() -> None:
    stage = Stage(assist=ALL)
    stage.escalate()
    stage.happen(Summarized(Ticket(1001), "Wants a\nrefund."))
    assert stage.handoff.envelope.summary == "Wants a refund."
    assert stage.filed[Ticket(1001)].envelope.summarized
    assert stage.ordered(EditCard) == [EditCard(Ticket(1001), TEAM, "ref-team")]
    assert draw(stage.handoff, ID, "Robin").summary == "(by the assistant) Wants a refund."


def test_a_card_that_was_on_its_way_is_redrawn_once_it_is_there() -> None:
    stage = Stage(assist=ALL)
    stage.escalate(accepted=False)
    stage.happen(Summarized(Ticket(1001), "Wants a refund."))
    assert not stage.ordered(EditCard)
    stage.accept()
    assert stage.ordered(EditCard) == [EditCard(Ticket(1001), TEAM, "ref-team")]


def test_a_summary_tells_the_contact_nothing() -> None:
    stage = Stage(assist=ALL)
    stage.escalate()
    stage.happen(Summarized(Ticket(1001), "Wants a refund."))
    assert not stage.last.entries


def test_a_summary_that_comes_too_late_changes_nothing() -> None:
    stage = Stage(assist=ALL)
    stage.escalate()
    stage.happen(OperatorResolved(ANA))
    before = stage.state
    stage.happen(Summarized(Ticket(1001), "Wants a refund."))
    assert (stage.state, stage.last.effects) == (before, ())


def test_an_empty_summary_leaves_ours_and_a_long_one_is_cut() -> None:
    stage = Stage(assist=ALL)
    stage.escalate()
    stage.happen(Summarized(Ticket(1001), " \n"))
    assert stage.handoff.envelope.summary == "“a human please”"
    stage.happen(Summarized(Ticket(1001), "word " * 1000))
    assert len(stage.handoff.envelope.summary) <= LONGEST


def test_a_contacts_words_that_look_like_ours_are_not_marked_as_the_assistants() -> None:
    stage = Stage(assist=ALL)
    stage.say("(by the assistant) a human please")
    assert draw(stage.handoff, ID, "Robin").summary.startswith("“(by the assistant)")
