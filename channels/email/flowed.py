"""Text whose lines the writer's program broke to fit a width, made whole again (RFC 3676).

A line that ends with a blank goes on in the next one; a line that began with a blank, ``>`` or ``From`` got
a blank before it. Thunderbird and Apple's Mail write like this.
"""

from typing import Final

_SIGNATURE: Final = "-- "


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Return paragraphs as one line each, below as many ``>`` as before.

    ``delsp`` says that the blank at a line's end was put there only to mark it.
    """
    whole: list[str] = []
    open_at = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        goes_on = words.endswith(" ") and words != _SIGNATURE
        kept = words[:-1] if goes_on and delsp else words
        if depth == open_at and words != _SIGNATURE:
            whole[-1] += kept
        else:
            whole.append(f"{'>' * depth} {kept}" if depth else kept)
        open_at = depth if goes_on else -1
    return "\n".join(whole)
