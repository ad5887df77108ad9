"""One doer for each kind of effect but the agent's turns, wired once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.assist.base import Helping
from bot.assist.drafting import Drafter, Writer
from bot.assist.summary import Summarizer
from bot.assist.translating import Answering, Reading
from bot.dispatch import Doer
from bot.doers.board import Board, Face
from bot.doers.card import CardDoer
from bot.doers.deliver import Deliverer
from bot.doers.nudge import Nudger
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
    Nudge,
    PostCard,
    Relay,
    RemindReviewers,
    ShowMark,
    Summarize,
    Transcript,
    Translate,
    TranslateReply,
    Wake,
    WriteDraft,
)
from handoff.ids import ConversationId
from handoff.policy import Assistance
from handoff.store.base import Store
from handoff.store.reading import Reader


@dataclass(frozen=True, slots=True)
class Tools:
    """What doers work with. ``entries`` reads transcripts, ``face`` says what a card shows of us.

    ``helping`` gives the model that helps operators, if there is one, ``assistance`` what it may do.
    """

    desk: Desk
    store: Store
    reader: Reader
    entries: Entries
    refs: Refs
    channels: Mapping[str, Channel]
    files: Files
    face: Callable[[ConversationId], Face]
    helping: Helping = lambda: None
    assistance: Callable[[], Assistance] = Assistance


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
        RemindReviewers: questions,
        Nudge: Nudger(desk, tools.reader, board),
        Relay: Relayer(desk, store, refs, channels),
        Transcript: Transcriber(desk, store, tools.reader, tools.entries, channels, tools.files),
        ShowMark: Marker(channels),
        Wake: Waker(desk),
        **_helpers(tools),
    }


def _helpers(tools: Tools) -> dict[type[Effect], Doer]:
    """Return who has the model help operators; without one each of them does what it does without."""
    desk, entries, helping, terms = tools.desk, tools.entries, tools.helping, tools.assistance
    return {
        Summarize: Summarizer(desk, entries, helping),
        WriteDraft: Drafter(desk, Writer(entries, helping, terms)),
        Translate: Reading(desk, entries, tools.refs, helping, terms),
        TranslateReply: Answering(desk, helping, terms),
    }
