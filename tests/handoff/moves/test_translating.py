"""Two languages: what is ordered, what the contact is told and when, and that nothing is lost or doubled."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.content import Content
from handoff.effects import Deliver, Relay, ShowMark, Translate, TranslateReply
from handoff.events import (
    ContactEdited,
    ContactSaid,
    LanguageHeard,
    OperatorDeleted,
    OperatorEdited,
    OperatorResolved,
    OperatorReturned,
    OperatorTook,
    OperatorTransferred,
    ReplyTranslated,
    Translated,
)
from handoff.moves.helping import BACK
from handoff.outcome import Became, Done
from handoff.ownership import Owner
from handoff.policy import Assistance
from handoff.transcript import AuthorKind, EntryKind, messages
from tests.handoff.stage import ANA, BEN, DESK, HERE, SALES, SECOND, SECOND_DESK, TEAM, Stage

TRANSLATE = Assistance(translate=True, language="en-GB")


def german(**policy: Any) -> Stage:
    """Ana talks to a contact who writes German; she works in a desk thread, and there is a second one."""
    stage = Stage(assist=TRANSLATE, **policy)
    stage.escalate_with_threads(TEAM, SECOND)
    stage.happen(LanguageHeard("de"))
    stage.take(ANA)
    return stage


def heard(stage: Stage) -> list[str]:
    """Return what a person said to the contact, as it stands now."""
    return [
        one.content.text
        for one in messages(stage.entries)
        if one.entry.kind is EntryKind.MESSAGE
        and one.entry.author.kind is AuthorKind.HUMAN
        and one.deleted_at is None
    ]


def ready(stage: Stage, seq: int, source: str = "Hello", text: str = "Hallo", **parts: Any) -> None:
    stage.happen(ReplyTranslated(seq, source, text, **parts))


# ── what the contact says ────────────────────────────────────────────────────────────────────────


def test_with_the_handoff_the_last_messages_are_translated() -> None:
    stage = Stage(assist=TRANSLATE)
    stage.say("a human please")
    assert stage.ordered(Translate) == [Translate(stage.state.said, BACK)]


def test_while_it_is_open_every_message_and_edit_is() -> None:
    stage = german()
    stage.say("hallo", "m9")
    assert stage.ordered(Translate) == [Translate(stage.state.said)]
    stage.happen(ContactEdited("m9", "guten Tag"))
    assert stage.ordered(Translate) == [Translate(stage.state.seq)]


@pytest.mark.parametrize("language", ["en", "en-US", "EN"])
def test_nothing_is_for_a_contact_who_speaks_the_teams_language(language: str) -> None:
    stage = Stage(assist=TRANSLATE)
    stage.happen(ContactSaid("m1", Content("a human please"), language=language))
    assert not stage.ordered(Translate)
    stage.reply("Hello")
    assert heard(stage) == ["Hello"]


def test_what_the_platform_tells_counts_more_than_what_was_found_out() -> None:
    stage = german()
    stage.happen(ContactSaid("m9", Content("hello"), language="en"))
    assert not stage.ordered(Translate)


def test_a_translation_is_an_event_beside_its_message_and_reaches_every_thread() -> None:
    stage = german()
    stage.say("hallo")
    stage.happen(Translated(stage.state.said, "hello", "en"))
    (entry,) = stage.last.entries
    assert (entry.kind, entry.target, entry.data["text"]) == (EntryKind.EVENT, stage.state.said, "hello")
    assert stage.ordered(Relay) == [Relay(entry.seq, DESK), Relay(entry.seq, SECOND_DESK)]


def test_a_translation_after_the_end_is_no_news() -> None:
    stage = german()
    stage.happen(OperatorResolved(ANA))
    stage.happen(Translated(1, "hello", "en"))
    assert not stage.last.entries


# ── what operators say ───────────────────────────────────────────────────────────────────────────


def test_a_reply_is_held_back_until_its_translation_is_there() -> None:
    stage = german()
    outcome = stage.write("Hello")
    assert isinstance(outcome, Done)
    assert outcome.became is Became.REPLY
    assert outcome.seq is not None
    assert stage.ordered(TranslateReply) == [TranslateReply(outcome.seq)]
    assert not stage.ordered(Deliver)
    assert not stage.ordered(Relay)
    assert heard(stage) == []
    ready(stage, outcome.seq)
    (message, sent) = stage.last.entries
    assert (message.content.text, message.data["original"]) == ("Hallo", "Hello")
    assert (message.data["thread"], message.data["ref"]) == (str(DESK), HERE.ref)
    assert (sent.content.text, sent.data["only"]) == ("sent translated", str(DESK))
    assert stage.ordered(Deliver) == [Deliver(message.seq)]
    assert stage.ordered(Relay) == [Relay(sent.seq, DESK), Relay(message.seq, SECOND_DESK)]
    assert stage.state.pending == ()


def test_a_reply_to_a_contact_nobody_has_takes_over_first() -> None:
    stage = Stage(assist=TRANSLATE)
    stage.escalate()
    stage.happen(LanguageHeard("de"))
    stage.reply("Hello")
    assert stage.state.owner is Owner.HUMAN
    assert len(stage.state.pending) == 1


def test_it_is_said_once_however_often_the_translation_comes() -> None:
    stage = german()
    stage.reply("Hello")
    seq = stage.state.seq
    ready(stage, seq)
    ready(stage, seq)
    assert heard(stage) == ["Hallo"]


@pytest.mark.parametrize("why", ["The language model is too busy.", ""])
def test_without_a_translation_the_original_goes_out_and_the_operator_is_told(why: str) -> None:
    stage = german()
    stage.reply("Hello")
    ready(stage, stage.state.seq, text="", ok=False, why=why)
    assert heard(stage) == ["Hello"]
    told = stage.last.entries[-1]
    assert (told.content.text, told.data["why"]) == ("reply not translated", why or "no reason given")


def test_a_translation_of_nothing_is_the_original() -> None:
    stage = german()
    stage.reply("Hello")
    ready(stage, stage.state.seq, text=" ")
    assert heard(stage) == ["Hello"]


def test_replies_keep_their_order_whichever_is_translated_first() -> None:
    stage = german()
    stage.reply("one")
    first = stage.state.seq
    stage.reply("two")
    ready(stage, stage.state.seq, "two", "zwei")
    assert heard(stage) == []
    ready(stage, first, "one", "eins")
    assert heard(stage) == ["eins", "zwei"]


def test_a_reply_that_needs_no_translation_overtakes_none_that_does() -> None:
    stage = german()
    stage.reply("one")
    first = stage.state.seq
    stage.happen(ContactSaid("m9", Content("I speak English"), language="en"))
    stage.reply("two")
    ready(stage, stage.state.seq, "two", "two")
    assert heard(stage) == []
    ready(stage, first, "one", "eins")
    assert heard(stage) == ["eins", "two"]


def test_who_lost_the_conversation_meanwhile_has_said_nothing_and_is_told() -> None:
    stage = german()
    stage.write("Hello")
    seq = stage.state.seq
    stage.happen(OperatorTook(BEN, over=ANA.operator))
    ready(stage, seq)
    assert heard(stage) == []
    assert stage.last.entries[0].content.text == "reply kept"
    (mark,) = stage.ordered(ShowMark)
    assert (mark.thread, mark.ref, mark.mark) == (DESK, HERE.ref, "failed")


@pytest.mark.parametrize(
    "leaves",
    [OperatorReturned(ANA), OperatorResolved(ANA), OperatorTransferred(ANA, queue=SALES)],
    ids=["return", "resolve", "transfer"],
)
def test_who_gives_the_conversation_away_has_what_still_waits_sent_as_it_was_written(leaves: Any) -> None:
    stage = german()
    stage.say("Wo ist mein Paket?")
    stage.reply("Hello")
    seq = stage.state.seq
    stage.happen(leaves)
    assert heard(stage) == ["Hello"]
    assert not stage.state.asked
    ready(stage, seq)
    assert heard(stage) == ["Hello"]


def test_who_took_it_again_by_then_has_said_it() -> None:
    stage = german()
    stage.reply("Hello")
    seq = stage.state.seq
    stage.happen(OperatorTook(BEN, over=ANA.operator))
    stage.happen(OperatorTook(ANA, over=BEN.operator))
    ready(stage, seq)
    assert heard(stage) == ["Hallo"]


def test_what_the_contact_said_meanwhile_is_still_owed_an_answer() -> None:
    stage = german()
    stage.say("Wo ist mein Paket?")
    stage.reply("Hello")
    seq = stage.state.seq
    stage.later(1)
    stage.say("Hallo?")
    ready(stage, seq)
    assert stage.state.waiting_since == stage.now
    assert stage.state.answered < stage.state.said


def test_an_answered_contact_waits_no_more() -> None:
    stage = german()
    stage.say("Wo ist mein Paket?")
    stage.reply("Hello")
    held = stage.state
    assert (held.waiting_since, stage.handoff.replied) == (stage.now, None)
    ready(stage, stage.state.seq)
    assert (stage.state.waiting_since, stage.handoff.replied) == (None, stage.now)
    assert stage.state.answered > stage.state.said


# ── second thoughts ──────────────────────────────────────────────────────────────────────────────


def test_a_reply_changed_while_it_is_translated_goes_out_changed() -> None:
    stage = german()
    stage.write("Helo")
    seq = stage.state.seq
    stage.happen(OperatorEdited(ANA, seq, "Hello", HERE, note=True))
    assert stage.ordered(TranslateReply) == [TranslateReply(seq)]
    assert not stage.ordered(Deliver)
    ready(stage, seq, "Helo", "Halo")
    assert heard(stage) == []
    ready(stage, seq)
    assert heard(stage) == ["Hallo"]


def test_a_reply_taken_back_while_it_is_translated_is_never_said_and_holds_nothing_up() -> None:
    stage = german()
    stage.write("Hello")
    first = stage.state.seq
    stage.reply("two")
    ready(stage, stage.state.seq, "two", "zwei")
    stage.happen(OperatorDeleted(ANA, first, HERE))
    assert heard(stage) == ["zwei"]
    ready(stage, first)
    assert heard(stage) == ["zwei"]


def test_a_sent_message_is_changed_in_the_contacts_language() -> None:
    stage = german()
    stage.write("Hello")
    ready(stage, stage.state.seq)
    message = stage.last.entries[0].seq
    stage.happen(OperatorEdited(ANA, message, "Hello you", HERE))
    held = stage.state.seq
    assert heard(stage) == ["Hallo"]
    assert not stage.ordered(Deliver)
    ready(stage, held, "Hello you", "Hallo du")
    assert heard(stage) == ["Hallo du"]
    change = stage.last.entries[0]
    assert (change.kind, change.target, change.data["original"]) == (EntryKind.EDIT, message, "Hello you")
    assert stage.ordered(Deliver) == [Deliver(change.seq)]


def test_a_change_that_came_a_moment_after_the_release_is_for_the_message() -> None:
    stage = german()
    stage.write("Helo")
    note = stage.state.seq
    ready(stage, note, "Helo", "Halo")
    message = stage.last.entries[0].seq
    stage.happen(OperatorEdited(ANA, note, "Hello", HERE, note=True))
    ready(stage, stage.state.seq)
    assert heard(stage) == ["Hallo"]
    stage.happen(OperatorDeleted(ANA, note, HERE))
    assert stage.last.entries[0].target == message
    assert heard(stage) == []


def test_a_note_that_is_changed_stays_what_it_is() -> None:
    stage = german()
    stage.write("between us", BEN)
    stage.happen(OperatorEdited(BEN, stage.state.seq, "between the two of us", HERE, note=True))
    assert not stage.ordered(TranslateReply)


def test_a_message_taken_back_takes_its_waiting_change_along() -> None:
    stage = german()
    stage.write("Hello")
    ready(stage, stage.state.seq)
    message = stage.last.entries[0].seq
    stage.happen(OperatorEdited(ANA, message, "Hello you", HERE))
    held = stage.state.seq
    stage.happen(OperatorDeleted(ANA, message, HERE))
    ready(stage, held, "Hello you", "Hallo du")
    assert not stage.last.effects
    assert heard(stage) == []


# ── whatever comes in whatever order ─────────────────────────────────────────────────────────────


@given(st.data())
def test_whatever_the_order_each_reply_is_said_once_in_turn_or_kept(data: st.DataObject) -> None:
    stage = german()
    written: list[int] = []
    for step in data.draw(st.lists(st.sampled_from("wrfxte"), max_size=25)):
        one = data.draw(st.sampled_from(written)) if written else None
        match step:
            case "w":
                stage.reply(f"r{len(written)}")
                waits = stage.state.pending
                if waits and waits[-1].content.text == f"r{len(written)}":
                    written.append(waits[-1].seq)
            case "r" | "f" if one is not None:
                ready(stage, one, f"r{written.index(one)}", f"t{written.index(one)}", ok=step == "r")
            case "x" if one is not None:
                stage.happen(OperatorDeleted(ANA, one))
            case "t":
                stage.take(ANA)
            case "e":
                stage.say("Hallo?")
            case _:
                pass
    said = [int(text[1:]) for text in heard(stage)]
    assert said == sorted(set(said))
    for seq in [one.seq for one in stage.state.pending]:
        ready(stage, seq, f"r{written.index(seq)}", f"t{written.index(seq)}")
    assert stage.state.pending == ()
    said = [int(text[1:]) for text in heard(stage)]
    assert said == sorted(set(said))
    notes = {entry.seq: int(entry.data["note"]) for entry in stage.entries if "note" in entry.data}
    gone = {notes.get(one.target or 0, one.target) for one in stage.entries if one.kind is EntryKind.DELETE}
    assert {written.index(seq) for seq in written if seq not in gone} == set(said)
