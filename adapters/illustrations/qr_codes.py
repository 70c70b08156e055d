"""An address as a picture that a telephone reads."""

from io import BytesIO

import segno

from bot.domain.delivery import File
from bot.domain.screens import QrCode
from bot.ports import Texts

DOTS_A_MODULE = 8


def qr_file(code: QrCode, language: str, texts: Texts) -> File:
    """A PNG, with the quiet zone that readers need (ISO/IEC 18004)."""
    content = BytesIO()
    segno.make_qr(code.address, error="m").save(content, kind="png", scale=DOTS_A_MODULE)
    name = texts.say(code.name.key, language, code.name.args)
    return File(f"{name}.png", "image/png", content.getvalue(), code.address)
