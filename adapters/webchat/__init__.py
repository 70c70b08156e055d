"""The web chat: the embedded default channel, client and platform in one.

A conversation in a browser, with no account elsewhere. The bot reaches it through `WebChat`; a
person reaches the bot through the Starlette application of `create_app`.
"""
