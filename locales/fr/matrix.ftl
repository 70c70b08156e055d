### Matrix et Tchap : ce qui n’existe que là.

matrix-choose = { $count ->
    [one] Pour choisir, répondez 1 :
   *[other] Pour choisir, répondez par un numéro, de 1 à { $count } :
}
matrix-refused-stranger = Ce bot ne répond qu’aux membres des serveurs qu’il connaît. Voyez avec la modération de votre réseau.
matrix-refused-not-encrypted = Cette conversation n’est pas chiffrée. Invitez-moi dans une conversation chiffrée : ce qui s’y dit ne regarde que vous.

## Le diagnostic

doctor-matrix = Matrix
doctor-matrix-ok = Le compte { $name } est ouvert.
doctor-matrix-first-start = Le serveur répond. Le premier démarrage ouvrira le compte { $name } et créera son appareil.
doctor-matrix-refused = Le serveur Matrix refuse le jeton du bot ({ $cause }). Son appareil a été retiré, ou le compte fermé : voyez docs/matrix.md, « Quand l’appareil est perdu ».
doctor-matrix-expired = Le serveur dit que le compte du bot n’est plus valable. Faites-le renouveler par qui l’a ouvert.
doctor-matrix-other-account = Le jeton ou le dossier matrix.folder sont ceux d’un autre compte que matrix.user_id.
doctor-matrix-keys-unreadable = Les clés de l’appareil ne s’ouvrent pas avec le secret actuel. Remettez l’ancien secret en seconde ligne, ou le fichier « keys » de la sauvegarde.
doctor-matrix-keys-lost = Le fichier « keys » manque dans matrix.folder. Remettez celui de la sauvegarde ; à défaut, videz ce dossier pour repartir avec une nouvelle identité.
doctor-matrix-unreachable = Le serveur Matrix ne répond pas ({ $cause }). Vérifiez le réseau, le mandataire et matrix.homeserver.
doctor-matrix-device = Matrix : appareil
doctor-matrix-device-ok = L’appareil est là, et signé : les clients les plus stricts le lisent.
doctor-matrix-device-not-signed = L’appareil n’est pas signé : des clients stricts ne liront pas le bot. Donnez matrix.password_file, puis redémarrez.
doctor-matrix-device-store-lost = Les clés de chiffrement de l’appareil ont disparu. Avec matrix.password_file, le prochain démarrage créera un appareil de même identité. Ne remettez pas une ancienne copie de crypto.db.
doctor-matrix-rooms = Matrix : chiffrement
doctor-matrix-rooms-ok = Toutes les conversations regardées sont chiffrées ({ $count }).
doctor-matrix-rooms-clear = Conversations non chiffrées : { $clear } sur { $count }. Le bot n’y écrit pas, sauf si matrix.encrypted_only vaut false.
doctor-matrix-groups = Matrix : salons
doctor-matrix-groups-ok = Le bot est dans le salon de chaque cercle.
doctor-matrix-groups-lost = Salons de cercles où le bot n’est plus : { $lost }. Invitez-le à nouveau.
doctor-matrix-clock = Matrix : horloge
doctor-matrix-clock-ok = À l’heure du serveur.
doctor-matrix-clock-apart = { $seconds } s d’écart avec le serveur. Réglez l’horloge (NTP).
doctor-matrix-expiry = Matrix : validité
doctor-matrix-expiry-ok = Le compte est valable jusqu’au { $date }.
doctor-matrix-expiry-soon = Le compte n’est valable que jusqu’au { $date } ({ $days } jours). Faites-le renouveler, puis corrigez matrix.expires_on.
doctor-matrix-expiry-over = Le compte n’était valable que jusqu’au { $date }. Faites-le renouveler, puis corrigez matrix.expires_on.
