### Les numéros d’urgence, avant toute autre chose.

danger = Ce que vous décrivez parle d’un danger. Pour agir tout de suite :
danger-goes-on = Vous pouvez aussi continuer ici.
line-15 = 15 : SAMU, urgence vitale
line-17 = 17 : police, gendarmerie
line-18 = 18 : pompiers
line-112 = 112 : numéro d’urgence européen
line-114 = 114 : urgence par SMS, sans parler
line-115 = 115 : hébergement d’urgence
line-119 = 119 : enfance en danger
line-3114 = 3114 : prévention du suicide, jour et nuit
line-3919 = 3919 : violences faites aux femmes, jour et nuit
line-3977 = 3977 : maltraitance des personnes âgées ou handicapées
