"""The folder of knowledge: read, watched, and never brought down by one bad file."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.agent.base import Turn
from bot.agent.knowledge import KnowledgeAgent, KnowledgeMissing
from bot.agent.knowledge.folder import load
from handoff.answer import Answer
from handoff.ids import ConversationId


@pytest.fixture
async def moon(folder: Path) -> AsyncIterator[KnowledgeAgent]:
    agent = KnowledgeAgent(folder)
    await agent.start()
    yield agent
    await agent.close()


async def ask(agent: KnowledgeAgent, asked: str) -> Answer:
    return await agent.answer(Turn(ConversationId("c1"), asked))


async def until(agent: KnowledgeAgent, asked: str, right: Callable[[Answer], bool]) -> Answer:
    """Ask again and again until the answer is right; the test's own time limit ends it otherwise."""
    while not right(answer := await ask(agent, asked)):  # noqa: ASYNC110 (only answers show the change)
        await asyncio.sleep(0.02)
    return answer


async def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    agent = KnowledgeAgent(tmp_path / "nowhere")
    with pytest.raises(KnowledgeMissing, match="nowhere"):
        await agent.start()
    await agent.close()


async def test_a_file_in_place_of_the_folder_is_a_clear_error(folder: Path) -> None:
    with pytest.raises(KnowledgeMissing, match=r"moon\.md"):
        await KnowledgeAgent(folder / "moon.md").start()


async def test_nothing_is_answered_before_the_start(folder: Path) -> None:
    with pytest.raises(RuntimeError, match="before it was started"):
        await ask(KnowledgeAgent(folder), "gravity")


async def test_a_changed_file_is_live_at_once(moon: KnowledgeAgent, folder: Path) -> None:
    (folder / "moon.md").write_text("# Moon\n\n## Gravity\n\nStill a sixth.\n", encoding="utf-8")
    await until(moon, "gravity", lambda answer: answer.text == "Still a sixth.")


async def test_a_file_replaced_by_an_editor_is_live_at_once(moon: KnowledgeAgent, folder: Path) -> None:
    other = folder / ".moon.md.swp"
    other.write_text("# Moon\n\n## Gravity\n\nReplaced.\n", encoding="utf-8")
    other.replace(folder / "moon.md")
    await until(moon, "gravity", lambda answer: answer.text == "Replaced.")


async def test_new_and_removed_files_are_seen(moon: KnowledgeAgent, folder: Path) -> None:
    (folder / "planets").mkdir()
    (folder / "planets" / "mars.md").write_text("# Mars\n\n## Colour\n\nRed.\n", encoding="utf-8")
    await until(moon, "colour", lambda answer: answer.text == "Red.")
    (folder / "moon.md").unlink()
    await until(moon, "gravity", lambda answer: not answer.known)


async def test_a_folder_that_disappears_leaves_what_was_read(moon: KnowledgeAgent, folder: Path) -> None:
    shutil.rmtree(folder)
    with pytest.raises(KnowledgeMissing):
        await moon.reload()
    assert (await ask(moon, "gravity")).text == "A sixth of ours."


async def test_a_folder_that_comes_back_is_read_again(moon: KnowledgeAgent, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "sun.md").write_text("# Sun\n\n## Heat\n\nA lot.\n", encoding="utf-8")
    await until(moon, "heat", lambda answer: answer.text == "A lot.")


async def test_starting_and_closing_twice_is_safe(folder: Path) -> None:
    agent = KnowledgeAgent(folder)
    await agent.start()
    await agent.start()
    await agent.close()
    await agent.close()
    await agent.start()
    await agent.close()


def test_a_faulty_file_is_named_and_skipped(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "latin.md").write_bytes(b"# Caf\xe9\n\nText\n")
    (folder / "empty.md").write_text("", encoding="utf-8")
    (folder / "gone.md").symlink_to(folder / "nothing.md")
    (folder / "folder.md").mkdir()
    (folder / "huge.md").write_bytes(b"# x\n\n" + b"word " * 500_000)
    with caplog.at_level(logging.WARNING):
        pages = load(folder)
    assert [section.heading for section in pages.sections] == ["Gravity"]
    assert [fault.file for fault in pages.faults] == [
        "empty.md",
        "folder.md",
        "gone.md",
        "huge.md",
        "latin.md",
    ]
    for fault in pages.faults:
        assert fault.file in caplog.text
    assert "not UTF-8" in caplog.text


async def test_a_faulty_change_keeps_the_rest(moon: KnowledgeAgent, folder: Path) -> None:
    (folder / "bad.md").write_bytes(b"\xff\xfe\x00")
    await moon.reload()
    assert (await ask(moon, "gravity")).text == "A sixth of ours."


async def test_an_empty_folder_knows_nothing_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    agent = KnowledgeAgent(tmp_path)
    await agent.start()
    assert not (await ask(agent, "gravity")).known
    assert "holds nothing" in caplog.text
    await agent.close()
