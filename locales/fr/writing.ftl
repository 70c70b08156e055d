### Écrire : le brouillon, l’aperçu, les corrections.

noted = { $messages ->
    [one] C’est noté. Ajoutez ce que vous voulez, ou passez à la relecture.
   *[other] C’est noté ({ $messages } messages). Ajoutez ce que vous voulez, ou passez à la relecture.
}
noted-apart = Ceci commence une nouvelle situation. Celle qui est déjà partie ne change plus.
preview-case = Voici le texte exact qui partira
preview-answer = Voici votre réponse, telle qu’elle partira
preview-correction = Voici votre réponse corrigée, telle qu’elle remplacera la première
preview-relayed-answer = Voici la réponse rapportée, telle qu’elle partira
preview-question = Voici votre question, telle qu’elle partira
preview-reply = Voici votre précision, telle qu’elle partira
preview-outcome = Voici votre phrase, telle qu’elle partira
preview-referral = Nom lu par le robot seulement
preview-replaced = { $count ->
    [one] Remplacé :
   *[other] Remplacé ({ $count }) :
}
preview-becomes = { " → " }
preview-more-replaced = et { $count } autres, visibles dans le texte.
preview-nothing-replaced = Rien n’a été remplacé. Relisez : il ne doit rester ni nom, ni numéro, ni adresse.
preview-routing = Pour des collègues qui connaissent : { $themes }. Lieu : { $place }.{ $urgent ->
    [yes] { " " }Urgent : les attentes sont plus courtes.
   *[no] { "" }
}
preview-routing-no-theme = Aucun thème reconnu : choisissez-en un pour trouver les bons collègues. Lieu : { $place }.
risk-medium = Ce qui reste peut encore faire penser à quelqu’un. Enlevez ce qui n’est pas utile à la question.
risk-medium-estimated = Ce qui reste pourrait désigner { $below ->
    [yes] moins de { $people } personnes
   *[no] environ { $people } personnes
}. Enlevez ce qui n’est pas utile à la question.
risk-high = Attention : ce qui reste peut désigner une seule personne. Masquez un détail avant d’envoyer.
risk-high-estimated = Attention : ce qui reste désigne peut-être { $people ->
    [1] une seule personne
   *[other] { $below ->
        [yes] moins de { $people } personnes
       *[no] environ { $people } personnes
    }
}. Masquez un détail avant d’envoyer.
risk-nationality = La question porte sur le séjour ou l’asile, et la nationalité est élargie. Si la réponse en dépend, gardez ce mot.
ask-words-to-mask = Écrivez les mots à masquer, exactement comme dans votre texte.
choose-words-to-keep = Quels mots faut-il garder ? Ils partiront tels quels.
ask-territory = Où se passe la situation ? Écrivez le département : son nom ou son numéro.
choose-themes = { $count ->
    [0] Choisissez jusqu’à trois thèmes.
    [one] Un thème choisi, trois au plus.
    [3] Trois thèmes choisis, c’est le plus possible. Pour en prendre un autre, retirez-en un.
   *[other] { $count } thèmes choisis, trois au plus.
}
write-again = Le texte est effacé. Écrivez-le à nouveau, comme à un collègue.
draft-shortened = { $messages ->
    [0] Le message est retiré. Il ne reste rien : écrivez à nouveau quand vous voulez.
   *[other] Le message est retiré du brouillon.
}
draft-abandoned = Abandonné. Le texte est détruit, personne ne l’a lu.
draft-expired = Votre brouillon d’hier n’a pas été envoyé : il est détruit. Personne ne l’a lu.

choice-review = Relire et envoyer
choice-send = Envoyer ce texte
choice-publish = Publier cette fiche
choice-mask-more = Masquer autre chose
choice-give-back = Garder un mot
choice-keep-words = Garder « { $words } »
choice-more-words = D’autres mots
choice-back-to-preview = Revenir à l’aperçu
choice-themes = Changer les thèmes
choice-theme = { $theme }
choice-theme-chosen = ✓ { $theme }
choice-territory = Changer le lieu
choice-urgent = C’est urgent
choice-not-urgent = Ce n’est pas urgent
choice-rewrite = Réécrire
choice-abandon = Abandonner
choice-as-answer = Réponse à : { $opening }
