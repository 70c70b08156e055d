"""What goes with a message: charts, QR codes and pages, drawn by libraries that know how."""

from adapters.illustrations.charts import chart_file
from adapters.illustrations.qr_codes import qr_file
from bot.domain.delivery import File
from bot.domain.screens import Charts, Enclosure, QrCode, Sheet
from bot.ports import Texts


class Illustrations:
    """Implements `bot.ports.Illustrator`."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def draw(self, enclosure: Enclosure, language: str) -> File:
        """The file of an enclosure, in one language; a picture of charts takes half a second."""
        match enclosure:
            case Charts():
                return chart_file(enclosure, language, self._texts)
            case QrCode():
                return qr_file(enclosure, language, self._texts)
            case Sheet():
                # A third of a second and 58 MB, for the day when somebody wants pages.
                from adapters.illustrations.sheets import sheet_file

                return sheet_file(enclosure, language, self._texts)
