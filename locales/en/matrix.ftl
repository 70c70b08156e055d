### Matrix and Tchap: what exists there alone.

matrix-choose = { $count ->
    [one] To choose, reply 1:
   *[other] To choose, reply with a number, from 1 to { $count }:
}
matrix-refused-stranger = This bot only answers members of the servers that it knows. Please ask the moderators of your network.
matrix-refused-not-encrypted = This room is not encrypted. Invite me to an encrypted one: what is said there is nobody else’s.

## The diagnosis

doctor-matrix = Matrix
doctor-matrix-ok = The account { $name } is open.
doctor-matrix-first-start = The server answers. The first start will open the account { $name } and make its device.
doctor-matrix-refused = The Matrix server refuses the bot’s token ({ $cause }). Its device was removed, or the account closed: see docs/matrix.md, “When the device is lost”.
doctor-matrix-expired = The server says that the bot’s account is no longer valid. Have it renewed by whoever opened it.
doctor-matrix-other-account = The token or the folder matrix.folder belong to another account than matrix.user_id.
doctor-matrix-keys-unreadable = The device’s keys cannot be opened with the present secret. Put the former secret back as a second line, or the file “keys” of the backup.
doctor-matrix-keys-lost = The file “keys” is missing in matrix.folder. Put back the one of the backup; failing that, empty this folder to begin with a new identity.
doctor-matrix-unreachable = The Matrix server does not answer ({ $cause }). Check the network, the proxy and matrix.homeserver.
doctor-matrix-device = Matrix: device
doctor-matrix-device-ok = The device is there, and signed: the strictest clients read it.
doctor-matrix-device-not-signed = The device is not signed: strict clients will not read the bot. Give matrix.password_file, then restart.
doctor-matrix-device-store-lost = The device’s encryption keys are gone. With matrix.password_file, the next start will make a device of the same identity. Do not put an old copy of crypto.db back.
doctor-matrix-rooms = Matrix: encryption
doctor-matrix-rooms-ok = Every room looked at is encrypted ({ $count }).
doctor-matrix-rooms-clear = Rooms that are not encrypted: { $clear } of { $count }. The bot does not write there, unless matrix.encrypted_only is false.
doctor-matrix-groups = Matrix: rooms
doctor-matrix-groups-ok = The bot is in the room of every circle.
doctor-matrix-groups-lost = Rooms of circles that the bot is no longer in: { $lost }. Invite it again.
doctor-matrix-clock = Matrix: clock
doctor-matrix-clock-ok = In time with the server.
doctor-matrix-clock-apart = { $seconds } s apart from the server. Set the clock (NTP).
doctor-matrix-expiry = Matrix: validity
doctor-matrix-expiry-ok = The account is valid until { $date }.
doctor-matrix-expiry-soon = The account is only valid until { $date } ({ $days } days). Have it renewed, then correct matrix.expires_on.
doctor-matrix-expiry-over = The account was only valid until { $date }. Have it renewed, then correct matrix.expires_on.
