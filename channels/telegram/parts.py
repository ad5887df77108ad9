"""The adapter's parts, put together once."""

from channels.base import Memos
from channels.cargo import Cargo
from channels.errors import Temporary
from channels.files import Files
from channels.telegram.admins import Admins
from channels.telegram.answers import Answers
from channels.telegram.asks import Asks
from channels.telegram.cards import Cards
from channels.telegram.chats import Chats, Lost
from channels.telegram.contacts import Contacts
from channels.telegram.downloads import Downloads
from channels.telegram.editor import Editor
from channels.telegram.limits import Limits
from channels.telegram.line import Line
from channels.telegram.memory import Memory
from channels.telegram.sender import Sender
from channels.telegram.settings import TelegramSettings
from channels.telegram.team import Team
from channels.telegram.threads import Threads
from channels.telegram.uploads import MOST
from handoff.errors import StoreUnavailable


class Parts:
    """What calls Telegram and what is called by it; nothing here connects by itself."""

    def __init__(self, settings: TelegramSettings, files: Files, memos: Memos) -> None:
        memory = Memory(memos)
        self.lost: Lost = Lost()
        self.threads = Threads(memory)
        self.chats = Chats(memory, self.threads, self.lost)
        self.limits = Limits(settings.speed)
        self.line = Line(settings, self.chats, self.limits)
        cargo = Cargo(files, MOST)
        self.sender = Sender(self.line, self.limits, cargo)
        self.editor = Editor(self.line, cargo)
        self.cards = Cards(self.line, self.sender, self.editor, self.threads, memory)
        asks = Asks(memory)
        self.answers = Answers(self.line, self.limits, self.sender, self.editor, self.threads, asks)
        downloads = Downloads(self.line, files)
        self.contact = Contacts(settings, downloads, self.sender, self.editor, self.answers)
        admins = Admins(self.line)
        self.team = Team(self.threads, asks, self.cards, admins, downloads, self.editor, self.answers)

    async def open(self) -> None:
        """Learn what was known before a restart; raises Temporary when the store cannot be read."""
        try:
            await self.threads.open()
        except StoreUnavailable:
            raise Temporary("the store cannot be read right now") from None
