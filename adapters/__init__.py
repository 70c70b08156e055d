"""The outside world: each adapter keeps one promise of `bot.ports` and knows no other adapter."""
