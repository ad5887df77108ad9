"""The stand-in provider as a process of its own, as whole flows use it."""

import asyncio
import json
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.lines import LIMIT
from tests.models.script import Script

ROOT = Path(__file__).resolve().parents[2]


def asked(text: str) -> dict[str, object]:
    return {"model": "m", "messages": [{"role": "user", "content": f"<newest>{text}</newest>"}]}


async def test_it_serves_a_script_tells_what_it_played_and_takes_more(tmp_path: Path) -> None:
    script = tmp_path / "script.json"
    script.write_text(
        json.dumps([{"answer": "Never.", "when": "moon"}, {"echo": "You said:", "times": 0}]), "utf-8"
    )
    command = (sys.executable, "-m", "tests.models.provider", "0", str(script))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(LIMIT), aiohttp.ClientSession() as session:
            ready = (await process.stdout.readline()).decode().split()
            assert ready[0] == "ready"
            url = f"{ready[1]}/v1/chat/completions"
            async with session.post(url, json=asked("hello")) as answer:
                call = (await answer.json())["choices"][0]["message"]["tool_calls"][0]["function"]
            assert json.loads(call["arguments"])["text"] == "You said: hello"
            told = json.loads(await process.stdout.readline())
            assert (told["dialect"], told["newest"]) == ("OpenAI", "<newest>hello</newest>")
            await session.post(f"{ready[1]}/script", json=[{"fault": "quota", "when": "more"}])
            async with session.post(f"{ready[1]}/v1/messages", json=asked("the moon?")) as answer:
                assert (await answer.json())["content"][0]["input"]["text"] == "Never."
    finally:
        process.kill()
        await process.communicate()


def test_a_step_is_played_for_what_it_fits_and_as_often_as_it_says() -> None:
    script = Script([{"text": "a", "when": "Moon"}, {"text": "b", "times": 2}, {"text": "c", "times": 0}])
    played = [script.next(newest, "") for newest in ("sun", "the moon", "moon", "x", "y")]
    assert [step and step["text"] for step in played] == ["b", "a", "b", "c", "c"]


def test_a_script_that_is_over_says_nothing() -> None:
    assert Script([]).next("x", "x") is None


def test_a_step_that_says_nothing_is_a_fault_of_the_script() -> None:
    with pytest.raises(ValueError, match="a step says one of"):
        Script([{"anwser": "typo"}])
