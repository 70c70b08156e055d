### Matrix and Tchap: what exists there alone.

matrix-choose = { $count ->
    [one] To choose, reply 1:
   *[other] To choose, reply with a number, from 1 to { $count }:
}
matrix-refused-stranger = This bot only answers members of the servers that it knows. Please ask the moderators of your network.
matrix-refused-not-encrypted = This room is not encrypted. Invite me to an encrypted one: what is said there is nobody else’s.
