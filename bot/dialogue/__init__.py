"""Platform-neutral conversations: what a person did becomes a command; what is stored, a screen."""
