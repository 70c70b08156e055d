"""What every channel promises the courier, on Matrix: encrypted rooms, read by a strict client."""

from collections.abc import AsyncIterator

import pytest

from tests.contract.test_channel import *  # noqa: F403
from tests.contract.test_channel import plain_texts
from tests.matrix.rig import MatrixRig
from tests.matrix.town import Town

del rig  # noqa: F821 - the one below instead


@pytest.fixture
async def rig(town: Town) -> AsyncIterator[MatrixRig]:
    rig = MatrixRig(town, plain_texts())
    await rig.begin()
    yield rig
    await rig.end()
