"""The pages of the other channels, on Matrix: real ones, opened on the phone."""

import pytest

from adapters.illustrations import Illustrations
from tests.journeys.test_printing import *  # noqa: F403
from tests.journeys.theatre import sentences
from tests.matrix.stage import MatrixTheatre

del test_nobody_else_prints_a_case  # noqa: F821 - a number chooses what is shown there


@pytest.fixture
def theatre(theatre: MatrixTheatre) -> MatrixTheatre:
    theatre.illustrator = Illustrations(sentences())
    theatre.restarted()
    return theatre


async def test_the_pages_are_opened_on_the_phone(answered: MatrixTheatre) -> None:
    await answered.taps("claire", "choice-print")
    assert answered.opened("claire").startswith(b"%PDF-")
