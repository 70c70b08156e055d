### Telegram : ce qui n’existe que là.

telegram-open-private = Ouvrir la conversation privée
telegram-taken-away = Message retiré.

## Le menu des commandes

telegram-command-help = aide
telegram-command-cases = situations
telegram-command-pause = pause
telegram-command-resume = reprise
telegram-command-less = moins
telegram-command-my-data = mesdonnees
telegram-command-privacy = confidentialite
telegram-command-link = lier
telegram-command-stop = stop
telegram-command-limits = limites
telegram-command-load = charge
telegram-command-history = historique
telegram-menu-help = Ce que vous pouvez faire
telegram-menu-cases = Vos situations et leurs réponses
telegram-menu-pause = Ne plus être sollicité·e pendant quelques jours
telegram-menu-resume = Revenir après une pause
telegram-menu-less = Être sollicité·e moins souvent
telegram-menu-my-data = Ce qui est gardé sur vous
telegram-menu-privacy = Comment les données sont protégées
telegram-menu-link = Utiliser un second compte
telegram-menu-stop = Ne plus être sollicité·e du tout
telegram-menu-limits = Réglages en vigueur
telegram-menu-load = Qui est beaucoup sollicité
telegram-menu-history = Changements des réglages
