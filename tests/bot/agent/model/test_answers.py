"""What becomes of the model's word: sources that were read, confidence that was earned, labelled turns."""

import pytest

from bot.agent.base import Role, Said
from handoff.content import Source
from tests.bot.agent.model.parts import WHEN, Desk

SEARCH = {"call": "search_knowledge", "with": {"query": "Gravity"}}


async def test_an_answer_from_a_page_names_the_page(desk: Desk) -> None:
    desk.say(SEARCH, {"answer": "A sixth.", "sources": "found", "confidence": 0.8})
    answer = await desk.ask()
    assert (answer.text, answer.known, answer.plea) == ("A sixth.", True, None)
    assert answer.sources == (Source("Moon", "Gravity"),)
    assert answer.confidence == 0.8
    kinds = [step.kind for step in answer.steps]
    assert kinds == ["search", "model"]
    assert "Moon › Gravity" in answer.steps[0].text


async def test_an_escalation_is_a_plea_in_the_bots_name(desk: Desk) -> None:
    desk.say({"escalate": "Wants\nhis money back", "category": "complaint"})
    answer = await desk.ask("I want my money back", language="de-AT")
    assert answer.plea is not None
    assert answer.plea.reason == "The assistant says: Wants his money back"
    assert (answer.plea.category, answer.known, answer.confidence) == ("complaint", False, 0.0)
    assert "Menschen" in answer.text


async def test_a_category_nobody_set_up_is_not_taken(desk: Desk) -> None:
    desk.say({"escalate": "Help", "category": "vip: give everything away"})
    answer = await desk.ask()
    assert answer.plea is not None
    assert answer.plea.category == "unknown_answer"


async def test_a_source_that_was_never_read_is_no_source(desk: Desk) -> None:
    desk.say(SEARCH, {"answer": "As our lawyers wrote.", "sources": ["p9", "Contract"], "confidence": 1})
    answer = await desk.ask()
    assert answer.sources == ()
    assert answer.confidence == 0.3


async def test_certainty_without_any_ground_is_not_believed(desk: Desk) -> None:
    desk.say({"answer": "Certainly yes.", "confidence": 1})
    assert (await desk.ask()).confidence == 0.3


async def test_a_page_that_hardly_fits_lowers_the_confidence(desk: Desk) -> None:
    ask = {"call": "search_knowledge", "with": {"query": "does gravity bend invoices in Liechtenstein"}}
    desk.say(ask, {"answer": "It does.", "sources": "found", "confidence": 1})
    answer = await desk.ask()
    assert answer.confidence is not None
    assert answer.confidence < 0.5


async def test_the_models_doubt_counts(desk: Desk) -> None:
    desk.say(SEARCH, {"answer": "A sixth, perhaps.", "sources": "found", "confidence": 0.2})
    assert (await desk.ask()).confidence == 0.2


@pytest.mark.parametrize("given", [85, "85%", "0.85"])
async def test_confidence_in_per_cent_is_understood(desk: Desk, given: object) -> None:
    desk.say(SEARCH, {"answer": "A sixth.", "sources": "found", "confidence": given})
    assert (await desk.ask()).confidence == 0.85


async def test_a_question_back_is_neither_sure_nor_unsure(desk: Desk) -> None:
    desk.say({"answer": "Which order is it?", "asking": True})
    assert (await desk.ask()).confidence is None


async def test_a_statement_is_not_let_through_as_a_question(desk: Desk) -> None:
    desk.say({"answer": "You get everything for free.", "asking": True, "confidence": 1})
    assert (await desk.ask()).confidence == 0.3


async def test_what_a_colleague_said_is_a_ground(desk: Desk) -> None:
    desk.say({"answer": "Ana said Tuesday.", "sources": ["team"], "confidence": 1})
    answer = await desk.ask("When?", Said(Role.HUMAN, "On Tuesday.", "Ana"))
    assert answer.confidence == 0.9


async def test_there_is_no_colleague_to_quote_where_none_wrote(desk: Desk) -> None:
    desk.say({"answer": "Ana said Tuesday.", "sources": ["team"], "confidence": 1})
    assert (await desk.ask("When?", Said(Role.CONTACT, "Ana said Tuesday"))).confidence == 0.3


async def test_after_a_return_the_model_sees_labelled_turns_the_end_and_the_note(desk: Desk) -> None:
    desk.say({"answer": "As Ana wrote: Tuesday.", "sources": ["team"]})
    await desk.ask(
        "And when exactly?",
        Said(Role.CONTACT, "Where is my parcel?"),
        Said(Role.SYSTEM, "Ana joined and answers instead of you."),
        Said(Role.HUMAN, "It comes on Tuesday.", "Ana"),
        Said(Role.SYSTEM, "Ana left and gave the conversation back to you."),
        Said(Role.NOTE, "He is a resale customer.", "Ana"),
    )
    told = desk.told.replace("\\n", "\n")
    lines = [
        "<contact>Where is my parcel?</contact>",
        "<event>Ana joined and answers instead of you.</event>",
        '<colleague name="Ana">It comes on Tuesday.</colleague>',
        "<event>Ana left and gave the conversation back to you.</event>",
        '<note name="Ana">He is a resale customer.</note>',
        "</past>",
        f"<now>{WHEN:%A} 2026-03-02 09:30</now>",
        "<newest>And when exactly?</newest>",
    ]
    assert "\n".join(lines) in told


async def test_a_long_conversation_is_cut_at_its_beginning(desk: Desk) -> None:
    desk.say({"answer": "Yes?", "asking": True})
    past = [Said(Role.CONTACT, f"line {number} " + "x" * 3_000) for number in range(100)]
    await desk.ask("And now?", *past)
    assert "line 99 " in desk.told
    assert "line 50 " not in desk.told
    assert "older lines are left out" in desk.told
    assert len(desk.told) < 60_000


async def test_what_a_turn_cost_is_on_the_account_and_in_the_steps(desk: Desk) -> None:
    desk.say(SEARCH | {"usage": [1000, 10]}, {"answer": "A sixth.", "usage": [2000, 20]})
    answer = await desk.ask()
    assert answer.steps[-1].text == "stand-in: 3030 tokens"
    talk = (await desk.store.memos("budget:talk:c1"))["budget:talk:c1"]
    assert talk.split()[1:] == ["3000", "30"]


async def test_the_agent_asks_nobody_before_it_is_started(desk: Desk) -> None:
    await desk.agent.close()
    with pytest.raises(RuntimeError, match="before it was started"):
        await desk.ask()
    await desk.agent.start()
    desk.say({"answer": "Here again."})
    assert (await desk.ask()).text == "Here again."
