"""What screening says, as it is worth telling."""

import pytest

from bot.domain.screening import Roughly, roughly


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (1, Roughly(1)),
        (2, Roughly(10, is_ceiling=True)),
        (9, Roughly(10, is_ceiling=True)),
        (10, Roughly(100, is_ceiling=True)),
        (99, Roughly(100, is_ceiling=True)),
        (100, Roughly(100)),
        (347, Roughly(350)),
        (995, Roughly(1_000)),
        (156_938, Roughly(160_000)),
        (1_040_000, Roughly(1_000_000)),
    ],
)
def test_an_estimate_is_told_as_precisely_as_it_is_known(estimate: int, said: Roughly) -> None:
    assert roughly(estimate) == said
