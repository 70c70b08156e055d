### Emergency lines, before anything else.

danger = What you describe speaks of a danger. To act at once:
danger-goes-on = You may also go on here.
line-15 = 15: medical emergency
line-17 = 17: police
line-18 = 18: fire and rescue
line-112 = 112: European emergency number
line-114 = 114: emergency by text message, without speaking
line-115 = 115: emergency shelter
line-119 = 119: children in danger
line-3114 = 3114: suicide prevention, day and night
line-3919 = 3919: violence against women, day and night
line-3977 = 3977: abuse of elderly or disabled people
