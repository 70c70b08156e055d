# How a date is written (patterns of Babel, CLDR). In a sentence:
# { $when } or { MOMENT($when) }, { DAY($when) }, { TIME($when) }, { DATE($when) }.
dates-moment = EEEE d MMMM 'at' HH:mm
dates-day = EEEE d MMMM
dates-time = HH:mm
dates-date = d MMMM yyyy
