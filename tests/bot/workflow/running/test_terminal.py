"""``handoff workflow run``: a whole play over a pipe, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bot.mcp.parts import SHOP
from tests.bot.workflow.running.house import EXAMPLES, ROOT
from tests.bot.workflow.running.parts import action, condition, graph, node, say

CALL = {"toolName": "orders__find", "arguments": '{"text": "{{message}}"}', "outputVariable": "order"}


def play(file: Path, *words: str, lines: str = "") -> tuple[int, list[str]]:
    """Play a file; return the exit code and what was printed."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "workflow", "run", str(file), *words],
        input=lines,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=100,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, (done.stdout + done.stderr).splitlines()


def written(folder: Path, graph: object) -> Path:
    file = folder / "flow.json"
    file.write_text(json.dumps(graph))
    return file


ASKING = graph(
    node("t", "mcp_tool", **CALL),
    condition("big", "{{order.total}} > 500"),
    action(
        "h", "human_handoff", reason="Pay {{order.total}}?", facts=[{"name": "Wish", "value": "{{message}}"}]
    ),
    say("yes", "Paid"),
    say("no", "Not paid: {{approval.reason}}"),
    say("small", "Paid at once"),
    edges="t>big big.true>h big.false>small h.approved>yes h.rejected>no",
)


def test_people_and_tools_are_asked_and_what_the_contact_reads_is_printed(tmp_path: Path) -> None:
    code, printed = play(written(tmp_path, ASKING), lines='hello\n{"total": 900}\nreject too much\n')
    assert code == 0
    assert 'tool orders__find {"text": "hello"}' in printed
    assert "question: Pay 900?" in printed
    assert "  Wish: hello" in printed
    assert printed[-2:] == ["bot: Not paid: too much", "-- done at no"]


def test_variables_and_tools_can_be_given(tmp_path: Path) -> None:
    file = written(tmp_path, ASKING)
    code, printed = play(file, "--set", "message=hi", "--tool", 'orders__find={"total": 5}')
    assert (code, printed[-2:]) == (0, ["bot: Paid at once", "-- done at small"])


def test_a_tool_that_fails_is_a_failed_run(tmp_path: Path) -> None:
    code, printed = play(written(tmp_path, ASKING), lines="hello\n!it is closed\n")
    assert (code, printed[-1]) == (1, "-- failed at t: it is closed")


def test_a_server_of_the_settings_is_asked_for_real_also_by_the_first_node(tmp_path: Path) -> None:
    """Nobody is verified there, so its tool is looked at before it is called."""
    config, arguments = tmp_path / "config.toml", {"email": "{{message}}"}
    command = json.dumps([sys.executable, str(SHOP), str(tmp_path)])
    config.write_text(f'[tools.shop]\ncommand = {command}\nallow = "all"\n')
    call = {"toolName": "shop__get_order", "arguments": arguments, "outputVariable": "order"}
    told = say("told", "It costs {{order.total}}")
    flow = written(tmp_path, graph(node("t", "mcp_tool", **call), told, edges="t>told t.error>told"))
    code, printed = play(flow, "--config", str(config), "--set", "message=mia@example.com")
    assert code == 0
    assert 'tool shop__get_order {"email": "mia@example.com"}' in printed
    assert printed[-2:] == ["bot: It costs 512.5", "-- done at told"]
    assert not [line for line in printed if "[info" in line or "[debug" in line], "the log says nothing"


def test_too_few_lines_end_it_with_an_error(tmp_path: Path) -> None:
    code, printed = play(written(tmp_path, ASKING), lines="hello\n")
    assert (code, printed[-1]) == (1, "-- no more input")


def test_a_code_is_printed_and_a_day_passes_at_once() -> None:
    person = 'directory__find_person={"id": "p1", "name": "Mia", "department": "Sales", "manager": "Lee"}'
    lines = "access please\nmia@example.com\n/code\nWiki\nexpire\n"
    code, printed = play(EXAMPLES / "access-request.json", "--tool", person, lines=lines)
    assert code == 0
    assert any(line.startswith("message to mia@example.com: Your code: ") for line in printed)
    assert "bot: Nobody could decide it in time. Please ask again, or ask for a person." in printed


def test_a_faulty_file_is_told_with_its_line(tmp_path: Path) -> None:
    code, printed = play(written(tmp_path, graph(say("a", "{{nope}}"))))
    assert code == 1
    assert any("flow.json:1" in line and "nope" in line for line in printed)


def test_what_a_place_of_the_team_would_be_told_is_printed_though_nobody_is_there(tmp_path: Path) -> None:
    tell = action("tell", "notify", to="slack:C0123", message="{{contact.channel}}: {{message}}")
    file = written(tmp_path, graph(tell, say("end", "Told."), edges="tell>end"))
    code, printed = play(file, lines="hello\n")
    assert code == 0
    assert printed[-3:] == ["-- announced: slack:C0123, terminal: hello", "bot: Told.", "-- done at end"]


def test_the_agent_and_time_can_be_played(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        graph(
            node("w", "wait", duration="1d"),
            action("a", "ai_agent", instructions="Be kind"),
            say("c", "Glad it is solved"),
            edges="w>a a.completed>c",
        ),
    )
    code, printed = play(file, "--set", "message=x", lines="where is it?\nIn the box.\n")
    assert code == 0
    assert printed[-2:] == ["bot: Glad it is solved", "-- done at c"]
    assert "-- 86400 seconds later" in printed


def test_a_variable_without_a_value_is_misuse_that_is_named(tmp_path: Path) -> None:
    code, printed = play(written(tmp_path, ASKING), "--set", "message")
    assert code != 0
    assert any("NAME=VALUE" in line for line in printed)
