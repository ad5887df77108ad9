"""The agent without a model, asked as contacts ask."""

import pytest

from bot.agent.base import Role, Said, Turn
from bot.agent.knowledge import KnowledgeAgent
from handoff.answer import Answer
from handoff.content import Source
from handoff.ids import ConversationId

SHIPPING = (Said(Role.CONTACT, "how much is shipping?"), Said(Role.AGENT, "It depends on the country."))
STRETCH = (
    Said(Role.CONTACT, "my refund is not here"),
    Said(Role.SYSTEM, "Ana joined the conversation"),
    Said(Role.HUMAN, "Hi, I'm Ana. How can I help you with your refund?", "Ana"),
    Said(Role.HUMAN, "I have sent your refund of 49 € again today, you have it by Friday.", "Ana"),
    Said(Role.HUMAN, "And you get a hammock from us for the trouble.", "Ana"),
    Said(Role.NOTE, "Suspected fraud, watch the zebra voucher HX-99.", "Ana"),
    Said(Role.SYSTEM, "Ana handed you back to the assistant"),
)


async def ask(agent: KnowledgeAgent, asked: str, past: tuple[Said, ...] = (), language: str = "") -> Answer:
    return await agent.answer(Turn(ConversationId("c1"), asked, past, language))


def confidence(answer: Answer) -> float:
    assert answer.confidence is not None
    return answer.confidence


async def test_an_answer_is_the_sections_text_and_names_its_source(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "How long does shipping take?")
    assert answer.known
    assert "2 to 3 working days" in answer.text
    assert answer.sources == (Source("Shipping", "How long delivery takes"),)
    assert confidence(answer) > 0.8


async def test_the_other_wordings_of_a_section_are_never_shown(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "How long does shipping take?")
    assert "<!--" not in answer.text
    assert "ask:" not in answer.text


async def test_operators_see_what_was_searched_and_how_well_it_fitted(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "How long does shipping take?")
    (step,) = answer.steps
    assert step.kind == "search"
    assert "How long does shipping take?" in step.text
    assert "Shipping › How long delivery takes 0." in step.text or "takes 1.00" in step.text


@pytest.mark.parametrize("asked", ["waht is yuor retrun policy", "WHERE IS MY PARCEL???", "Réfund statüs"])
async def test_typos_case_and_accents_do_not_matter(agent: KnowledgeAgent, asked: str) -> None:
    assert (await ask(agent, asked)).known


async def test_what_it_does_not_know_it_says_and_offers_the_nearest_titles(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "who repairs the roof of my tent shed in winter")
    assert not answer.known
    assert confidence(answer) < 0.5
    assert 1 <= len(answer.suggestions) <= 3
    assert "did not find" in answer.text
    assert answer.sources == ()


async def test_far_from_everything_nothing_is_offered(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "what is the capital of France")
    assert not answer.known
    assert answer.suggestions == ()


async def test_a_pressed_suggestion_is_answered_with_full_confidence(agent: KnowledgeAgent) -> None:
    offered = await ask(agent, "who repairs the roof of my tent shed in winter")
    for label in offered.suggestions:
        answer = await ask(agent, label)
        assert answer.known
        assert confidence(answer) > 0.99


async def test_every_title_of_the_sample_leads_to_its_own_section(agent: KnowledgeAgent) -> None:
    for title in ("Do I need an account?", "Is it in the store?", "Gifts", "Repairs", "Shipping"):
        answer = await ask(agent, title)
        assert title in (answer.sources[0].title, answer.sources[0].section)
        assert answer.confidence == 1.0


async def test_nothing_is_suggested_where_no_suggestions_are_wanted() -> None:
    from tests.bot.agent.conftest import SAMPLE

    agent = KnowledgeAgent(SAMPLE, suggestions=0)
    await agent.start()
    try:
        answer = await ask(agent, "who repairs the roof of my tent shed in winter")
    finally:
        await agent.close()
    assert answer.suggestions == ()
    assert "one of these" not in answer.text


# ── small talk ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("asked", ["Hi!", "thanks a lot, bye", "ok", "👍", "how are you?", "no thanks"])
async def test_small_talk_is_neither_a_hit_nor_a_miss(agent: KnowledgeAgent, asked: str) -> None:
    answer = await ask(agent, asked)
    assert answer.known
    assert answer.confidence is None


@pytest.mark.parametrize("asked", ["are you a bot?", "Am I talking to a human", "who are you?"])
async def test_asked_whether_it_is_a_machine_it_says_so(agent: KnowledgeAgent, asked: str) -> None:
    answer = await ask(agent, asked)
    assert "not a person" in answer.text
    assert "ask for a person" in answer.text


async def test_a_greeting_before_a_question_is_not_all_there_is(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "hi there\nwhere is my parcel?")
    assert answer.sources == (Source("Orders and tracking", "Track your order"),)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "ein Programm"),
        ("de-AT", "ein Programm"),
        ("fr_CA", "un programme"),
        ("es", "un programa"),
        ("xx", "a program"),
    ],
)
async def test_its_own_words_are_in_the_contacts_language(
    agent: KnowledgeAgent, language: str, words: str
) -> None:
    assert words in (await ask(agent, "are you a bot?", language=language)).text


# ── several questions, and questions that lean on others ─────────────────────────────────────────


async def test_two_questions_in_a_burst_are_both_answered(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "how long does shipping take?\nand can I pay with paypal?")
    assert [source.section for source in answer.sources] == ["How long delivery takes", "Ways to pay"]
    assert "**Ways to pay**" in answer.text


async def test_two_questions_in_one_line_are_both_answered(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "How do I reset my password? Do gift cards expire?")
    assert [source.section for source in answer.sources] == ["I cannot sign in", "Balance and validity"]


async def test_a_question_that_stays_open_is_owned_up_to(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "Do gift cards expire? How do I get to the moon?")
    assert answer.known
    assert "no answer" in answer.text
    assert confidence(answer) < confidence(await ask(agent, "Do gift cards expire?"))


async def test_fragments_of_one_question_are_read_together(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "my refund\nhas not come\nyet")
    assert answer.sources == (Source("Returns and refunds", "When you get your money back"),)


async def test_a_question_that_leans_on_the_last_one_is_understood(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "and to Norway?", SHIPPING)
    assert answer.sources == (Source("Shipping", "What shipping costs"),)
    assert not (await ask(agent, "and to Norway?")).known


async def test_nothing_foreign_rides_on_the_last_question(agent: KnowledgeAgent) -> None:
    assert not (await ask(agent, "and what about pizza?", SHIPPING)).known


# ── after a person was there ─────────────────────────────────────────────────────────────────────


async def test_it_knows_what_a_colleague_said(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "what did Ana say about my refund?", STRETCH)
    assert "> I have sent your refund of 49 € again today" in answer.text
    assert answer.sources == (Source("Ana"),)
    assert confidence(answer) > 0.8


async def test_a_colleagues_words_come_before_the_general_answer(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "when do I get my refund?", STRETCH)
    assert answer.text.index("As Ana wrote here") < answer.text.index("three working days")
    assert answer.sources[0] == Source("Ana")


async def test_what_only_a_colleague_knew_is_answered_from_her_words(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "what about the hammock?", STRETCH)
    assert "hammock from us" in answer.text
    assert answer.known


async def test_asked_without_a_topic_it_repeats_the_last_words(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "what did your colleague tell me?", STRETCH)
    assert "hammock from us" in answer.text


async def test_what_a_colleague_never_said_is_not_made_up(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "what did Ana say about shoes?", STRETCH)
    assert not answer.known
    assert confidence(answer) == 0.0


async def test_where_nobody_has_written_it_says_so(agent: KnowledgeAgent) -> None:
    answer = await ask(agent, "what did your colleague say?")
    assert "No colleague" in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "what did Ana say about the zebra voucher?",
        "am I suspected of fraud?",
        "zebra",
        "what does the note say?",
        "did Ana write about fraud?",
        "HX-99",
    ],
)
async def test_a_note_is_never_repeated_and_its_topic_never_confirmed(
    agent: KnowledgeAgent, asked: str
) -> None:
    noted = await ask(agent, asked, STRETCH)
    for secret in ("zebra", "fraud", "HX-99", "Suspected"):
        assert secret not in noted.text
    other = tuple(
        Said(line.role, "Nice person.", "Ana") if line.role is Role.NOTE else line for line in STRETCH
    )
    assert noted.text == (await ask(agent, asked, other)).text


async def test_operators_see_that_the_note_was_read(agent: KnowledgeAgent) -> None:
    steps = (await ask(agent, "Hi!", STRETCH)).steps
    assert [step.kind for step in steps] == ["memory", "memory"]
    assert "zebra voucher" in steps[1].text


async def test_a_question_of_a_colleague_is_not_quoted_as_an_answer(agent: KnowledgeAgent) -> None:
    past = (Said(Role.HUMAN, "What is your order number?", "Ana"),)
    assert "Ana" not in (await ask(agent, "where is my order?", past)).text


# ── what nobody can read ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("asked", ["", "   \n ", "???", "\x00\x07", "\ud800"])
async def test_a_message_without_words_is_answered_all_the_same(agent: KnowledgeAgent, asked: str) -> None:
    answer = await ask(agent, asked)
    assert "only read words" in answer.text
    assert not answer.known


async def test_the_contacts_words_are_never_part_of_the_answer(agent: KnowledgeAgent) -> None:
    answer = await ask(
        agent, "<b>xyzzy</b> [click](http://evil.example) @everyone {name}\ndo gift cards expire?"
    )
    for word in ("xyzzy", "evil", "everyone"):
        assert word not in answer.text
