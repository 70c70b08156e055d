### The web chat's page.

webchat-title = Entraide
webchat-skip = Go to the text field
webchat-other-language = Français
webchat-conversations = Your conversations
webchat-private = With Entraide
webchat-log = Conversation
webchat-newer = New messages
webchat-typing = Entraide is preparing an answer…
webchat-offline = You are offline. What you send will leave as soon as possible.
webchat-replying = Replying to:
webchat-editing = You are changing your message.
webchat-give-up = Cancel
webchat-your-message = Your message
webchat-send = Send
webchat-choices = Choices
webchat-other-choices = Other choices
webchat-waiting = Waiting to be sent
webchat-edited = edited
webchat-reply = Reply
webchat-change = Change
webchat-take-back = Delete
webchat-who-bot = Entraide:
webchat-who-me = You:
webchat-who-other = A member of the circle:
webchat-words-elsewhere = Your message. Its text is not kept here: it can only be read in the tab where you wrote it.
webchat-words-of-other = Wrote to Entraide. The text is checked before it is shown.
webchat-deleted = Message deleted
webchat-keep-file = Save:
webchat-needs-script = This page needs JavaScript. Turn it on, then reload the page.
webchat-unreachable = The server does not answer. Check your connection and try again.

webchat-entrance-why = A network of professionals who help each other with blocked situations. You enter by invitation.
webchat-entrance-code = Your invitation code
webchat-entrance-enter = Enter
webchat-entrance-back = Were you a member already? Type /link from another of your accounts. If none is left, ask your pilot or the moderators for a code: you will find your situations again.

webchat-leave = Log out
webchat-leave-title = Log out of this device
webchat-leave-what = The conversation will be erased from here, with what you typed in the tabs that are open. You stay a member of the network; your situations and their answers stay.
webchat-leave-back = To come back, you need a code. Type /link from another of your accounts, or ask your pilot or the moderators for one. Until then, nothing will be sent to you in this browser.
webchat-leave-now = Log out
webchat-leave-stay = Stay

webchat-problem-empty = Your message is empty.
webchat-problem-too-long = This is too long: 10,000 characters at most. Keep what matters: the question, and what is in the way.
webchat-problem-malformed = The page sent something unreadable. Reload it and try again.
webchat-problem-foreign = This request comes from another site. It was refused.
webchat-problem-stranger = Your session is over. Reload the page to enter again.
webchat-problem-not-yours = This message can no longer be changed.
webchat-problem-invitation = This code is not complete. Please check it.
webchat-problem-busy = The server is very busy. What you sent will leave again in a moment.
webchat-problem-not-kept = What you sent could not be saved. It will leave again in a moment.

### The demo.

stage-title = Demo
stage-fiction = Demo: everything is fictional, and the colleagues are played.
stage-personas = You are
stage-persona-counsellor = Counsellor
stage-persona-professional = Professional
stage-persona-moderator = Moderator
stage-advance = Move the demo’s clock
stage-advance-minute = +1 min
stage-advance-hour = +1 h
stage-advance-day = +1 day
stage-advance-week = +1 wk
stage-advance-minute-full = +1 minute
stage-advance-hour-full = +1 hour
stage-advance-day-full = +1 day
stage-advance-week-full = +1 week
stage-examples = Try:
stage-backstage = Backstage
stage-backstage-empty = Nothing yet. What the played colleagues do is shown here.
glimpse-asked = { $name } ({ $structure }) is asked.
glimpse-answers = { $name } is writing an answer.
glimpse-not-my-field = { $name } says: not my field.
glimpse-later = { $name } will answer later.
glimpse-asks-back = { $name } asks a question back.
glimpse-votes = { $name } gives an opinion on an answer.
glimpse-sent = { $name } confirms the text to send.
glimpse-relays = { $name } asks somebody they know.
