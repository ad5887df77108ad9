"""Pastes or drops a file: the browser's own events, as a person's clipboard and mouse would make them."""

import base64
from typing import Final

from playwright.async_api import Locator

_GIVE: Final = """(target, [kind, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const given = new DataTransfer();
  given.items.add(new File([bytes], "shade.png", { type: "image/png" }));
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true })
    : new DragEvent(kind, { dataTransfer: given, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
}"""


async def give_to(target: Locator, kind: str, picture: bytes) -> None:
    """Have ``shade.png`` come by ``paste``, ``dragover`` or ``drop``."""
    await target.evaluate(_GIVE, [kind, base64.b64encode(picture).decode()])
