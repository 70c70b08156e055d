# How a date is written (patterns of Babel, CLDR). In a sentence:
# { $when } or { MOMENT($when) }, { DAY($when) }, { SHORTDAY($when) }, { TIME($when) }, { DATE($when) }.
dates-moment = EEEE d MMMM 'at' HH:mm
dates-day = EEEE d MMMM
dates-short-day = E d MMM
dates-time = HH:mm
dates-date = d MMMM yyyy
