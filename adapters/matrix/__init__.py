"""Matrix, Tchap included: the bot in encrypted rooms and threads."""
