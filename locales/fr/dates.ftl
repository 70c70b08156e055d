# Comment une date s’écrit (modèles de Babel, CLDR). Utilisation dans une phrase :
# { $when } ou { MOMENT($when) }, { DAY($when) }, { SHORTDAY($when) }, { TIME($when) }, { DATE($when) }.
dates-moment = EEEE d MMMM 'à' H 'h' mm
dates-day = EEEE d MMMM
dates-short-day = E d MMM
dates-time = H 'h' mm
dates-date = d MMMM yyyy
