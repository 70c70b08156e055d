### Telegram: what exists only there.

telegram-open-private = Open the private chat
telegram-taken-away = Message taken away.

## The menu of commands

telegram-command-help = help
telegram-command-cases = cases
telegram-command-search = search
telegram-command-print = print
telegram-command-pause = pause
telegram-command-resume = resume
telegram-command-less = less
telegram-command-preferences = preferences
telegram-command-invite = invite
telegram-command-my-data = mydata
telegram-command-privacy = privacy
telegram-command-link = link
telegram-command-stop = stop
telegram-command-limits = limits
telegram-command-load = load
telegram-command-report = report
telegram-command-history = history
telegram-menu-help = What you can do
telegram-menu-cases = Your cases and their answers
telegram-menu-search = What worked for others
telegram-menu-print = Keep a digest as PDF
telegram-menu-pause = Not to be asked for some days
telegram-menu-resume = Come back after a pause
telegram-menu-less = To be asked less often
telegram-menu-preferences = Sound, name shown or not
telegram-menu-invite = Invite a member with a code
telegram-menu-my-data = What is kept about you
telegram-menu-privacy = How data is protected
telegram-menu-link = Use a second account
telegram-menu-stop = Not to be asked any more
telegram-menu-limits = Limits in force
telegram-menu-load = Who is asked a lot
telegram-menu-report = The figures of the quarter
telegram-menu-history = Changes of the limits

## The doctor

doctor-telegram = Telegram
doctor-telegram-ok = The token opens @{ $name }.
doctor-telegram-refused = Telegram refuses the token. Ask BotFather again (/token) and replace telegram.token_file.
doctor-telegram-unreachable = Telegram does not answer ({ $cause }). Check the network, the proxy and telegram.api_url.
doctor-telegram-updates = Telegram: reception
doctor-telegram-updates-ok = Messages will come here.
doctor-telegram-updates-polled-elsewhere = Another program receives this bot’s messages. Only one may: stop the other, or run both by webhook.
doctor-telegram-updates-other-webhook = Messages are brought to another address. It will be replaced at the next start.
doctor-telegram-updates-webhook-failing = Telegram does not always manage to bring messages. Check the address, the certificate and the proxy.
doctor-telegram-privacy = Telegram: groups read
doctor-telegram-privacy-ok = In groups, the bot receives only what is meant for it.
doctor-telegram-privacy-off = The bot receives everything said in its groups; it ignores it, but does not need it. With BotFather: /setprivacy, Enable.
doctor-telegram-groups = Telegram: rights
doctor-telegram-groups-ok = The bot may write in the group of each circle.
doctor-telegram-groups-silent = Groups of circles that the bot has left: { $lost }; where it may not write: { $muted }. Add it, or let it speak.
doctor-telegram-clock = Telegram: clock
doctor-telegram-clock-ok = On Telegram’s time.
doctor-telegram-clock-apart = { $seconds } s apart from Telegram. Set the clock (NTP).
