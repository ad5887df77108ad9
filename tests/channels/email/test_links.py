"""Links in mails: scanners open them as often as they like, and one press by a person decides."""

import asyncio
from html import unescape
from pathlib import Path

import pytest

from channels.email.seal import Act, Seal
from channels.team import Answer, Ask, Person, Pressed, TeamEvent
from handoff.content import Button
from handoff.envelope import Ending
from handoff.ids import Address
from tests.channels.email.harness import ANA, BEN, SHARED, Rig, a_card, rig

OLD, NEW = b"o" * 32, b"n" * 32


async def scan(mail: Rig, link: str, status: int = 200) -> str:
    """Be a mail scanner: open the link in every way that changes nothing, twice."""
    page = ""
    for _ in range(2):
        async with mail.http.head(link) as head, mail.http.get(link) as got:
            assert (head.status, got.status) == (status, status)
            page = await got.text()
    return page


async def press(mail: Rig, link: str, text: str | None = None) -> tuple[int, str]:
    """Be a person who presses the button of the page."""
    async with mail.http.post(link, data={} if text is None else {"text": text}) as response:
        return response.status, await response.text()


async def test_scanners_change_nothing_one_press_decides_and_the_second_is_told(mail: Rig) -> None:
    mail.desk.answer = lambda event: Answer("Approved.")
    async with mail.running():
        thread = await mail.card()
        links = mail.links(ANA)
        for link in links.values():
            assert '<form method="post"' in await scan(mail, link)
        assert mail.desk.acts == []
        link = links["Take over"]
        status, page = await press(mail, link)
        assert (status, "Approved." in page) == (200, True)
        (pressed,) = mail.desk.pressed
        assert pressed.by == Person("email", ANA, "Ana")
        assert (pressed.place, pressed.token) == (thread, "take:1001")
        status, page = await press(mail, link)
        assert (status, "Ana pressed Take over." in page) == (410, True)
        await scan(mail, link, 410)
    assert len(mail.desk.pressed) == 1


async def test_who_is_too_late_gets_410_and_the_winners_name(mail: Rig) -> None:
    mail.desk.answer = lambda event: Answer("Already approved by Ben at 14:02.", alert=True)
    async with mail.running():
        await mail.card()
        status, page = await press(mail, mail.links(ANA)["Take over"])
    assert (status, "Already approved by Ben at 14:02." in page) == (410, True)


async def test_two_presses_at_once_are_one(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        link = mail.links(ANA)["Take over"]
        found = await asyncio.gather(*(press(mail, link) for _ in range(5)))
    assert sorted(status for status, _page in found) == [200, 410, 410, 410, 410]
    assert len(mail.desk.pressed) == 1


async def test_a_card_that_is_over_says_so_at_each_of_its_links(mail: Rig) -> None:
    async with mail.running():
        thread = await mail.card()
        link = mail.links(ANA)["Resolve"]
        ref = thread.chat.rpartition("/")[2]
        over = a_card(ending=Ending.RESOLVED, closed=9.0, by="Ben")
        await mail.channel.edit_card(Address("email", ANA), ref, over)
        assert "Resolved by Ben" in await scan(mail, link, 410)
    assert len(mail.server.post.mails) == 1


async def test_a_question_becomes_a_form_and_its_text_comes_with_the_answer(mail: Rig) -> None:
    def answer(event: TeamEvent) -> Answer:
        assert isinstance(event, Pressed)
        if event.token == "resolve:1001":
            return Answer(ask=Ask("Reject", "Reason (optional)", "reject:7:-", "Reject"))
        return Answer("Rejected.")

    mail.desk.answer = answer
    async with mail.running():
        await mail.card()
        link = mail.links(ANA)["Resolve"]
        status, page = await press(mail, link)
        assert (status, "Reason (optional)" in page, "<textarea" in page) == (200, True, True)
        following = f"{mail.url}/act/{action(page)}"
        assert "Reason (optional)" in await scan(mail, following)
        status, page = await press(mail, following, "too much\x00 money")
        assert (status, "Rejected." in page) == (200, True)
        assert (mail.desk.pressed[-1].token, mail.desk.pressed[-1].text) == ("reject:7:-", "too much  money")
        assert (await press(mail, link))[0] == (await press(mail, following))[0] == 410


async def test_a_text_that_can_be_changed_stands_in_the_field(mail: Rig) -> None:
    draft = "\nDear <Mia> & Co,\n\nsorry."
    ask = Answer(ask=Ask("Edit and approve", "Text for the contact", "edit:7:-", "Approve", draft))
    mail.desk.answer = lambda event: ask if isinstance(event, Pressed) and not event.text else Answer("Done.")
    async with mail.running():
        await mail.card()
        _status, page = await press(mail, mail.links(ANA)["Resolve"])
        shown = page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
        assert unescape(shown) == f"\n{draft}"  # browsers leave out the first line break
        await press(mail, f"{mail.url}/act/{action(page)}", draft.replace("\n", "\r\n"))
    assert mail.desk.pressed[-1].text.strip() == draft.strip()


async def test_choices_become_buttons(mail: Rig) -> None:
    choices = Answer(
        "For how long?", (Button("1 hour", "snooze:1001:3600"), Button("1 day", "snooze:1001:86400"))
    )
    mail.desk.answer = lambda event: (
        choices if getattr(event, "token", "") == "snooze:1001" else Answer("Snoozed.")
    )
    async with mail.running():
        await mail.card()
        _status, page = await press(mail, mail.links(ANA)["Snooze"])
        assert "1 hour" in page
        assert "1 day" in page
        status, page = await press(mail, f"{mail.url}/act/{action(page)}")
        assert (status, "Snoozed." in page) == (200, True)
    assert mail.desk.pressed[-1].token == "snooze:1001:3600"


async def test_a_page_is_locked_up(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        async with mail.http.get(mail.links(ANA)["Take over"]) as response:
            page, headers = await response.text(), response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "http" not in page
    assert "<script" not in page


@pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "é", "W10.aaaa.bbbb"])
async def test_what_is_no_link_of_ours_is_nothing(mail: Rig, token: str) -> None:
    async with mail.running():
        await scan(mail, f"{mail.url}/act/{token}", 404)
        assert (await press(mail, f"{mail.url}/act/{token}"))[0] == 404
    assert mail.desk.acts == []


async def test_a_changed_link_is_no_link(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        link = mail.links(ANA)["Take over"]
        for at in (len(f"{mail.url}/act/") + 3, len(link) - 2):
            changed = link[:at] + ("A" if link[at] != "A" else "B") + link[at + 1 :]
            assert (await press(mail, changed))[0] == 404
    assert mail.desk.acts == []


async def test_nothing_is_answered_while_it_does_not_run_or_the_store_is_away(mail: Rig) -> None:
    async with mail.running():
        await mail.card()
        link = mail.links(ANA)["Take over"]
        mail.desk.down = True
        assert (await press(mail, link))[0] == 503
        mail.desk.down = False
        assert (await press(mail, link))[0] == 200
    assert (await press(mail, link))[0] == 503


async def test_keys_rotate_and_a_key_that_is_gone_opens_nothing(tmp_path: Path) -> None:
    async with rig(tmp_path, keys=(OLD,)) as mail, mail.running():
        await mail.card()
        token = mail.links(ANA)["Take over"].rpartition("/")[2]
    for keys, status in (((NEW, OLD), 200), ((NEW,), 404)):
        async with rig(tmp_path, keys=keys) as mail, mail.running():
            await scan(mail, f"{mail.url}/act/{token}", status)


async def test_without_keys_one_is_made_and_kept(tmp_path: Path) -> None:
    async with rig(tmp_path) as mail, mail.running():
        await mail.card()
        token, notes = mail.links(ANA)["Take over"].rpartition("/")[2], mail.notes
    async with rig(tmp_path, notes=notes) as mail, mail.running():
        await scan(mail, f"{mail.url}/act/{token}")
    async with rig(tmp_path) as mail, mail.running():
        await scan(mail, f"{mail.url}/act/{token}", 404)


async def test_an_old_link_says_that_it_is_old(tmp_path: Path) -> None:
    async with rig(tmp_path, keys=(NEW,), link_days=-1) as mail, mail.running():
        token = Seal((NEW,), "shop.example", 0).link(Act(ANA, ANA, "take:1", "Take over", "n"))
        assert "too old" in await scan(mail, f"{mail.url}/act/{token}", 410)


async def test_a_link_works_for_its_operator_at_its_place_only(tmp_path: Path) -> None:
    async with rig(tmp_path, keys=(NEW,), readers={SHARED: (ANA,)}) as mail, mail.running():
        seal = Seal((NEW,), "shop.example", 1000)
        for place, who, status in (
            (SHARED, ANA, 200),
            (SHARED, BEN, 403),
            (ANA, BEN, 403),
            ("x@y", ANA, 403),
        ):
            token = seal.link(Act(place, who, "take:1", "Take over", f"{place}{who}"))
            assert (await press(mail, f"{mail.url}/act/{token}"))[0] == status


def action(page: str) -> str:
    """Return where the first form of a page leads."""
    return page.partition('action="')[2].partition('"')[0]
