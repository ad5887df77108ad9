"""Cards and their buttons: what is shown, what a press brings, and what the person is told."""

import asyncio

from channels.team import Answer, Ask, Person, Pressed
from handoff.content import Button
from handoff.envelope import Ending
from handoff.ids import Address
from tests.channels.discord.harness import Stage, card


def by(stage: Stage, name: str, *roles: str) -> Person:
    groups = frozenset(f"discord-role:{role}" for role in roles)
    return Person("discord", stage.server.people[name].id, name, groups)


async def test_a_card_shows_all_there_is_and_opens_a_thread_named_like_it(stage: Stage) -> None:
    ref, thread = await stage.card()
    shown = stage.server.shown(stage.server.place)[0]
    assert (shown.id, thread.chat) == (ref, f"{stage.server.place}/{ref}")
    assert shown.buttons == ("Take over", "Resolve", "Snooze", "Transfer")
    assert shown.links == ("https://desk.example/c1",)
    assert "H-1001" in shown.card
    assert "Waiting for someone to take over** · since <t:" in shown.card
    assert stage.server.backend.get_channel(int(ref)).name == card().title


async def test_a_decided_card_says_so_and_loses_its_buttons_also_after_a_restart(stage: Stage) -> None:
    ref, _ = await stage.card()
    stage.restarted()
    done = card(ending=Ending.RESOLVED, closed=9.0)
    await stage.channel.edit_card(Address("discord", stage.server.place), ref, done)
    shown = stage.server.shown(stage.server.place)[0]
    assert (shown.buttons, shown.links) == ((), ())
    assert "Resolved by" in shown.card


async def test_a_card_without_the_right_to_open_threads_stands_alone(stage: Stage) -> None:
    stage.server.deny(stage.server.place, "create_public_threads")
    _, thread = await stage.card()
    assert thread.chat == ""
    assert len(stage.server.shown(stage.server.place)) == 1


async def test_a_press_comes_with_who_where_and_their_roles(stage: Stage) -> None:
    role = stage.server.role("Support")
    ana = stage.server.operator("Ana", [role])
    async with stage.running():
        ref, _ = await stage.card()
        await ana.press(ref, "Take over", stage.server.place)
    place = Address("discord", stage.server.place)
    assert stage.log.team_events == [Pressed(by(stage, "Ana", role), place, "take:1001", ref)]


async def test_buttons_of_cards_from_before_a_restart_work(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    async with stage.running():
        ref, _ = await stage.card()
    stage.restarted()
    async with stage.running():
        await ana.press(ref, "Resolve", stage.server.place)
    assert [event.token for event in stage.log.team_events if isinstance(event, Pressed)] == ["resolve:1001"]


async def test_who_lost_a_race_is_told_privately(stage: Stage) -> None:
    ana, ben = stage.server.operator("Ana"), stage.server.operator("Ben")
    stage.log.answer = lambda event: Answer("Ben has it since 14:02", alert=True)
    async with stage.running():
        ref, _ = await stage.card()
        shown = await ana.press(ref, "Take over", stage.server.place)
    assert shown.message is not None
    assert (shown.message.text, shown.message.private) == ("⚠️ Ben has it since 14:02", True)
    assert shown.message not in ben.sees(stage.server.place)


async def test_a_question_is_a_form_and_its_text_comes_back_with_the_token(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    answers = iter([Answer(ask=Ask("Return to the agent", "Note", "return:1001:-")), Answer("Returned.")])
    stage.log.answer = lambda event: next(answers)
    async with stage.running():
        ref, _ = await stage.card()
        form = await ana.press(ref, "Take over", stage.server.place)
        assert (form.kind, (form.modal or {})["title"]) == ("modal", "Return to the agent")
        stage.restarted()  # nothing about the form is in memory
        done = await ana.fill(form, "she is calm now")
    assert done.message is not None
    assert (done.message.text, done.message.private) == ("Returned.", True)
    event = stage.log.team_events[-1]
    assert isinstance(event, Pressed)
    assert (event.token, event.text, event.ref) == ("return:1001:-", "she is calm now", ref)


async def test_a_text_to_be_changed_stands_in_the_form_already(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    edit = Ask("Edit and approve", "Text for the contact", "edit:a1:0f", "Approve", "Dear Maria,\nno.")
    answers = iter([Answer(ask=edit), Answer("Approved.")])
    stage.log.answer = lambda event: next(answers)
    async with stage.running():
        ref, _ = await stage.card()
        form = await ana.press(ref, "Take over", stage.server.place)
        (label,) = (form.modal or {})["components"]
        field = label["component"]
        assert (field["value"], field["required"]) == ("Dear Maria,\nno.", True)
        await ana.fill(form, "Dear Maria, yes.")
    event = stage.log.team_events[-1]
    assert isinstance(event, Pressed)
    assert (event.token, event.text) == ("edit:a1:0f", "Dear Maria, yes.")


async def test_private_buttons_are_gone_once_one_was_pressed(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    hour = Button("1 hour", "snooze:1001:3600")
    answers = iter([Answer("For how long?", (hour,)), Answer("Snoozed for an hour.")])
    stage.log.answer = lambda event: next(answers)
    async with stage.running():
        ref, _ = await stage.card()
        menu = await ana.press(ref, "Snooze", stage.server.place)
        assert menu.message is not None
        await ana.press(menu.message.id, "1 hour", stage.server.place)
    shown = next(seen for seen in ana.sees(stage.server.place) if seen.id == menu.message.id)
    assert (shown.text, shown.buttons) == ("Snoozed for an hour.", ())


async def test_private_buttons_are_gone_once_the_form_behind_one_was_sent(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    menu = Answer("To whom?", (Button("Somebody else", "transfer:1001:other"),))
    answers = iter([menu, Answer(ask=Ask("Transfer", "To", "transfer:1001:-")), Answer("Given to Ben.")])
    stage.log.answer = lambda event: next(answers)
    async with stage.running():
        ref, _ = await stage.card()
        first = await ana.press(ref, "Transfer", stage.server.place)
        assert first.message is not None
        form = await ana.press(first.message.id, "Somebody else", stage.server.place)
        await ana.fill(form, "Ben")
    shown = next(seen for seen in ana.sees(stage.server.place) if seen.id == first.message.id)
    assert (shown.text, shown.buttons) == ("Given to Ben.", ())


async def test_a_slow_press_is_answered_late_and_not_failed(stage: Stage) -> None:
    ana, gate = stage.server.operator("Ana"), asyncio.Event()
    stage.log.slow["team"] = gate
    stage.log.answer = lambda event: Answer("You have it.")
    async with stage.running():
        ref, _ = await stage.card()
        pressing = asyncio.create_task(ana.press(ref, "Take over", stage.server.place))
        await stage.server.until(lambda: stage.server.counts["POST /interactions/*/*/callback"])
        gate.set()
        await pressing
        await stage.server.until(lambda: ana.sees(stage.server.place)[-1].text == "You have it.")
    assert ana.sees(stage.server.place)[-1].private
