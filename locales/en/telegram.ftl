### Telegram: what exists only there.

telegram-open-private = Open the private chat
telegram-taken-away = Message taken away.

## The menu of commands

telegram-command-help = help
telegram-command-cases = cases
telegram-command-pause = pause
telegram-command-resume = resume
telegram-command-less = less
telegram-command-my-data = mydata
telegram-command-privacy = privacy
telegram-command-link = link
telegram-command-stop = stop
telegram-command-limits = limits
telegram-command-load = load
telegram-command-history = history
telegram-menu-help = What you can do
telegram-menu-cases = Your cases and their answers
telegram-menu-pause = Not to be asked for some days
telegram-menu-resume = Come back after a pause
telegram-menu-less = To be asked less often
telegram-menu-my-data = What is kept about you
telegram-menu-privacy = How data is protected
telegram-menu-link = Use a second account
telegram-menu-stop = Not to be asked any more
telegram-menu-limits = Limits in force
telegram-menu-load = Who is asked a lot
telegram-menu-history = Changes of the limits
