"""No one is asked beyond their limit: pure decisions from policy, history and `now` (R2, R3)."""
