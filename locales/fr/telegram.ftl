### Telegram : ce qui n’existe que là.

telegram-open-private = Ouvrir la conversation privée
telegram-taken-away = Message retiré.

## Le menu des commandes

telegram-command-help = aide
telegram-command-cases = situations
telegram-command-search = chercher
telegram-command-print = imprimer
telegram-command-pause = pause
telegram-command-resume = reprise
telegram-command-less = moins
telegram-command-preferences = preferences
telegram-command-invite = inviter
telegram-command-my-data = mesdonnees
telegram-command-privacy = confidentialite
telegram-command-link = lier
telegram-command-stop = stop
telegram-command-limits = limites
telegram-command-load = charge
telegram-command-report = bilan
telegram-command-history = historique
telegram-menu-help = Ce que vous pouvez faire
telegram-menu-cases = Vos situations et leurs réponses
telegram-menu-search = Ce qui a marché pour d’autres
telegram-menu-print = Garder une synthèse en PDF
telegram-menu-pause = Ne plus être sollicité·e pendant quelques jours
telegram-menu-resume = Revenir après une pause
telegram-menu-less = Être sollicité·e moins souvent
telegram-menu-preferences = Sonnerie, nom montré ou non
telegram-menu-invite = Inviter un membre par un code
telegram-menu-my-data = Ce qui est gardé sur vous
telegram-menu-privacy = Comment les données sont protégées
telegram-menu-link = Utiliser un second compte
telegram-menu-stop = Ne plus être sollicité·e du tout
telegram-menu-limits = Réglages en vigueur
telegram-menu-load = Qui est beaucoup sollicité
telegram-menu-report = Les chiffres du trimestre
telegram-menu-history = Changements des réglages

## Le diagnostic

doctor-telegram = Telegram
doctor-telegram-ok = Le jeton ouvre @{ $name }.
doctor-telegram-refused = Telegram refuse le jeton. Redemandez-le à BotFather (/token) et remplacez telegram.token_file.
doctor-telegram-unreachable = Telegram ne répond pas ({ $cause }). Vérifiez le réseau, le mandataire et telegram.api_url.
doctor-telegram-updates = Telegram : réception
doctor-telegram-updates-ok = Les messages arriveront ici.
doctor-telegram-updates-polled-elsewhere = Un autre programme reçoit les messages de ce bot. Un seul le peut : arrêtez l’autre, ou passez tous les deux en webhook.
doctor-telegram-updates-other-webhook = Les messages sont apportés à une autre adresse. Elle sera remplacée au prochain démarrage.
doctor-telegram-updates-webhook-failing = Telegram n’arrive pas toujours à apporter les messages. Vérifiez l’adresse, le certificat et le mandataire.
doctor-telegram-privacy = Telegram : groupes lus
doctor-telegram-privacy-ok = Dans les groupes, le bot ne reçoit que ce qui lui est adressé.
doctor-telegram-privacy-off = Le bot reçoit tout ce qui se dit dans ses groupes ; il l’ignore, mais n’en a pas besoin. Chez BotFather : /setprivacy, Enable.
doctor-telegram-groups = Telegram : droits
doctor-telegram-groups-ok = Le bot peut écrire dans le groupe de chaque cercle.
doctor-telegram-groups-silent = Groupes de cercles que le bot a quittés : { $lost } ; où il n’a pas le droit d’écrire : { $muted }. Ajoutez-le ou rendez-lui la parole.
doctor-telegram-clock = Telegram : horloge
doctor-telegram-clock-ok = À l’heure de Telegram.
doctor-telegram-clock-apart = { $seconds } s d’écart avec Telegram. Réglez l’horloge (NTP).
