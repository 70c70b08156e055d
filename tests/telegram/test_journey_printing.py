"""The pages of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_printing import *  # noqa: F403
