"""A stage with a counsellor and seven colleagues who can help her."""

import pytest

from tests.journeys.theatre import HELPERS, Theatre, professional


@pytest.fixture
def theatre() -> Theatre:
    theatre = Theatre()
    theatre.cast(professional("claire"), *(professional(name) for name in HELPERS))
    return theatre
