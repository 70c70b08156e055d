### Le réseau et soi : accueil, aide, disponibilité, comptes, données.

welcome = Bonjour { $name }, bienvenue.
welcome-ask = Vous êtes dans une impasse ? Écrivez la situation ici, comme à un collègue. Rien ne part sans votre accord.
welcome-answer = { $week ->
    [0] Vous ne serez pas sollicité·e.
    [one] Vous serez parfois sollicité·e : une fois par semaine au plus, aux heures de travail.
   *[other] Vous serez parfois sollicité·e : { $week } fois par semaine au plus, aux heures de travail.
}
welcome-left = Vous avez demandé à ne plus être sollicité, et vous ne l’êtes pas. Pour l’être de nouveau : /reprise
welcome-privacy = Les noms, numéros et adresses sont cherchés et remplacés, puis vous relisez le texte exact avant qu’il parte. Pour en savoir plus : /aide
stranger = Bonjour. Ce réseau est ouvert sur invitation.
stranger-invitation = Si vous avez un code d’invitation, écrivez-le ici.
stranger-way-back = Vous étiez déjà membre ? Écrivez /lier depuis un autre de vos comptes, puis le code ici. S’il ne vous en reste aucun, demandez un code à votre pilote ou à la modération : vous retrouverez vos situations.
stranger-in-group = Pour répondre ici, il faut être membre du réseau. Un pilote peut vous inviter ; le code s’écrit en privé.
chat-adopted = Ce groupe est maintenant celui du cercle « { $name } ».
chat-adopted-how = Les situations qui le concernent arriveront ici, en un message, avec leurs propres limites. Pour répondre, on répond à ce message.
write-in-private = Écrivez-moi en privé pour continuer : rien de personnel ne s’affiche dans un groupe, et rien n’est perdu.
courtesy = Bien reçu. Si une situation vous bloque, racontez-la ici, comme à un collègue.
help = Ce que vous pouvez faire :
help-ask = Écrire une situation bloquée : racontez-la simplement ici.
help-cases = /situations : vos situations et leurs réponses
help-search = /chercher mots : les fiches, ce qui a marché pour d’autres
help-pause = /pause 14 : ne plus être sollicité·e pendant 14 jours ; /reprise pour revenir ; /stop pour ne plus l’être du tout
help-less = /moins : être sollicité·e moins souvent
help-preferences = /preferences : recevoir sans sonnerie, être nommé·e ou non
help-link = /lier : utiliser un second compte, sur un autre canal
help-data = /mesdonnees : voir ce qui est gardé sur vous ; /oublier pour tout effacer ; /confidentialite pour en savoir plus
help-language = /langue en : English
help-lead = Pour animer le réseau :
help-load = /charge : la semaine, qui est près de sa limite, ce qui attend
help-report = /bilan : les chiffres du trimestre
help-limits = /limites : les réglages, et l’effet d’un changement avant de décider
help-history = /historique : qui a fait quoi, quand et pourquoi
help-invite = /inviter Prénom Nom : donner un code à un membre
help-circle = /cercle, dans un groupe : en faire celui d’un cercle
help-remove = /retirer Prénom Nom : retirer quelqu’un du réseau
help-pause-all = /pausetout : tout arrêter, tout de suite ; /reprendretout pour reprendre
privacy = Vos données et celles des personnes
privacy-screened = Les données personnelles sont cherchées et remplacées ici, sans service extérieur.
privacy-confirmed = Seul le texte exact que vous confirmez part. C’est un texte pseudonymisé, jamais « anonyme » : relisez-le.
privacy-kept = Le texte d’origine est chiffré, puis détruit à l’envoi ou au bout de 24 heures. Les textes envoyés sont effacés à l’échéance prévue par le réseau.
privacy-rights = /mesdonnees montre tout ce qui est gardé sur vous, /oublier efface tout.
unknown-command = Cette commande n’existe pas. /aide montre ce qui est possible.
not-read = { $attachment ->
    [voice] Les messages vocaux ne sont pas lus : rien n’en est gardé. Dictez plutôt votre texte au clavier.
    [photo] Les photos ne sont pas lues : rien n’en est gardé. Écrivez ce qui compte, sans nom ni numéro.
    [file] Les fichiers ne sont pas lus : rien n’en est gardé. Écrivez ce qui compte, sans nom ni numéro.
    [location] Les positions ne sont pas lues : rien n’en est gardé. Écrivez le département.
    [contact] Les fiches de contact ne sont pas lues : rien n’en est gardé.
    [call] Le bot ne répond pas aux appels. Écrivez-lui.
    [verification] Le bot ne se vérifie pas par émojis : son appareil est déjà signé. Vous pouvez écrire.
    [in-clear] Votre message est arrivé ici sans chiffrement : il n’a pas été lu. Envoyez-le à nouveau, depuis une application qui chiffre.
    [undecryptable] Votre message n’a pas pu être déchiffré ici. Envoyez-le à nouveau.
    [unrelated] Je n’ai pas pu lire à quel message vous répondez. Si c’est à une situation, répondez directement au message qui la présente.
    [missed] Je n’ai pas pu lire tout ce que vous avez écrit ici. Envoyez à nouveau vos derniers messages.
    [missed-here] Je n’ai pas pu lire tout ce qui s’est écrit ici. Si vous avez répondu à une situation et que rien ne vous est parvenu, répondez à nouveau.
   *[other] Ceci n’est pas lu : rien n’en est gardé. Écrivez plutôt un texte.
}
could-not-handle = Votre dernier message n’a pas pu être traité, à cause d’une erreur de notre côté. Il n’est allé nulle part. Écrivez-le à nouveau.
paused = C’est noté : aucune sollicitation jusqu’au { DAY($at) }.
resumed = { $week ->
    [0] Bon retour. Vous ne serez pas sollicité·e.
    [one] Bon retour. Une sollicitation par semaine au plus.
   *[other] Bon retour. { $week } sollicitations par semaine au plus.
}
left = C’est noté : plus aucune sollicitation. Vous pouvez toujours demander. Pour être de nouveau sollicité, quand vous voudrez : /reprise
link-code = Écrivez ce code depuis votre autre compte, avant { TIME($at) } : { $code }
way-back-given = Un pilote ou un modérateur a fait un code qui ouvre votre compte sur un autre appareil, valable jusqu’au { DATE($at) }.
way-back-unasked = Vous n’avez rien demandé ? Écrivez /lier : ce code ne servira plus. Puis parlez-en à votre réseau.
already-linked = Ce compte est déjà relié.
languages = Pour changer de langue : /langue fr ou /langue en
language-chosen = Vous lirez désormais en français.
my-data = Ce qui est gardé sur vous
my-data-name = Nom :{ " " }
my-data-structure = Structure :{ " " }
my-data-job = Fonction :{ " " }
my-data-place = Lieu :{ " " }
my-data-themes = Thèmes :{ " " }
my-data-bio = Présentation :{ " " }
my-data-languages = Langues :{ " " }
my-data-account = Compte :{" "}{ $channel ->
    [webchat] dans un navigateur
    [telegram] Telegram
    [matrix] Tchap ou Element
   *[other] { $channel }
}
my-data-case = Situation du { DATE($at) } :{ " " }
my-data-answer = Réponse du { DATE($at) } :{ " " }
my-data-circles = Cercles :{ " " }
my-data-comment = Commentaire du { DATE($at) } :{ " " }
my-data-committee = Commission du { DATE($at) } :{ " " }
my-data-question = Question du { DATE($at) } :{ " " }
my-data-reply = Précision du { DATE($at) } :{ " " }
my-data-asks = { $count ->
    [0] Aucune sollicitation gardée.
    [one] 1 sollicitation gardée (date et identifiant seulement).
   *[other] { $count } sollicitations gardées (dates et identifiants seulement).
} { $votes ->
    [0] { "" }
    [one] 1 vote.{ " " }
   *[other] { $votes } votes.{ " " }
}{ $follows ->
    [0] { "" }
    [one] 1 situation suivie.{ " " }
   *[other] { $follows } situations suivies.{ " " }
}{ $drafts ->
    [0] Aucun brouillon.
    [one] 1 brouillon chiffré.
   *[other] { $drafts } brouillons chiffrés.
}
confirm-erasure = Tout ce qui vous concerne sera effacé : profil, comptes, situations, réponses. Vos réponses quitteront les synthèses. C’est définitif.
erased = C’est fait : tout est effacé. Merci pour votre aide, et au revoir.

choice-pause = Faire une pause
choice-resume = Reprendre
choice-more-data = La suite de mes données
choice-erase = Tout effacer, définitivement

choose-invited = Qui inviter ?
invitation = Invitation pour { $name }
invitation-code = Code : { $code }
    Valable une fois, jusqu’au { DATE($at) }. Les codes donnés avant ne servent plus.
invitation-door = { $channel ->
    [webchat] Dans un navigateur :
    [telegram] Dans Telegram :
    [matrix] Dans Tchap ou Element, en écrivant le code à :
   *[other] Ailleurs :
}
invitation-left = Cette personne a demandé à ne plus être sollicitée. Ce code lui rend son compte ; elle seule peut reprendre.
invitation-how = Ce code ouvre le compte de cette personne : donnez-le à elle seule, ou faites-lui lire l’image avec son téléphone.
which-list = Un message est arrivé pendant que vous écriviez, et rien n’a été fait. Votre choix portait sur lequel ?
choice-list-before = Le message d’avant
choice-list-newest = Le message qui vient d’arriver
chart-invitation = invitation
choice-invite = Inviter { $name } ({ $structure })
more-names = { $people ->
    [one] Un autre nom convient
   *[other] { $people } autres noms conviennent
} aussi : précisez.

preferences = Vos préférences
preferences-sound = { $silent ->
    [yes] Les messages arrivent sans sonnerie.
   *[no] Les messages arrivent avec la sonnerie de votre application.
}
preferences-name = { $shared ->
    [yes] Qui reçoit votre réponse lit votre nom, votre fonction et votre structure.
   *[no] Qui reçoit votre réponse lit votre fonction et votre structure, pas votre nom.
}
preferences-more = Pour le reste : /moins, /pause 14, /langue en.
choice-sound-off = Sans sonnerie
choice-sound-on = Avec sonnerie
choice-share-name-yes = Montrer mon nom
choice-share-name-no = Ne plus montrer mon nom
