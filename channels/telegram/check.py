"""Asks Telegram who we are and whether we may do what a place of the team needs; says what to click."""

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, User

from channels.errors import Permanent
from channels.telegram.line import Line
from channels.telegram.spot import Spot

_TOPICS = (
    "{name}: the bot may not open topics; open the group, Edit > Administrators > the bot, and turn on "
    '"Manage topics"'
)
_PRIVACY = (
    "{name}: the bot is blind to plain messages (privacy mode); make it an administrator of the group, or "
    "send /setprivacy to @BotFather, choose Disable, remove the bot from the group and add it again"
)
_ABSENT = "{name}: the bot is not in the group; open the group, Add members, and choose the bot"


async def who(line: Line) -> str:
    """Say who we are in one line; raises ChannelError."""
    user = await line.ask(lambda bot: bot.get_me())
    heard = "" if user.can_read_all_group_messages else ", privacy mode on"
    return f"@{user.username}, id {user.id}{heard}"


async def place(line: Line, where: Spot) -> str:
    """Say that a place is ready, in which way; raises Permanent with all that is missing."""
    chat, me, member = await line.to(where.chat, _asked, repeatable=True)
    name = chat.title or chat.full_name or str(where)
    if chat.type == chat.PRIVATE:
        return f"{name}: ready, a private chat; operators reply to the card"
    missing = [text.format(name=name) for text in _missing(chat, me, member)]
    if missing:
        raise Permanent(". ".join(missing))
    how = (
        "each handoff gets a topic"
        if chat.is_forum
        else "operators reply to the card (the group has no topics)"
    )
    return f"{name}: ready, {how}"


async def _asked(bot: Bot, chat: int) -> tuple[ChatFullInfo, User, ChatMember]:
    me = await bot.get_me()
    return await bot.get_chat(chat), me, await bot.get_chat_member(chat, me.id)


def _missing(chat: ChatFullInfo, me: User, member: ChatMember) -> list[str]:
    if member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return [_ABSENT]
    admin = isinstance(member, ChatMemberAdministrator)
    found = []
    if not (admin or me.can_read_all_group_messages):
        found.append(_PRIVACY)
    if chat.is_forum and not (isinstance(member, ChatMemberAdministrator) and member.can_manage_topics):
        found.append(_TOPICS)
    return found
