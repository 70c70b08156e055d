"""The report of the other channels, on Matrix: its charts are drawn, and opened on the phone."""

import pytest

from adapters.illustrations import Illustrations
from tests.journeys.test_report import *  # noqa: F403
from tests.journeys.theatre import sentences
from tests.matrix.stage import MatrixTheatre

del test_members_do_not_read_it  # noqa: F821 - a number chooses what is shown there


@pytest.fixture
def theatre(theatre: MatrixTheatre) -> MatrixTheatre:
    theatre.illustrator = Illustrations(sentences())
    theatre.restarted()
    return theatre


async def test_the_charts_are_opened_on_the_phone(quarter: MatrixTheatre) -> None:
    await quarter.says("paule", "/bilan")
    assert quarter.opened("paule").startswith(b"\x89PNG\r\n")
