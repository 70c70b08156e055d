"""The screener, loaded once for all these tests."""

from __future__ import annotations

import pytest

from anonymize import Screener, ScreeningSettings
from anonymize.engine import Engine
from anonymize.models import pipelines


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine(pipelines(ScreeningSettings()))


@pytest.fixture(scope="session")
def screener(engine: Engine) -> Screener:
    return Screener(engine, ScreeningSettings())
