"""The circles of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_circles import *  # noqa: F403
