"""One doer for each kind of effect but the agent's turns, wired once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.dispatch import Doer
from bot.doers.board import Board, Face
from bot.doers.card import CardDoer
from bot.doers.deliver import Deliverer
from bot.doers.question import QuestionDoer
from bot.doers.thread import Marker, Relayer
from bot.doers.transcript import Transcriber
from bot.doers.wake import Waker
from bot.recent import Entries
from bot.refs import Refs
from channels.base import Channel
from channels.files import Files
from handoff.desk import Desk
from handoff.effects import (
    AskReviewers,
    Deliver,
    EditCard,
    EditQuestion,
    Effect,
    EndApproval,
    PostCard,
    Relay,
    ShowMark,
    Transcript,
    Wake,
)
from handoff.ids import ConversationId
from handoff.store.base import Reader, Store


@dataclass(frozen=True, slots=True)
class Tools:
    """What doers work with. ``entries`` reads transcripts, ``face`` says what a card shows of us."""

    desk: Desk
    store: Store
    reader: Reader
    entries: Entries
    refs: Refs
    channels: Mapping[str, Channel]
    files: Files
    face: Callable[[ConversationId], Face]


def doers(tools: Tools) -> dict[type[Effect], Doer]:
    """Return who does what."""
    desk, store, refs, channels = tools.desk, tools.store, tools.refs, tools.channels
    board = Board(store, channels, tools.face)
    cards, questions = CardDoer(desk, tools.reader, board), QuestionDoer(desk, tools.reader, board)
    return {
        Deliver: Deliverer(desk, store, refs, channels),
        PostCard: cards,
        EditCard: cards,
        AskReviewers: questions,
        EditQuestion: questions,
        EndApproval: questions,
        Relay: Relayer(desk, store, refs, channels),
        Transcript: Transcriber(desk, store, tools.reader, tools.entries, channels, tools.files),
        ShowMark: Marker(channels),
        Wake: Waker(desk),
    }
