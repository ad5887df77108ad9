"""Who does what was decided, wired once: all but the agent's turns, workflows' steps and tools' calls."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.assist.base import Helping
from bot.assist.drafting import Drafter, Writer
from bot.assist.summary import Summarizer
from bot.assist.translating import ContactTranslator, ReplyTranslator
from bot.dispatch import Doer
from bot.doers.announce import Announcer
from bot.doers.board import Board, Face
from bot.doers.card import CardDoer
from bot.doers.deliver import Deliverer
from bot.doers.nudge import Nudger
from bot.doers.question import QuestionDoer
from bot.doers.sending import Carrier
from bot.doers.thread import Marker, Relayer
from bot.doers.transcript import Transcriber
from bot.doers.wake import Waker
from bot.recent import Entries
from bot.refs import Refs
from bot.team.threads import Threads
from channels.files import Files
from handoff.effects import (
    Announce,
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
from handoff.store.reading import Reader


@dataclass(frozen=True, slots=True)
class Tools:
    """What doers work with. ``entries`` reads transcripts, ``face`` says what a card shows of us.
    ``threads`` waits for the cards that are on their way.

    ``helping`` gives the model that helps operators, if there is one, ``assistance`` what it may do.
    """

    carrier: Carrier
    reader: Reader
    entries: Entries
    refs: Refs
    files: Files
    face: Callable[[ConversationId], Face]
    threads: Threads
    helping: Helping = lambda: None
    assistance: Callable[[], Assistance] = Assistance


def doers(tools: Tools) -> dict[type[Effect], Doer]:
    """Return who does what."""
    carrier, reader, refs = tools.carrier, tools.reader, tools.refs
    desk, board = carrier.desk, Board(carrier, tools.face)
    cards, questions = CardDoer(desk, reader, board, tools.threads), QuestionDoer(desk, reader, board)
    return {
        Deliver: Deliverer(carrier, refs),
        PostCard: cards,
        EditCard: cards,
        AskReviewers: questions,
        EditQuestion: questions,
        EndApproval: questions,
        RemindReviewers: questions,
        Nudge: Nudger(reader, carrier),
        Announce: Announcer(carrier, refs),
        Relay: Relayer(carrier, refs),
        Transcript: Transcriber(carrier, reader, tools.entries, tools.files),
        ShowMark: Marker(carrier),
        Wake: Waker(desk),
        **_helpers(tools),
    }


def _helpers(tools: Tools) -> dict[type[Effect], Doer]:
    """Return who has the model help operators; without one each of them does what it does without."""
    desk, entries, helping, terms = tools.carrier.desk, tools.entries, tools.helping, tools.assistance
    return {
        Summarize: Summarizer(desk, entries, helping),
        WriteDraft: Drafter(desk, Writer(entries, helping, terms)),
        Translate: ContactTranslator(desk, entries, tools.refs, helping, terms),
        TranslateReply: ReplyTranslator(desk, helping, terms),
    }
