### Why not, and until when.

refused-until = It will be possible { MOMENT($at) }.
refused-empty-text = There are no words in this message. Write a few, as to a colleague.
refused-too-long = That is too long: { $limit } characters at most. Keep the essential: the question, and what blocks.
refused-words-not-found = Those words are not in your text. Copy them exactly.
refused-three-themes = Three themes at most. Take one away first.
refused-unknown-departement = That département is not known. Type its name or its number, for example: Nord, or 59.
refused-preview-changed = The text changed since that preview. Read the new one before you send.
refused-screening-unavailable = Screening does not work at the moment: nothing leaves, your draft is kept. Try again in a few minutes.
refused-draft-gone = That draft no longer exists: it has already left, or it was abandoned. To see what left: /cases
refused-goes-nowhere = That text is not to be sent.
refused-not-for-you = That button is not for you, or it was altered. Nothing was done.
refused-lacks-sign = Nothing is done. If that is what you want, type it with the slash: /{ $word }
refused-stale-choice = That choice is no longer of use. Nothing was done.
refused-say-it-in-words = The server can read a reaction: for this choice, type its number instead.
refused-not-yours = That ask is not addressed to you.
refused-not-your-role = That needs another role in the network. Ask the moderators.
refused-which-circle = Which circle? Write /circle followed by one of these names: { $names }.
refused-only-in-a-group = This command is written in the circle’s group, where I have been added.
refused-removed = Your access to the network was removed. Write to the moderators if this is a mistake.
refused-already-left = It has already left: it can no longer be cancelled. You may reply to colleagues or close the situation.
refused-already-answered = You have already answered, thank you. You may correct or complete your answer.
refused-already-settled = That is already settled.
refused-case-forgotten = That situation is over and its text was erased.
refused-case-cancelled = That situation was cancelled by the person who wrote it.
refused-case-ended = That situation is over.
refused-already-held = This situation is held already.
refused-not-held = This situation is not held: its search is going on.
refused-own-case = It is your own situation.
refused-own-answer = Nobody votes on their own answer.
refused-not-asked = Only people asked about this situation may vote.
refused-colleague-asked = That is the person who asks.
refused-colleague-asked-already = That person is already asked about this situation.
refused-colleague-busy = That colleague cannot be asked anything new for now.
refused-asked-further-enough = You have already asked { $count } questions about this answer. To say more, ask to be put in touch instead.
refused-asked-back-enough = You have already asked { $count } questions about this situation. Answer with what you know, and say what it depends on.
refused-unknown-code = That code is unknown or too old. Ask for a new one.
refused-too-many-codes = Too many wrong codes were tried. Wait a little: a right code will work after that, if it is still valid.
refused-account-taken = That account already belongs to somebody else.
refused-unknown-member = Nobody in the network has that name. Check how it is spelt.
refused-reason-needed = Say why, after the value: the reason is kept with the limits.
refused-nothing-to-undo = There is nothing to undo.
refused-nothing-changes = It has that value already.
refused-limits-ambiguous = Several limits fit. Which one would become { $value }? You will see what it does before you decide.
refused-reason-too-long = A reason takes { $limit } characters at most. Nothing was added. To write a situation, tap “Drop it” first.
refused-limits-moved = The limits changed meanwhile. Here is the effect on today's.
refused-already-paused = Everything is stopped already. To go on: /resumeall
refused-not-paused = Nothing is stopped.
refused-network-paused = The moderators have stopped the network for a while.
refused-not-yourself = Nobody removes themselves. To leave: /stop
refused-remove-usage = Type the name after it: /remove First Last
refused-invite-usage = Type the name after it: /invite First Last
refused-limits-usage = Type the limit, its value, then why: /limits person week 3 to breathe
refused-policy-unknown-key = No limit is called “{ $key }”. { $nearest ->
    [none] The buttons of /limits show them all.
   *[other] Is it this one?
}
refused-policy-wrong-type = { $wanted ->
    [int] This limit is a whole number.
    [float] This limit is a number.
   *[str] This limit is a time, for example 08:30.
} Type it after the name, for example: /limits person week 3
refused-policy-out-of-range = This limit goes from { $unit ->
    [share] 0 to 100%.
   *[count] { $lowest } to { $highest }.
}
refused-policy-not-a-time = This limit is a time, for example 08:30.
refused-policy-hours-reversed = The closing time must come after the opening time.
