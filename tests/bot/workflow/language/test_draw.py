"""The drawing: a picture that stands alone, shows every node and exit, and holds no markup of anybody."""

from itertools import combinations, pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from bot.workflow.draw import draw
from bot.workflow.drawing.style import STYLE
from bot.workflow.drawing.text import clip, width, wrap
from bot.workflow.drawing.words import length
from bot.workflow.graph import Workflow, parse
from tests.bot.workflow.language.files import TRIGGER, ask, flow, fork, gate, node, refund, say, tool

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<script>alert(1)</script>"\'&]]><image href="https://x.example"/>'


def support() -> Workflow:
    """Twenty nodes with a switch, loops and edges across many rows."""
    cases = [{"handle": word, "equals": word} for word in ("shipped", "lost", "open")]
    nodes = [
        {**TRIGGER, "label": "Question about an order"},
        gate("auth"),
        say("failed", "We could not confirm your address. A colleague will write to you."),
        node("tag", "action", actionType="tag", tag="Needs human"),
        tool("orders"),
        node("down", "action", actionType="notify", to="slack:C0123", message="The order system is down."),
        say("sorry", "Our order system is resting."),
        {
            **node("what", "logic", logicType="switch", value="{{order.status}}", cases=cases),
            "label": "Where?",
        },
        tool("track", "parcels__track", "parcel"),
        say(
            "tell",
            "Your parcel is in {{parcel.place}} and comes on {{parcel.day}}, we hope, if it does not snow.",
        ),
        node("happy", "wait", until="reply", duration="1d"),
        fork("more", "'thanks' in lower({{message}})"),
        say("bye", "You are welcome!"),
        fork("limit", "{{order.total}} > 500"),
        ask("ask", expires="2d", label="Refund"),
        tool("refund", "stripe__create_refund", "refund"),
        say("refunded", "It is on its way back to you."),
        say("no", "{{approval.reason}}"),
        node("agent", "action", actionType="ai_agent", instructions="Help", expires="1h"),
        node("later", "wait", duration="2h"),
        ask("people"),
    ]
    ways = """start -> auth,auth.verified -> orders,auth.failed -> failed,failed -> tag,orders -> what,
    orders.error -> down,down -> sorry,what.shipped -> track,what.lost -> limit,what.open -> agent,
    what.default -> people,track -> tell,track.error -> down,tell -> happy,happy -> more,more.true -> bye,
    more.false -> what,limit.true -> ask,limit.false -> refund,ask.approved -> refund,ask.rejected -> no,
    ask.expired -> people,refund -> refunded,agent.expired -> later,later -> orders,people.approved -> agent,
    people.rejected -> no"""
    return flow(nodes, [way.strip() for way in ways.split(",")])


def nodes(root: Element) -> list[Element]:
    return [group for group in root.iter(f"{SVG}g") if "wf-node" in group.get("class", "")]


def corners(root: Element) -> list[tuple[float, float]]:
    said = (group.get("transform", "").removeprefix("translate(").rstrip(")") for group in nodes(root))
    return [(float(pair.split()[0]), float(pair.split()[1])) for pair in said]


def test_the_refund_file_is_drawn_with_all_its_nodes_and_exits(artifacts: Path) -> None:
    picture = draw(parse(refund(), "refund"), {"handoff": 12, "auth": 3})
    (artifacts / "workflow-refund.svg").write_text(picture, "utf-8")
    root = fromstring(picture)
    said = [text.text for text in root.iter(f"{SVG}text")]
    assert len(nodes(root)) == 10
    assert {"verified", "true", "false", "approved", "rejected", "12", "3", "auto_refund"} <= set(said)
    assert "12 runs are here" in [title.text for title in root.iter(f"{SVG}title")]


def test_no_node_lies_over_another_and_all_are_inside(artifacts: Path) -> None:
    picture = draw(support())
    (artifacts / "workflow-support.svg").write_text(picture, "utf-8")
    root = fromstring(picture)
    found = corners(root)
    assert len(found) == 21
    for (x, y), (left, top) in combinations(found, 2):
        assert y != top or abs(x - left) >= 236
    across, down = float(root.get("width", "0")), float(root.get("height", "0"))
    assert all(0 < x < across - 236 and 0 < y < down - 74 for x, y in found)


def test_a_drawing_is_the_same_each_time() -> None:
    assert draw(support()) == draw(support())


def test_people_stand_out() -> None:
    root = fromstring(draw(support()))
    assert sum("wf-human" in group.get("class", "") for group in nodes(root)) == 2


def test_texts_are_data() -> None:
    nodes_ = [{**TRIGGER, "label": EVIL[:60]}, say("a", EVIL), ask("b\x2d1", label=EVIL[:60])]
    picture = draw(flow(nodes_, ["start -> a", "a -> b-1"], name=f"x{EVIL}\x00\ufffe"), {"a": 1})
    root = fromstring(picture)
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "title", "style", "rect", "g", "path", "circle", "text"}
    assert "<script" not in picture
    picture.encode("utf-8")


def test_it_needs_nothing_from_elsewhere() -> None:
    picture = draw(support())
    assert "://" not in picture.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "url(" not in picture
    assert "prefers-color-scheme: dark" in picture


def test_a_page_can_bring_the_style_itself() -> None:
    bare = draw(support(), style=False)
    assert "<style" not in bare
    assert "style=" not in bare
    assert ".wf-node" not in bare
    assert "svg.workflow" in STYLE


def test_what_is_wrong_with_a_workflow_does_not_keep_it_from_being_drawn() -> None:
    broken = flow(
        [say("a"), say("b"), say("a"), fork("c")], ["a -> b", "b -> a", "a -> x", "c.maybe -> a", "b -> b"]
    )
    assert len(nodes(fromstring(draw(broken)))) == 3
    itself = flow([TRIGGER, fork("a")], ["start -> a", "a.true -> a", "a.false -> a", "a.error -> start"])
    assert len(nodes(fromstring(draw(itself, {"a": 0, "gone": 5})))) == 2


def test_a_node_is_wide_enough_for_the_names_of_its_exits() -> None:
    cases = [{"handle": f"a-long-handle-{place}", "equals": place} for place in range(20)]
    leaves = [say(f"n{place}") for place in range(20)]
    switch = node("s", "logic", logicType="switch", value="{{message}}", cases=cases)
    ways = ["start -> s", *(f"s.a-long-handle-{place} -> n{place}" for place in range(20))]
    root = fromstring(draw(flow([TRIGGER, switch, *leaves], ways)))
    labels = [group for group in root.iter(f"{SVG}g") if "wf-exit" in group.get("class", "")]
    boxes = [
        (float(box.get("x", "")), float(box.get("width", "")))
        for label in labels
        for box in label.iter(f"{SVG}rect")
    ]
    boxes.sort()
    assert len(boxes) == 20
    assert all(x + wide <= other for (x, wide), (other, _) in pairwise(boxes))


def test_a_large_workflow_is_drawn() -> None:
    items, ways = [TRIGGER], ["start -> f0"]
    for place in range(150):
        items += [fork(f"f{place}"), say(f"s{place}")]
        ways += [f"f{place}.true -> s{place}", f"f{place}.false -> f{place + 1}"]
    ways += ["s3 -> f120", "f100.error -> f2"]
    assert len(nodes(fromstring(draw(flow([*items, say("f150")], ways))))) == 302


def test_text_fits_its_room() -> None:
    for line in wrap("word " * 40, 150, 12, 2):
        assert width(line, 12) <= 150
    assert len(wrap("word " * 40, 150, 12, 2)) == 2
    assert wrap("x" * 200, 150, 12, 2)[1].endswith("…")
    assert wrap("", 150, 12, 2) == []
    assert clip("漢字漢字漢字漢字漢字漢字", 60, 12).endswith("…")


def test_durations_are_said_in_their_largest_unit() -> None:
    assert [length(seconds) for seconds in (86400, 7200, 60, 90, 0.5)] == [
        "1 day", "2 hours", "1 minute", "90 seconds", "0.5 seconds",
    ]  # fmt: skip
