"""Slack's names of the emoji people react with, and back. Slack takes reactions by name only."""

from typing import Final

_NAMES: Final = """
👍 +1 thumbsup|👎 -1 thumbsdown|❤️ heart|😂 joy|😄 smile|😀 grinning|🙂 slightly_smiling_face
😊 blush|😉 wink|😍 heart_eyes|😘 kissing_heart|😎 sunglasses|🤔 thinking_face|😐 neutral_face
😕 confused|😞 disappointed|😢 cry|😭 sob|😡 rage|😠 angry|😱 scream|😮 open_mouth|😅 sweat_smile
😆 laughing satisfied|🤣 rolling_on_the_floor_laughing|🙃 upside_down_face|😇 innocent
🤗 hugging_face|🤷 shrug|🤦 face_palm|🙏 pray|👏 clap|🙌 raised_hands|👌 ok_hand|👋 wave|✌️ v
💪 muscle|🤝 handshake|👀 eyes|🔥 fire|🎉 tada|✨ sparkles|⭐ star|💯 100|✅ white_check_mark
☑️ ballot_box_with_check|✔️ heavy_check_mark|❌ x|❗ exclamation heavy_exclamation_mark
❓ question|⚠️ warning|🚀 rocket|💡 bulb|📝 memo pencil|📌 pushpin|🔔 bell|🕐 clock1
⏳ hourglass_flowing_sand|⌛ hourglass|🐛 bug|☕ coffee|🍕 pizza|🎂 birthday|🌹 rose
💔 broken_heart|💙 blue_heart|💚 green_heart|💛 yellow_heart|💜 purple_heart|🖤 black_heart
🧡 orange_heart|😴 sleeping|🤯 exploding_head|🥳 partying_face|😬 grimacing
🙄 face_with_rolling_eyes|😳 flushed|🤩 star-struck|😁 grin|😃 smiley|☺️ relaxed|💩 hankey poop
👻 ghost|🤖 robot_face|☝️ point_up|👇 point_down|👆 point_up_2|👉 point_right|👈 point_left
🤞 crossed_fingers|🫡 saluting_face|🆗 ok|🔴 red_circle|🟢 large_green_circle
"""
_TONES: Final = {f"skin-tone-{number}": chr(0x1F3F9 + number) for number in range(2, 7)}
_SELECTOR: Final = "\ufe0f"


def _rows() -> list[tuple[str, list[str]]]:
    parts = [row.split() for row in _NAMES.strip().replace("\n", "|").split("|")]
    return [(row[0], row[1:]) for row in parts]


_UNICODE: Final = {name: emoji for emoji, names in _rows() for name in names}
_NAME: Final = {emoji.rstrip(_SELECTOR): names[0] for emoji, names in _rows()}


def unicode_of(name: str) -> str:
    """Return the emoji of Slack's name, such as ``+1::skin-tone-2``; empty for one we do not know."""
    base, _, tone = name.partition("::")
    found = _UNICODE.get(base, "")
    return found + _TONES.get(tone, "") if found else ""


def name_of(emoji: str) -> str:
    """Return Slack's name of an emoji; empty for one we do not know."""
    bare = "".join(char for char in emoji if char != _SELECTOR and char not in _TONES.values())
    return _NAME.get(bare, "")


def spoken(name: str, code: str = "") -> str:
    """Return an emoji for readers: Unicode where possible, else ``:name:`` (a workspace's own picture).

    ``code`` is how Slack spells the Unicode: ``1f44d-1f3fd``.
    """
    try:
        found = "".join(chr(int(part, 16)) for part in code.split("-") if part)
    except (ValueError, OverflowError):
        found = ""
    return found or unicode_of(name) or f":{name}:"
