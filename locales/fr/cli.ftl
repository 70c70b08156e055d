# La ligne de commande : aide, résultats et erreurs.

cli-about = Une situation bloquée trouve le bon collègue, et rien qui identifie ne sort.
cli-epilog = Codes de sortie : 0 c’est fait ; 1 quelque chose n’a pas marché, ou des lignes ont été refusées ; 2 la commande est mal écrite ; 3 les réglages sont inutilisables.
cli-usage = Usage :
cli-arguments = Arguments
cli-options = Options
cli-commands = Commandes
cli-required = nécessaire
cli-default = par défaut :
cli-see-help = Voir { $command }
cli-option-help = Montrer cette aide.
cli-mistyped = Mal écrit
cli-mistyped-command = Il n’y a pas de commande « { $words } ».{ $nearest ->
    [none] {""}
   *[other] {" "}Vouliez-vous dire { $nearest } ?
}
cli-mistyped-option = Il n’y a pas d’option { $words }.{ $nearest ->
    [none] {""}
   *[other] {" "}Vouliez-vous dire { $nearest } ?
}
cli-mistyped-missing = Il manque { $name }. { $wanted }
cli-mistyped-value = Ce qui est donné à { $name } ne convient pas. { $wanted }
cli-mistyped-otherwise = Une option n’a pas sa valeur, ou il y a un mot de trop.
cli-help-demo = Essayer tout le bot dans un navigateur, avec un réseau fictif dont les collègues sont joués.
cli-help-run = Démarrer le bot.
cli-help-doctor = Vérifier, en toutes lettres, ce qui échouerait plus tard.
cli-help-migrate = Créer la base de données, ou mettre ses tables à jour.
cli-help-copy = Copier tout ce que contient une base SQLite dans celle des réglages : PostgreSQL, et vide.
cli-help-screen = Masquer les données personnelles d’un texte lu sur l’entrée standard ; écrit des lignes JSON.
cli-help-pool = Les membres du réseau.
cli-help-pool-import = Faire entrer des membres depuis un fichier CSV ou de lignes JSON, autant de fois que voulu.
cli-help-fiches = Ce que les situations débloquées ont appris.
cli-help-fiches-export = Écrire toutes les fiches sur la sortie standard, sans nom : en Markdown pour les lire, en CSV pour les trier.
cli-help-match = Classer les professionnels d’un fichier pour chaque situation d’un autre ; écrit des lignes JSON.
cli-help-digest = Classer et regrouper les réponses à chaque situation d’un fichier ; écrit des lignes JSON.
cli-help-simulate = Reprendre le passé enregistré avec d’autres réglages : qui aurait été sollicité, combien, et ce qui aurait été perdu.
cli-help-purge = Supprimer les textes dont la durée de vie est passée.
cli-help-version = Afficher la version.
cli-option-config = Le fichier de réglages.
cli-option-port = Port du chat web, de 1 à 65535.
cli-option-json = Écrire du JSON, pour un programme.
cli-option-jsonl = Lire des lignes JSON {"{"}"id", "text"{"}"} plutôt qu’un seul texte.
cli-option-language = Langue des textes : fr ou en.
cli-option-departement = Département de qui écrit (93, 2A...), pour savoir quelle ville est dite quand plusieurs portent son nom.
cli-unknown-departement = Département inconnu : { $code }. Donnez son numéro, par exemple 93 ou 2A.
cli-option-strict = Ne rien prendre si une seule ligne est mauvaise.
cli-option-circles = Un fichier de cercles à faire entrer avec leurs membres.
cli-option-invitations = Écrire dans ce nouveau fichier une invitation pour chaque membre sans compte.
cli-option-fiche-format = md ou csv.
cli-option-pool = Un fichier de professionnels, en lignes JSON.
cli-option-cases = Un fichier de situations, en lignes JSON.
cli-option-answers = Un fichier de réponses, en lignes JSON.
cli-option-themes = given : les thèmes du fichier ; inferred : ceux qui se lisent dans le texte.
cli-option-policy = Un fichier TOML avec les réglages à essayer ; les autres restent ceux d’aujourd’hui.
cli-option-since = Depuis quel jour, par exemple 2026-01-31.
cli-option-check-all = Vérifier toutes les vagues enregistrées, et non un échantillon de 2 000.
cli-option-dry-run = Dire ce qui serait supprimé, sans rien supprimer.
cli-argument-database-file = Le fichier de la base SQLite, robot arrêté.
cli-argument-pool-file = Le fichier : CSV si son nom finit par .csv, lignes JSON sinon.

## C’est fait
cli-demo-open = Ouvrez { $address } dans un navigateur. Ctrl-C arrête la démonstration.
cli-migrated = { $did ->
    [created] La base de données est créée (version { $after }). Ensuite : entraide doctor -c { $config }
    [brought] La base de données est passée de la version { $before } à { $after }, avec tout ce qu’elle contient.
   *[nothing] La base de données était déjà à jour (version { $after }).
}
cli-copied = Tout est copié et recompté. Lignes : { $rows }. Membres : { $people }. Le fichier n’a pas changé : gardez-le comme une sauvegarde, et ne relancez pas le robot dessus.
cli-pool-added = Ajoutés
cli-pool-changed = Modifiés
cli-pool-unchanged = Inchangés
cli-pool-circles = Cercles
cli-pool-refused = Lignes refusées
cli-pool-remarks = Remarques
cli-pool-lines = { $file }, { $count ->
    [one] ligne { $lines }
   *[other] lignes { $lines }{ $more ->
      [0] {""}
     *[other] {" "}et { $more } de plus
    }
}
cli-pool-nothing-taken = Rien n’a été pris : { $count ->
    [one] une ligne est à corriger
   *[other] { $count } lignes sont à corriger
  }, et --strict était demandé.
cli-pool-invitations = { $count ->
    [one] Une invitation a été écrite dans { $path }, valable jusqu’au { DATE($until) }.
   *[other] { $count } invitations ont été écrites dans { $path }, valables jusqu’au { DATE($until) }.
  } Remettez chacune à sa seule destinataire, puis supprimez le fichier.
simulate-nothing = Rien n’a été enregistré depuis ce jour : il n’y a rien à reprendre.
simulate-exact = Vagues qui redonnent exactement ce qui avait été décidé : { $exact } sur { $waves } vérifiées ({ $recorded } enregistrées).
simulate-cases = Situations qui auraient suivi un autre cours : { $changed } sur { $cases }.
simulate-lost = Réponses reçues de personnes qui n’auraient pas été sollicitées : { $answers }, dont { $useful } utiles.
simulate-before = Passé
simulate-after = Avec ces réglages
simulate-asks = Sollicitations
simulate-people = { $people ->
    [0] Personnes sollicitées
    [one] Une personne pour qui cela change
   *[other] { $people } personnes pour qui cela change
}
simulate-busiest = Au plus, pour une personne en sept jours
simulate-supposed = Réponses supposées
simulate-assumed = Ce qui est supposé :
cli-purge-nothing = Rien n’a dépassé sa durée de vie.
cli-purge-kind = Quoi
cli-purge-count = Combien
cli-purge-removed = { $count ->
    [one] Un élément a été supprimé.
   *[other] { $count } éléments ont été supprimés.
  }
cli-purge-would-remove = { $count ->
    [one] Un élément serait supprimé. Rien n’a été touché.
   *[other] { $count } éléments seraient supprimés. Rien n’a été touché.
  }
cli-purge-case-text = textes de situations
cli-purge-answer-text = textes de réponses
cli-purge-question-text = questions en retour, avec leur réponse
cli-purge-outcome-comment = commentaires sur les suites
cli-purge-settled-notices = traces de messages envoyés
cli-purge-handled-updates = traces de messages reçus
cli-purge-audit = lignes du journal d’audit
cli-purge-web-messages = messages montrés par le chat web
cli-purge-web-logouts = déconnexions du chat web

## Quelque chose n’a pas marché
cli-pair = { $what } : { $said }
cli-error = Erreur :
cli-config-refused = Les réglages sont inutilisables.
cli-file-unreadable = { $path } est illisible. Vérifiez que le fichier existe et que vous avez le droit de le lire.
cli-file-unwritable = { $path } ne peut pas être écrit : rien n’a donc été pris. Vérifiez que son dossier existe et que vous pouvez y écrire.
cli-file-exists = { $path } existe déjà et n’est pas écrasé. Choisissez un autre nom.
cli-file-bad-row = { $path } est inutilisable : il manque quelque chose à une ligne, ou ce n’est pas du JSON ({ $where }).
cli-database-not-ready = La base de données n’est pas à jour. Lancez d’abord : entraide migrate -c { $config }
cli-cannot-copy = Rien n’a été copié. { $cause ->
    [no-file] Le fichier { $path } n’existe pas.
    [not-a-server] La base des réglages ({ $config }) n’est pas PostgreSQL : donnez d’abord sa nouvelle adresse dans storage.url.
    [versions] { $path } est une base d’une autre version d’entraide. Avec les réglages qui la désignent, lancez d’abord : entraide migrate
    [not-empty] La base des réglages n’est pas vide, et rien de ce qu’elle contient ne sera remplacé. Créez-en une neuve (createdb), puis lancez : entraide migrate -c { $config }
   *[counts] Il manquait des lignes à l’arrivée : tout a été annulé. Le robot écrivait-il ? Arrêtez-le, puis recommencez.
}
cli-port-chosen-by = C’est { $setting } qui le choisit.
cli-screening-unavailable = La relecture ne démarre pas : aucun texte n’est écrit. Lancez entraide doctor, qui dit pourquoi.

## Réglages
problem-config-unreadable = { $path } est illisible. Vérifiez que le fichier existe et que vous avez le droit de le lire. Pour un premier réglage : cp config.example.toml config.toml
problem-config-not-utf-8 = { $path } n’est pas écrit en UTF-8. Enregistrez-le dans cet encodage.
problem-config-not-toml = { $path } n’est pas du TOML valable ({ $where }). Un texte va entre guillemets, une liste entre crochets, et un nom ne s’écrit qu’une fois dans sa section.
problem-config-unknown-key = { $key } n’est pas un réglage. config.example.toml les montre tous.
problem-config-unknown-key-near = { $key } n’est pas un réglage. Vouliez-vous dire { $nearest } ?
problem-config-not-a-section = { $key } doit être une section : écrivez [{ $key }] seul sur sa ligne.
problem-config-not-a-choice = { $key } doit valoir l’un de : { $choices }.
problem-config-not-a-text = { $key } doit être un texte entre guillemets.
problem-config-not-a-whole-number = { $key } doit être un nombre entier, sans guillemets.
problem-config-not-a-number = { $key } doit être un nombre, sans guillemets.
problem-config-not-a-list = { $key } doit être une liste de textes, comme ["fr", "en"].
problem-config-out-of-range = { $key } doit être compris entre { $lowest } et { $highest }.
problem-config-no-secret = { $key } manque : les brouillons ne pourraient pas être chiffrés. Créez une clé avec : (umask 077; openssl rand -base64 32 > secret.key), puis indiquez ici son chemin.
problem-config-secret-unreadable = { $key } : le fichier { $path } est illisible. Vérifiez qu’il existe et que le bot a le droit de le lire.
problem-config-world-readable = { $key } : n’importe qui sur cette machine peut lire { $path }, qui contient un secret. Fermez-le avec : chmod 600 { $path }
problem-config-weak-secret = { $key } : le secret est trop court ou trop régulier ; il faut { $length } caractères tirés au hasard. Créez-en un avec : openssl rand -base64 32
problem-config-no-such-timezone = { $key } doit être le nom d’un fuseau horaire, comme "Europe/Paris".
problem-config-no-such-language = { $key } doit contenir "fr", "en" ou les deux.
problem-config-not-a-database = { $key } doit être « sqlite:/// » suivi d’un chemin, ou « postgresql://utilisateur@machine/nom ».
problem-config-not-an-address = { $key } doit commencer par https:// ou http://, ou être vide.
problem-config-not-yes-or-no = { $key } doit valoir true ou false, sans guillemets.
problem-config-not-a-matrix-id = { $key } doit être l’identifiant complet du compte, comme "@entraide:example.org".
problem-config-no-matrix-secret = { $key } manque : sans mot de passe ni jeton (matrix.access_token_file), le bot ne peut pas se connecter à Matrix.
problem-config-not-a-date = { $key } doit être une date, comme "2027-05-31", ou être vide.
problem-config-same-port = { $key } doit différer de { $other } : les chiffres se lisent à un port à eux.
problem-config-not-a-webhook = { $key } doit être une adresse https:// avec un chemin, comme "https://entraide.example.org/telegram/updates".
problem-config-not-a-webhook-secret = { $key } doit donner de 32 à 256 lettres, chiffres, tirets ou soulignés. Créez-le avec : (umask 077; openssl rand -hex 32 > telegram-webhook.secret)
problem-policy-out-of-range = { $key } doit être compris entre { $lowest } et { $highest }.
problem-policy-not-a-time = { $key } doit être une heure entre guillemets, comme "08:30".
problem-policy-hours-reversed = { $key } doit être plus tard que l’heure à laquelle on commence à solliciter.

## Fichiers de professionnels
problem-file-empty = Le fichier ne contient personne : il n’a aucune ligne, ou seulement ses colonnes.
problem-file-spreadsheet = Le fichier est un classeur de tableur. Enregistrez-le en CSV (UTF-8), et donnez ce fichier-là.
problem-file-other-encoding = Les accents du fichier sont illisibles (ligne { $line }) : les noms seraient abîmés. Enregistrez-le en CSV, en UTF-8.
problem-file-broken-heading = La première ligne du fichier n’est pas un CSV valable : il manque sans doute un guillemet.
problem-file-lacks-column = Il manque au fichier la colonne « { $column } », nécessaire à chaque ligne. Il a : { $found }.
problem-file-lacks-column-near = Il manque au fichier la colonne « { $column } », nécessaire à chaque ligne. Est-ce celle qui s’appelle « { $nearest } » ?
problem-line-broken-quotes = il manque un guillemet, ou il y en a un de trop ; rien n’a été lu d’ici à la ligne { $last }.
problem-line-not-json = ce n’est pas du JSON.
problem-line-not-an-object = une ligne doit être un objet entre accolades.
problem-line-too-many-cells = elle a plus de cases que les { $count } colonnes : un texte qui contient un séparateur se met entre guillemets.
problem-line-same-id = « { $id } » est déjà pris par une ligne précédente ; chaque personne a son identifiant.
problem-line-unknown-column = la colonne « { $column } » est inconnue : mise de côté.
problem-line-not-a-text = « { $column } » doit être un texte.
problem-line-not-a-list = « { $column } » doit être une liste de textes.
problem-line-lacks = « { $column } » est vide, alors qu’il est nécessaire.
problem-line-too-long = « { $column } » dépasse { $most } caractères.
problem-line-bad-id = « { $column } » doit être fait d’au plus 40 lettres sans accent, chiffres, tirets et soulignés.
problem-line-unknown-departement = « { $value } » n’est pas un département : écrivez son code (59, 2A, 974) ou son nom.
problem-line-unknown-theme = le thème « { $value } » est inconnu : mis de côté. Les thèmes : { $nearest }.
problem-line-unknown-theme-near = le thème « { $value } » est inconnu : mis de côté. Vouliez-vous dire « { $nearest } » ?
problem-line-unknown-structure-type = le type de structure « { $value } » est inconnu : pris comme « autre ».
problem-line-not-a-choice = « { $column } » doit valoir l’un de : { $choices }.
problem-line-bad-cap = « { $column } » doit être un nombre entier de 0 à { $most }.
problem-line-bad-matrix-id = « { $column } » doit être un identifiant entier, comme « @zelie:example.org ».
problem-line-no-matrix = « { $column } » est laissé de côté : le bot n’est pas sur Matrix ([matrix] dans les réglages).
problem-line-unknown-people = ce cercle nomme des personnes que nul ne connaît : { $ids }.

## doctor
doctor-title = Ce qui échouerait plus tard
doctor-number = N°
doctor-check = Vérification
doctor-verdict = Résultat
doctor-state-ok = bien
doctor-state-warning = à surveiller
doctor-state-failed = à réparer
doctor-state-unknown = inconnu
doctor-all-fine = Tout est prêt.
doctor-some-failed = { $count ->
    [one] Une chose échouerait.
   *[other] { $count } choses échoueraient.
  }
doctor-unknown = Non vérifié : il faut d’abord réparer ce qui précède.

doctor-python = Python
doctor-python-ok = Version { $version }.
doctor-python-older = La version { $version } est trop ancienne : il faut de 3.11 à 3.14. Installez-en une, puis relancez make.
doctor-python-newer = La version { $version } est plus récente que celles avec lesquelles entraide a été essayé (3.11 à 3.14).

doctor-sentences = Phrases
doctor-sentences-ok = { $count } phrases, chacune en français et en anglais.
doctor-sentences-missing = Il manque une langue à { $count } phrases : on les lirait dans l’autre. L’installation est incomplète ; réinstallez.
doctor-sentences-none = Aucune phrase n’a été trouvée : le bot ne pourrait rien dire. L’installation est incomplète ; réinstallez.

doctor-config = Réglages
doctor-config-ok = Lisibles ; le secret est assez long et bien gardé.
doctor-config-failed = { $count ->
    [one] Un réglage est inutilisable : voir plus bas.
   *[other] { $count } réglages sont inutilisables : voir plus bas.
  }

doctor-database = Base de données
doctor-database-ok = { $kind } répond, et ses tables sont à jour.
doctor-database-failed = { $cause ->
    [unreachable] Rien ne s’ouvre à storage.url : le serveur n’y tourne pas, refuse cet utilisateur, ou n’a pas cette base. psql, avec la même adresse, dit lequel.
    [rights] Le serveur de base de données permet trop peu à cet utilisateur : donnez-lui la propriété de sa base.
    [cannot-write] Le fichier que nomme storage.url ne peut pas être écrit : vérifiez le chemin, et que l’utilisateur du bot peut écrire le fichier et son dossier.
    [not-a-database] Le fichier que nomme storage.url n’est pas une base SQLite, ou est abîmé : rien n’a été touché. Corrigez storage.url, ou restaurez une sauvegarde.
    [busy] Un autre programme occupe la base depuis plus de dix secondes. Terminez-le (un sqlite3 ouvert, une sauvegarde), puis recommencez.
    [full] Le disque est plein, ou ne peut pas être écrit. Faites de la place, puis recommencez.
    [newer] La base est celle d’une version plus récente d’entraide. Installez cette version, ou restaurez la sauvegarde faite avant la mise à jour.
    [not-an-address] storage.url n’est pas l’adresse d’une base de données.
   *[other] La base de données échoue. Ses propres journaux disent pourquoi ; restaurez une sauvegarde si elle est abîmée.
}
doctor-database-empty = { $kind } répond, et ne contient encore rien. Lancez : entraide migrate
doctor-database-not-migrated = { $kind } répond, mais ses tables sont d’une autre version. Sauvegardez-la, puis lancez : entraide migrate

doctor-clock = Horloge
doctor-clock-ok = Cette machine et la base de données sont à la même heure.
doctor-clock-apart = Cette machine et la base de données ont { $seconds } secondes d’écart : des messages partiraient trop tôt ou trop tard. Réglez les deux par NTP.

doctor-screening = Relecture
doctor-screening-ok = Le modèle se charge, et masque un nom et un numéro de téléphone.
doctor-screening-failed = Elle ne démarre pas ({ $cause }) : tous les textes seraient arrêtés, aucun ne sortirait. Réinstallez.
doctor-screening-slow = Elle a été trop lente : tant que cela dure, tous les textes sont arrêtés, aucun ne sort. Relancez doctor quand la machine est plus calme ; si cela persiste, donnez-lui plus de processeur, ou relevez screening.timeout_seconds.
doctor-screening-leaks = Elle a laissé passer un nom ou un numéro : rien ne doit sortir. Ne démarrez pas le bot ; réinstallez.

doctor-disk = Disque
doctor-disk-ok = { $megabytes } Mo sont libres.
doctor-disk-little = Il ne reste que { $megabytes } Mo là où est la base de données : une fois plein, des messages se perdraient. Faites de la place.

doctor-port = Port
doctor-port-ok = { $port } est libre.
doctor-port-taken = { $port } est pris, peut-être par le bot lui-même s’il tourne déjà. Sinon, libérez-le, ou choisissez-en un autre.
doctor-port-forbidden = { $port } est interdit à cet utilisateur : les ports sous 1024 sont réservés. Choisissez-en un autre, derrière le mandataire HTTPS.
doctor-port-elsewhere = { $host } n’est pas une adresse de cette machine : rien ne peut y écouter.

doctor-metrics = Chiffres
doctor-metrics-ok = Ils se liront à http://{ $host }:{ $port }/metrics.
doctor-metrics-taken = { $port } est pris, peut-être par le bot lui-même s’il tourne déjà. Sinon, le bot marcherait sans qu’aucun chiffre se lise : libérez-le, ou choisissez-en un autre dans metrics.port.
doctor-metrics-forbidden = { $port } est interdit à cet utilisateur : les ports sous 1024 sont réservés. Choisissez-en un autre dans metrics.port.
doctor-metrics-elsewhere = { $host } n’est pas une adresse de cette machine : aucun chiffre ne pourrait se lire. Corrigez metrics.host.

doctor-address = Adresse web
doctor-address-ok = Ce qui circule est chiffré, ou ne quitte pas cette machine.
doctor-address-not-encrypted = Le chat web serait joint sans chiffrement. Placez-le derrière un serveur mandataire HTTPS, et écrivez son adresse dans web.public_url.

doctor-timezones = Fuseaux horaires
doctor-timezones-ok = Connus, outre-mer compris.
doctor-timezones-missing = Leurs données manquent : les heures de repos ne pourraient pas être tenues. Installez le paquet tzdata.

doctor-holidays = Jours fériés
doctor-holidays-ok = Connus pour { $year } et { $next }.
doctor-holidays-missing = Ceux de { $year } ou { $next } manquent : quelqu’un pourrait être dérangé ce jour-là. Mettez entraide à jour.
report-screening = Relecture, depuis le début, ce que les auteurs ont corrigé :
report-screening-line = { $kind } ({ $source }) : { $gesture ->
    [given-back] masqué pour rien
   *[other] masqué en plus
}, { $times } fois
