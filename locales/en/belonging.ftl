### The network and oneself: welcome, help, availability, accounts, data.

welcome = Hello { $name }, welcome.
welcome-ask = Stuck on a situation? Write it here, as to a colleague. Nothing leaves without your word.
welcome-answer = { $week ->
    [0] You will not be asked anything.
    [one] You will sometimes be asked: once a week at most, in working hours.
   *[other] You will sometimes be asked: { $week } times a week at most, in working hours.
}
welcome-left = You said that you wanted no more asks, and none comes to you. To be asked again: /resume
welcome-privacy = Names, numbers and addresses are looked for and replaced, then you read the exact text before it leaves. To know more: /help
stranger = Hello. This network is open by invitation.
stranger-invitation = If you have an invitation code, write it here.
stranger-way-back = Were you a member already? Type /link from another of your accounts, then the code here. If none is left, ask your pilot or the moderators for a code: you will find your situations again.
stranger-in-group = To answer here, you need to be a member of the network. A pilot can invite you; the code is typed in private.
chat-adopted = This group is now the one of the circle “{ $name }”.
chat-adopted-how = Cases that concern it will come here, as one message, within limits of their own. To answer, reply to that message.
write-in-private = Write to me in private to go on: nothing personal is shown in a group, and nothing is lost.
courtesy = Got it. If a situation is stuck, tell it here, as you would to a colleague.
help = What you can do:
help-ask = Write a blocked situation: just tell it here.
help-cases = /cases: your situations and their answers
help-search = /search words: the fiches, what worked for others
help-pause = /pause 14: not to be asked for 14 days; /resume to come back; /stop not to be asked at all
help-less = /less: be asked less often
help-preferences = /preferences: get messages without a sound, be named or not
help-link = /link: use a second account, on another channel
help-data = /mydata: see what is kept about you; /forgetme to erase everything; /privacy to know more
help-language = /language fr: français
help-lead = To lead the network:
help-load = /load: the week, who is near their limit, what waits
help-report = /report: the figures of the quarter
help-limits = /limits: the numbers, and what a change would do before you decide
help-history = /history: who did what, when and why
help-invite = /invite First Last: give a member a code
help-circle = /circle, in a group: make it a circle’s
help-remove = /remove First Last: take somebody out of the network
help-pause-all = /pauseall: stop everything, at once; /resumeall to go on
privacy = Your data, and other people's
privacy-screened = Personal data is found and replaced here, without any outside service.
privacy-confirmed = Only the exact text that you confirm leaves. It is pseudonymised, never “anonymous”: read it again.
privacy-kept = The original is encrypted, then destroyed when you send or after 24 hours. What was sent is erased when the network's term is over.
privacy-rights = /mydata shows everything kept about you, /forgetme erases it all.
unknown-command = There is no such command. /help shows what there is.
not-read = { $attachment ->
    [voice] Voice messages are not read: nothing of it is kept. Dictate your text on the keyboard instead.
    [photo] Photos are not read: nothing of it is kept. Write what matters, without a name or a number.
    [file] Files are not read: nothing of it is kept. Write what matters, without a name or a number.
    [location] Positions are not read: nothing of it is kept. Write the département.
    [contact] Contact cards are not read: nothing of it is kept.
    [call] The bot takes no calls. Write to it.
    [verification] The bot is not verified by emoji: its device is already signed. You can write.
    [in-clear] Your message arrived here unencrypted: it was not read. Please send it again, from an app that encrypts.
    [undecryptable] Your message could not be decrypted here. Please send it again.
    [unrelated] I could not read which message you are replying to. If it is a situation, reply to the message that presents it.
    [missed] I could not read everything that you wrote here. Please send your latest messages again.
    [missed-here] I could not read everything that was written here. If you replied to a situation and heard nothing, please reply again.
   *[other] This is not read: nothing of it is kept. Write a text instead.
}
could-not-handle = Your last message could not be handled, because of an error on our side. It went nowhere. Please write it again.
paused = Noted: no ask until { DAY($at) }.
resumed = { $week ->
    [0] Welcome back. You will not be asked anything.
    [one] Welcome back. One ask a week at most.
   *[other] Welcome back. { $week } asks a week at most.
}
left = Noted: no more asks. You may still ask. To be asked again, whenever you like: /resume
link-code = Type this code from your other account, before { TIME($at) }: { $code }
way-back-given = A pilot or a moderator made a code that opens your account on another device, valid until { DATE($at) }.
way-back-unasked = You asked for nothing? Type /link: that code will not work any more. Then tell your network.
already-linked = This account is already linked.
languages = To change language: /language fr or /language en
language-chosen = You will read in English from now on.
my-data = What is kept about you
my-data-name = Name:{ " " }
my-data-structure = Structure:{ " " }
my-data-job = Job:{ " " }
my-data-place = Place:{ " " }
my-data-themes = Themes:{ " " }
my-data-bio = About:{ " " }
my-data-languages = Languages:{ " " }
my-data-account = Account:{" "}{ $channel ->
    [webchat] in a browser
    [telegram] Telegram
    [matrix] Tchap or Element
   *[other] { $channel }
}
my-data-case = Situation of { DATE($at) }:{ " " }
my-data-answer = Answer of { DATE($at) }:{ " " }
my-data-circles = Circles:{ " " }
my-data-comment = Comment of { DATE($at) }:{ " " }
my-data-committee = Committee of { DATE($at) }:{ " " }
my-data-question = Question of { DATE($at) }:{ " " }
my-data-reply = Reply of { DATE($at) }:{ " " }
my-data-asks = { $count ->
    [one] 1 ask kept (date and identifier alone).
   *[other] { $count } asks kept (dates and identifiers alone).
} { $votes ->
    [0] { "" }
    [one] 1 vote.{ " " }
   *[other] { $votes } votes.{ " " }
}{ $follows ->
    [0] { "" }
    [one] 1 situation followed.{ " " }
   *[other] { $follows } situations followed.{ " " }
}{ $drafts ->
    [0] No draft.
    [one] 1 encrypted draft.
   *[other] { $drafts } encrypted drafts.
}
confirm-erasure = Everything about you will be erased: profile, accounts, situations, answers. Your answers will leave the digests. This cannot be undone.
erased = Done: everything is erased. Thank you for your help, and goodbye.

choice-pause = Take a pause
choice-resume = Come back
choice-more-data = More of my data
choice-erase = Erase everything, for ever

choose-invited = Whom to invite?
invitation = Invitation for { $name }
invitation-code = Code: { $code }
    Good once, until { DATE($at) }. Codes given earlier no longer work.
invitation-door = { $channel ->
    [webchat] In a browser:
    [telegram] In Telegram:
    [matrix] In Tchap or Element, writing the code to:
   *[other] Elsewhere:
}
invitation-left = This person asked for no more asks. The code gives them their account back; they alone can resume.
invitation-how = This code opens that person's account: give it to them alone, or let their phone read the picture.
which-list = A message arrived while you were writing, and nothing was done. Which one was your choice about?
choice-list-before = The message before
choice-list-newest = The message that has just arrived
chart-invitation = invitation
choice-invite = Invite { $name } ({ $structure })
more-names = { $people ->
    [one] Another name fits
   *[other] { $people } other names fit
} as well: be more precise.

preferences = Your preferences
preferences-sound = { $silent ->
    [yes] Messages arrive without a sound.
   *[no] Messages arrive with your application's sound.
}
preferences-name = { $shared ->
    [yes] Whoever gets your answer reads your name, your job and your structure.
   *[no] Whoever gets your answer reads your job and your structure, not your name.
}
preferences-more = For the rest: /less, /pause 14, /language fr.
choice-sound-off = Without a sound
choice-sound-on = With a sound
choice-share-name-yes = Show my name
choice-share-name-no = Stop showing my name
