"""Has approvals' questions put to the team's channels and redrawn, reminds of them, and ends them in time."""

from bot.doers.board import Board
from bot.record import record
from channels.errors import Permanent
from handoff.card import Card
from handoff.desk import Desk
from handoff.effects import AskReviewers, EditQuestion, EndApproval, RemindReviewers
from handoff.events import ApprovalDue, ApprovalReminder, QuestionPosted, QuestionRefused
from handoff.ids import ApprovalId
from handoff.question import draw_question
from handoff.store.base import Row, RowState, Settled
from handoff.store.reading import Reader


class QuestionDoer:
    """Draws from the approval as it stands at the moment of the call."""

    def __init__(self, desk: Desk, reader: Reader, board: Board) -> None:
        self._desk = desk
        self._reader = reader
        self._board = board

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        match row.effect:
            case AskReviewers(approval, place):
                await self._board.begin(row, place)
                receipt, done = await self._board.post(row, place, await self._card(approval))
                event = QuestionPosted(approval, place, receipt.ref)
                return await record(self._desk, row.conversation, event, done)
            case EditQuestion(approval, place, ref):
                return await self._board.redraw(row, place, ref, await self._card(approval))
            case EndApproval(approval):
                done = Settled(row.id, RowState.SENT)
                return await record(self._desk, row.conversation, ApprovalDue(approval), done)
            case RemindReviewers(approval):
                done = Settled(row.id, RowState.SENT)
                return await record(self._desk, row.conversation, ApprovalReminder(approval), done)
            case other:
                raise TypeError(type(other).__name__)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Let the conversation show which place could not be asked."""
        if not isinstance(row.effect, AskReviewers):
            return False
        event = QuestionRefused(row.effect.approval, row.effect.place, settled.error or "no reason given")
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    async def _card(self, id: ApprovalId) -> Card:
        approval = await self._reader.approval(id)
        if approval is None:
            raise Permanent("the question is not in the store")
        face = self._board.face(approval.conversation)
        return draw_question(approval, face.bot, face.inbox)
