"""The moderator's hand, on Telegram: unchanged but for the channel."""

from tests.journeys.test_moderation import *  # noqa: F403
