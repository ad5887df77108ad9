"""From the transcript to what the agent is told (law 6)."""

from bot.agent.base import Role
from bot.agent.history import turn, withdrawn
from handoff.content import Content, File
from handoff.effects import Timer
from handoff.events import (
    ContactDeleted,
    ContactEdited,
    ContactSaid,
    OperatorDeleted,
    OperatorNoted,
    OperatorReplied,
    OperatorResolved,
    OperatorReturned,
    OperatorTransferred,
)
from tests.handoff.stage import ANA, BEN, Stage


def past(stage: Stage) -> list[tuple[Role, str]]:
    return [(said.role, said.text) for said in turn(stage.state, stage.entries).past]


def asked(stage: Stage) -> str:
    return turn(stage.state, stage.entries).asked


def test_a_burst_is_asked_as_one() -> None:
    stage = Stage()
    stage.say("hello")
    stage.say("where is my order?")
    assert (asked(stage), past(stage)) == ("hello\nwhere is my order?", [])


def test_what_was_answered_is_past() -> None:
    stage = Stage(bot="Robin")
    stage.say("hello")
    stage.answer("Hi.")
    stage.say("and?")
    told = turn(stage.state, stage.entries)
    assert told.asked == "and?"
    assert [(said.role, said.text, said.name) for said in told.past] == [
        (Role.CONTACT, "hello", ""),
        (Role.AGENT, "Hi.", "Robin"),
    ]


def test_after_a_return_the_agent_knows_what_was_said_by_whom_that_it_ended_and_the_note() -> None:
    stage = Stage()
    stage.say("hello", "m1")
    stage.answer("Hi.")
    stage.escalate()
    stage.take()
    stage.happen(OperatorNoted(ANA, Content("she is cross")))
    stage.reply("I will refund it.")
    stage.say("thank you! and when?")
    stage.happen(OperatorReturned(ANA, "refund of 40 euros agreed"))
    story = past(stage)
    assert asked(stage) == "thank you! and when?"
    assert (Role.HUMAN, "I will refund it.") in story
    assert (Role.NOTE, "refund of 40 euros agreed") in story
    assert (Role.SYSTEM, "Ana joined and answers instead of you.") in story
    assert (Role.SYSTEM, "Ana left and gave the conversation back to you.") in story
    assert story.index((Role.HUMAN, "I will refund it.")) < story.index(
        (Role.SYSTEM, "Ana left and gave the conversation back to you.")
    )


def test_what_the_team_tells_only_itself_stays_with_the_team() -> None:
    """Law 5: an agent would say it to the contact."""
    stage = Stage()
    stage.take()
    stage.happen(OperatorNoted(ANA, Content("she is cross")))
    stage.happen(OperatorReturned(ANA))
    assert "she is cross" not in " ".join(text for _, text in past(stage))


def test_every_way_back_is_told() -> None:
    stage = Stage()
    stage.escalate()
    stage.fire(Timer.EXPIRE)
    assert past(stage)[-2][1] == "Nobody of the team came in time; you have the conversation again."
    stage.take()
    stage.happen(OperatorTransferred(ANA, operator=BEN))
    stage.happen(OperatorResolved(BEN))
    stage.say("again")
    story = [text for role, text in past(stage) if role is Role.SYSTEM]
    assert "Ben took over from a colleague." in story
    assert "Ben closed the conversation." in story
    assert "The contact came back; you have the conversation again." in story


def test_the_agent_reads_messages_as_they_stand_now() -> None:
    stage = Stage()
    stage.say("helo", "m1")
    stage.answer("Hi.")
    stage.say("oops", "m2")
    stage.say("where is it?", "m3")
    stage.happen(ContactEdited("m1", "hello"))
    stage.happen(ContactDeleted("m2"))
    assert past(stage)[0] == (Role.CONTACT, "hello")
    assert asked(stage) == "where is it?"


def test_a_persons_deleted_words_are_not_told() -> None:
    stage = Stage()
    stage.happen(OperatorReplied(ANA, Content("wrong window")))
    seq = stage.entries[-1].seq
    stage.happen(OperatorDeleted(ANA, seq))
    assert "wrong window" not in [text for _, text in past(stage)]


def test_an_operators_name_is_data() -> None:
    stage = Stage()
    evil = ANA.__class__(ANA.operator, "{operator}")
    stage.take(evil)
    stage.happen(OperatorReturned(evil))
    assert past(stage)[0][1] == "{operator} joined and answers instead of you."


def test_variables_and_language_come_along() -> None:
    stage = Stage()
    stage.happen(ContactSaid("m1", Content("hallo"), language="de", variables={"plan": "gold"}))
    told = turn(stage.state, stage.entries)
    assert (told.language, told.variables) == ("de", {"plan": "gold"})


def test_everything_taken_back_is_withdrawn_and_one_word_left_is_not() -> None:
    stage = Stage()
    stage.say("one", "m1")
    stage.say("two", "m2")
    stage.happen(ContactDeleted("m1"))
    assert not withdrawn(stage.state, stage.entries)
    stage.happen(ContactDeleted("m2"))
    assert withdrawn(stage.state, stage.entries)


def test_what_cannot_be_seen_is_not_withdrawn() -> None:
    """The message may be older than what was read: it must still be answered."""
    stage = Stage()
    stage.say("one", "m1")
    assert not withdrawn(stage.state, [])


def test_files_are_told_by_their_names() -> None:
    stage = Stage()
    photo = Content("", files=(File("f1", "broken.jpg", "image/jpeg", 10),))
    stage.happen(ContactSaid("m1", photo))
    stage.say("look at this")
    told = turn(stage.state, stage.entries)
    assert (told.asked, told.files) == ("look at this", ("broken.jpg",))
    stage.answer("I cannot see it.")
    stage.say("and?")
    assert [said.files for said in turn(stage.state, stage.entries).past] == [("broken.jpg",), (), ()]
