### Pourquoi non, et jusqu’à quand.

refused-until = Ce sera possible { MOMENT($at) }.
refused-empty-text = Ce message ne contient pas de mots. Écrivez-en quelques-uns, comme à un collègue.
refused-too-long = C’est trop long : { $limit } caractères au plus. Gardez l’essentiel : la question, et ce qui bloque.
refused-words-not-found = Ces mots ne sont pas dans votre texte. Recopiez-les exactement.
refused-three-themes = Trois thèmes au plus. Retirez-en un d’abord.
refused-unknown-departement = Ce département n’est pas reconnu. Écrivez son nom ou son numéro, par exemple : Nord, ou 59.
refused-preview-changed = Le texte a changé depuis cet aperçu. Relisez le nouvel aperçu avant d’envoyer.
refused-screening-unavailable = La relecture ne fonctionne pas en ce moment : rien ne part, votre brouillon est gardé. Réessayez dans quelques minutes.
refused-draft-gone = Ce brouillon n’existe plus : il est déjà parti, ou il a été abandonné. Pour voir ce qui est parti : /situations
refused-goes-nowhere = Ce texte ne s’envoie pas.
refused-not-for-you = Ce bouton n’est pas pour vous, ou il a été modifié. Rien n’a été fait.
refused-lacks-sign = Rien n’est fait. Si c’est ce que vous voulez, écrivez-le avec la barre : /{ $word }
refused-stale-choice = Ce choix ne sert plus. Rien n’a été fait.
refused-say-it-in-words = Une réaction peut être lue par le serveur : pour ce choix, écrivez plutôt son numéro.
refused-not-yours = Cette demande ne vous est pas adressée.
refused-not-your-role = Cela demande un autre rôle dans le réseau. Voyez avec la modération.
refused-which-circle = Quel cercle ? Écrivez /cercle suivi de l’un de ces noms : { $names }.
refused-only-in-a-group = Cette commande s’écrit dans le groupe du cercle, où l’on m’a ajouté.
refused-removed = Votre accès au réseau a été retiré. Écrivez à la modération si c’est une erreur.
refused-already-left = C’est déjà parti : l’annulation n’est plus possible. Vous pouvez répondre aux collègues ou clore la situation.
refused-already-answered = Vous avez déjà répondu, merci. Vous pouvez corriger ou compléter votre réponse.
refused-already-settled = C’est déjà tranché.
refused-case-forgotten = Cette situation est terminée et son texte a été effacé.
refused-case-cancelled = Cette situation a été annulée par la personne qui l’avait écrite.
refused-case-ended = Cette situation est terminée.
refused-already-held = Cette situation est déjà suspendue.
refused-not-held = Cette situation n’est pas suspendue : sa recherche est en cours.
refused-own-case = C’est votre propre situation.
refused-own-answer = On ne vote pas pour sa propre réponse.
refused-not-asked = Seules les personnes sollicitées pour cette situation peuvent voter.
refused-colleague-asked = C’est la personne qui demande.
refused-colleague-asked-already = Cette personne est déjà sollicitée pour cette situation.
refused-colleague-busy = Cette personne n’est pas disponible pour une nouvelle sollicitation.
refused-asked-further-enough = Vous avez déjà posé { $count } questions sur cette réponse. Pour en dire plus, demandez plutôt à être mis en contact.
refused-asked-back-enough = Vous avez déjà posé { $count } questions sur cette situation. Répondez avec ce que vous savez, en disant de quoi cela dépend.
refused-unknown-code = Ce code est inconnu ou dépassé. Demandez-en un nouveau.
refused-too-many-codes = Trop de codes faux ont été essayés. Attendez un peu : un code juste marchera ensuite, s’il est encore valable.
refused-account-taken = Ce compte appartient déjà à quelqu’un d’autre.
refused-unknown-member = Personne ne porte ce nom dans le réseau. Vérifiez comment il s’écrit.
refused-reason-needed = Dites pourquoi, après la valeur : la raison est gardée avec le réglage.
refused-nothing-to-undo = Il n’y a rien à défaire.
refused-nothing-changes = Ce réglage a déjà cette valeur.
refused-limits-ambiguous = Plusieurs réglages conviennent. Lequel passerait à { $value } ? Vous verrez l’effet avant de décider.
refused-reason-too-long = Une raison tient en { $limit } caractères. Rien n’est ajouté. Pour écrire une situation, touchez d’abord « Abandonner ».
refused-limits-moved = Les réglages ont changé entre-temps. Voici l’effet sur ceux d’aujourd’hui.
refused-already-paused = Tout est déjà arrêté. Pour reprendre : /reprendretout
refused-not-paused = Rien n’est arrêté.
refused-network-paused = Le réseau est arrêté un moment par la modération.
refused-not-yourself = On ne se retire pas soi-même. Pour partir : /stop
refused-remove-usage = Écrivez le nom à la suite : /retirer Prénom Nom
refused-invite-usage = Écrivez le nom à la suite : /inviter Prénom Nom
refused-limits-usage = Écrivez le réglage, sa valeur, puis pourquoi : /limites personne semaine 3 pour souffler
refused-policy-unknown-key = Aucun réglage ne s’appelle « { $key } ». { $nearest ->
    [none] Les boutons de /limites les montrent tous.
   *[other] Est-ce celui-ci ?
}
refused-policy-wrong-type = { $wanted ->
    [int] Ce réglage est un nombre entier.
    [float] Ce réglage est un nombre.
   *[str] Ce réglage est une heure, par exemple 08:30.
} Écrivez-le après le nom, par exemple : /limites personne semaine 3
refused-policy-out-of-range = Ce réglage va de { $unit ->
    [share] 0 à 100 %.
   *[count] { $lowest } à { $highest }.
}
refused-policy-not-a-time = Ce réglage est une heure, par exemple 08:30.
refused-policy-hours-reversed = L’heure de fin doit venir après l’heure de début.
