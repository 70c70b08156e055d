"""One intent a file. Synchronous, inside the unit of work of the event that caused it.

A use case never touches the network and never commits: whoever opened the unit of work commits
the state, the reserved slots and every outgoing notice together (R4, R5).
"""
