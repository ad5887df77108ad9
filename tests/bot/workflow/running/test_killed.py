"""kill -9 between a tool's effect and its record: exactly one refund, and the contact hears the truth."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from handoff.texts import Texts
from tests.bot.workflow.running.house import ROOT, refunds
from tests.bot.workflow.running.test_refund import REFUND
from tests.lines import LIMIT

CHILD = ("-m", "tests.bot.workflow.running.child")
pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]


async def start(folder: Path, what: str, *how: str) -> asyncio.subprocess.Process:
    """Start a process of its own group, so that its tool servers die with it."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *CHILD,
        str(folder / "handoff.db"),
        str(folder),
        str(REFUND),
        what,
        *how,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )


async def killed_after_the_effect(folder: Path, *how: str) -> list[str]:
    """Kill it once the refund was made; return what the contact is told by the next process."""
    (folder / "after").write_text("tell")
    first = await start(folder, "begin", *how)
    async with asyncio.timeout(LIMIT):
        while not (folder / "refunded").exists() and first.returncode is None:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert (folder / "refunded").exists(), await first.communicate()
    os.killpg(first.pid, signal.SIGKILL)
    await first.communicate()
    second = await start(folder, "resume", *how)
    async with asyncio.timeout(LIMIT):
        out, err = await second.communicate()
    assert second.returncode == 0, err.decode()
    found: list[str] = json.loads(out.splitlines()[-1])
    return found


async def test_a_refund_is_made_once_and_goes_on(tmp_path: Path) -> None:
    told = await killed_after_the_effect(tmp_path)
    assert told == ["Your refund of $612.5 has been approved and processed."]
    (refund,) = refunds(tmp_path)
    assert refund["key"].endswith(":approved_refund:6")


async def test_a_server_without_a_key_is_not_asked_twice(tmp_path: Path) -> None:
    told = await killed_after_the_effect(tmp_path, "keyless")
    assert told == [Texts().run_doubtful]
    assert len(refunds(tmp_path)) == 1
