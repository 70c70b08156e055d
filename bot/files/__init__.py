"""Files that people bring and take away: what they may hold, and what is wrong with a line."""
