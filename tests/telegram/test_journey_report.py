"""The report of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_report import *  # noqa: F403
