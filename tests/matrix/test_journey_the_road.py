"""The road of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_the_road import *  # noqa: F403

del theatre  # noqa: F821 - the one of this folder instead
