"""Puts approvals' questions to the team's channels, redraws them, and ends them in time."""

from collections.abc import Callable, Mapping

from bot.doers.card import Face
from bot.doers.sending import doubt, record, sent
from bot.doers.thread import channel_of
from channels.base import Channel
from channels.errors import Permanent
from handoff.card import Card
from handoff.desk import Desk
from handoff.effects import AskReviewers, EditQuestion, EndApproval
from handoff.events import ApprovalDue, QuestionPosted, QuestionRefused
from handoff.ids import ApprovalId, ConversationId
from handoff.question import draw_question
from handoff.store.base import Reader, Row, RowState, Settled, Store


class QuestionDoer:
    """Draws from the approval as it stands at the moment of the call."""

    def __init__(
        self,
        desk: Desk,
        store: Store,
        reader: Reader,
        channels: Mapping[str, Channel],
        face: Callable[[ConversationId], Face],
    ) -> None:
        self._desk = desk
        self._store = store
        self._reader = reader
        self._channels = channels
        self._face = face

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        match row.effect:
            case AskReviewers(approval, place):
                channel = channel_of(self._channels, place)
                await channel.ready(place)
                await doubt(self._store, row, channel)
                receipt = await channel.post_card(place, await self._card(approval), row.id)
                event = QuestionPosted(approval, place, receipt.ref)
                return await record(self._desk, row.conversation, event, sent(row, channel, receipt))
            case EditQuestion(approval, place, ref):
                channel = channel_of(self._channels, place)
                await channel.ready(place)
                await channel.edit_card(place, ref, await self._card(approval))
                return Settled(row.id, RowState.SENT, row.attempts + 1, ref=ref)
            case EndApproval(approval):
                done = Settled(row.id, RowState.SENT)
                return await record(self._desk, row.conversation, ApprovalDue(approval), done)
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
        face = self._face(approval.conversation)
        return draw_question(approval, face.bot, face.inbox)
