### Demander : la recherche, la synthèse, la suite.

progress-leaving = Votre situation part { $unit ->
    [minutes] { $n ->
        [one] dans une minute
       *[other] dans { $n } minutes
    }
   *[seconds] { $n ->
        [one] dans une seconde
       *[other] dans { $n } secondes
    }
}. D’ici là, vous pouvez l’annuler.
progress-leaving-at-once = Votre situation part.
progress-cancelled = Annulé. Le texte est détruit, personne ne l’a lu.
progress-held = Votre situation est suspendue par la modération, le temps d’une vérification. Rien n’est perdu.
progress-seeking = { $waves ->
    [0] La recherche commence.
   *[other] Vague { $waves } : { $asked ->
        [0] personne n’a pu être sollicité
        [one] 1 collègue sollicité
       *[other] { $asked } collègues sollicités
    }, { $answers ->
        [0] pas encore de réponse
        [one] 1 réponse
       *[other] { $answers } réponses
    }.
}
progress-nothing-to-do = Vous n’avez rien à faire : les réponses arriveront ici.
progress-on-their-way = Les messages partent.
progress-waits-until = Personne n’est dérangé en dehors des heures de travail : les premiers messages partent { MOMENT($at) }.
progress-waits-for-somebody = Les collègues qui pourraient aider ont atteint leur limite ou sont en pause : la recherche reprend { MOMENT($at) }.
progress-answered = Recherche terminée : { $asked ->
    [0] personne n’a pu être sollicité
    [one] 1 collègue sollicité
   *[other] { $asked } collègues sollicités
}, { $answers ->
    [0] plus aucune réponse
    [one] 1 réponse
   *[other] { $answers } réponses
}. Les réponses tardives seront ajoutées.
progress-exhausted = Recherche terminée sans réponse ({ $asked ->
    [0] personne n’a pu être sollicité
    [one] 1 collègue sollicité
   *[other] { $asked } collègues sollicités
}).
progress-closed = Situation débloquée. Celles et ceux qui ont aidé le savent.
digest-title = { $answers ->
    [one] Synthèse : 1 réponse
   *[other] Synthèse : { $answers } réponses
}
digest-empty = Pas encore de réponse.
digest-author = { $number }. { $job }{ $kind ->
    [none] { "" }
   *[other] { " " }({ $kind })
}, { $place }
digest-author-named = { $number }. { $name }, { $job }{ $kind ->
    [none] { "" }
   *[other] { " " }({ $kind })
}, { $place }
digest-author-relayed = { $number }. Réponse rapportée par : { $job }{ $kind ->
    [none] { "" }
   *[other] { " " }({ $kind })
}, { $place }
digest-author-named-relayed = { $number }. Réponse rapportée par { $name }, { $job }{ $kind ->
    [none] { "" }
   *[other] { " " }({ $kind })
}, { $place }
digest-author-unknown = { $number }. Un membre du réseau
digest-contradicts = Dit le contraire de : { $numbers }. Vérifiez avant d’agir.
digest-left-out = { $count ->
    [one] Une réponse sans information n’est pas montrée.
   *[other] { $count } réponses sans information ne sont pas montrées.
}
digest-why-agreement = { $n } collègues disent la même chose
digest-why-votes = { $up ->
    [0] { $down ->
        [one] 1 collègue n’est pas d’accord
       *[other] { $down } collègues ne sont pas d’accord
    }
    [one] 1 collègue confirme
   *[other] { $up } collègues confirment
}{ $up ->
    [0] { "" }
   *[other] { $down ->
        [0] { "" }
        [one] , 1 n’est pas d’accord
       *[other] , { $down } ne sont pas d’accord
    }
}
digest-why-record = Réponses passées jugées utiles : { $useful } sur { $judged }
digest-why-same-departement = Travaille dans le même département
digest-why-names-scheme = Cite un dispositif précis
digest-why-concrete = Dit comment faire
about-case = À propos de : « { $opening } »
search-ended = { $answers ->
    [0] La réponse reçue a été retirée. Plus personne n’est sollicité.
    [one] Vous avez une réponse. Plus personne n’est sollicité.
   *[other] Vous avez { $answers } réponses. Plus personne n’est sollicité.
}
search-exhausted-enough = La recherche est terminée.
search-exhausted-deadline = Le temps prévu est passé, et personne n’a répondu.
search-exhausted-nobody-left = Personne d’autre dans le réseau ne peut être sollicité pour le moment : le sujet ou le lieu est peu couvert, ou chacun a atteint sa limite.
late-answer = Une réponse est arrivée après la fin de la recherche.
search-free-again = Des collègues redeviennent disponibles { MOMENT($at) }. Vous pourrez élargir à ce moment.
search-pilots-told = Les pilotes du réseau sont prévenus.
case-stuck = Une situation reste sans réponse
case-stuck-todo = Vous pouvez réunir une commission : plusieurs collègues la regardent ensemble, au même moment.
question-back = On vous demande une précision
question-back-why = Votre réponse sera relue avec vous, puis ajoutée pour tous les collègues sollicités.
write-reply = Écrivez votre précision, en un message.
reply-sent = { $searching ->
    [yes] Précision envoyée aux collègues sollicités.
   *[no] Précision envoyée à qui vous l’a demandée. La recherche est terminée, mais une réponse reste possible.
}
ask-outcome = Où en est cette situation ? « { $opening } »
outcome-kept-unblocked = Merci. Les collègues qui ont aidé vont le savoir.
outcome-kept-which = Merci ! Les collègues vont le savoir. Quelle réponse a aidé ?
outcome-kept-partly = C’est noté, et les collègues le sauront. Voulez-vous chercher plus loin ?
outcome-kept-not = C’est noté. Voulez-vous élargir la recherche ?
outcome-kept-too-early = C’est noté. La question vous sera posée à nouveau plus tard, une seule fois.
outcome-kept-last = C’est noté. La question ne vous sera plus posée.
write-comment = Dites en une phrase ce qui a aidé, ou ce qui a manqué. Les collègues qui ont répondu pourront la lire.
comment-kept = Merci. Les collègues qui ont répondu peuvent la lire.
read-again = Deux collègues disent que ce n’est pas leur domaine.
    { $before ->
        [none] Je cherche maintenant du côté de : { $now }.
       *[other] Je cherchais du côté de : { $before }. Je cherche maintenant du côté de : { $now }.
    }
    Si ce n’est pas le bon sujet, touchez-le.
theme-corrected = Entendu : { $theme }. Je cherche qui s’y connaît.
widened = La recherche reprend, plus loin.
no-case = Vous n’avez pas de situation. Pour en écrire une, racontez-la ici, comme à un collègue.
my-cases = { $count ->
    [one] Votre situation :
   *[other] Vos situations :
}

choice-which-answer = La { $number } : { $opening }
choice-reopen = Rouvrir : ce n’est pas réglé
choice-wish-committee = Demander une commission
choice-undo = Annuler l’envoi
choice-see-digest = { $answers ->
    [one] Voir la réponse
   *[other] Voir les { $answers } réponses
}
choice-more-answers = Voir la suite
choice-this-unblocks = La { $number } débloque
choice-unblocked = Ça débloque
choice-almost = Presque
choice-no = Non, pas encore
choice-too-early = Trop tôt pour le dire
choice-widen = Élargir la recherche
choice-reply = Répondre à la question
choice-comment = Ajouter une phrase
choice-open-case = { $answers ->
    [0] Sans réponse
    [one] 1 réponse
   *[other] { $answers } réponses
} : { $opening }
