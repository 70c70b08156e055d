### Répondre : la sollicitation, la réponse, les votes, les remerciements.

solicitation-title = Quelqu’un du réseau a besoin de vous{ $urgent ->
    [yes] { " " }(urgent)
   *[no] { "" }
}{ $themes ->
    [none] { "" }
   *[other] { " " }: { $themes }
}{ $place ->
    [none] { "" }
   *[other] . Lieu : { $place }
}
solicitation-closed = La recherche est terminée, merci. Vous n’avez plus rien à faire ; une réponse reste possible.
solicitation-forgotten = Cette situation est terminée et son texte a été effacé.
text-forgotten = Ce texte a été effacé.
circle-solicitation-how = Pour répondre, touchez « Répondre » ou répondez à ce message. La suite se passe en privé : votre texte est relu avec vous avant de partir.
circle-declined = C’est noté, merci : d’autres collègues sont sollicités. Une réponse reste possible.
why-asked = Pourquoi vous : { $themes ->
    [none] { "" }
   *[other] vous travaillez sur « { $themes } »
}{ $near ->
    [yes] { $themes ->
        [none] vous travaillez dans ce département
       *[other] , dans ce département
    }
   *[no] { "" }
}.
why-elsewhere = Pourquoi vous : votre expérience peut servir, même d’ailleurs.
precision = Précision de la personne qui demande :
write-answer = Écrivez votre réponse, en un message. Vous la verrez avant qu’elle parte.
write-relayed-answer = Écrivez ce que l’on vous a répondu, sans nommer la personne. Vous le verrez avant l’envoi.
write-question = Écrivez votre question. Elle ira à la personne qui demande, sans votre nom.
write-correction = Écrivez la réponse corrigée. Elle remplacera la première.
ask-colleague = À qui faut-il demander, à votre place ? Écrivez son nom.
choose-colleague = À qui faut-il demander ?
no-such-colleague = Ce nom n’est pas dans le réseau. Vous pouvez poser la question vous-même, et rapporter ici la réponse.
referred = Merci, la demande est transmise. Vous n’avez plus rien à faire.
declined = C’est noté, merci : quelqu’un d’autre est sollicité.
later = D’accord. Cette demande vous sera présentée à nouveau { MOMENT($at) }.
less-often = { $cap ->
    [0] C’est noté : aucune sollicitation.
    [one] C’est noté : une sollicitation par semaine au plus.
   *[other] C’est noté : { $cap } sollicitations par semaine au plus.
}
answer-sent = Réponse envoyée, merci.
answer-sent-late = Réponse envoyée, merci. Elle est ajoutée à la synthèse.
answer-corrected = Réponse corrigée.
answer-withdrawn = Réponse retirée. Elle n’est plus dans la synthèse et son texte est détruit.
question-sent = Question envoyée. Vous verrez la précision ici.
question-replied = Une précision est arrivée
other-answers = { $count ->
    [one] Une autre réponse à cette situation. Est-elle juste ?
   *[other] { $count } autres réponses à cette situation. Lesquelles sont justes ?
}
no-other-answer = Pas d’autre réponse pour le moment.
voted-right = Vous la trouvez juste.
voted-wrong = Vous ne la trouvez pas juste.
thanks-decisive = Votre réponse a débloqué la situation{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Merci, vraiment.
thanks-relayed = Le relais que vous avez fait a servi{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Merci d’y avoir pensé.
thanks-unblocked = La situation à laquelle vous avez répondu est débloquée{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Merci d’y avoir contribué.
thanks-partly = La situation à laquelle vous avez répondu a avancé{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Merci d’y avoir contribué.
thanks-not-yet = La situation pour laquelle vous avez aidé n’est pas encore débloquée{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Merci d’avoir cherché. Si une autre idée vous vient, elle sera lue.
thanks-unknown = Nous ne savons pas ce qu’est devenue la situation pour laquelle vous avez aidé{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Merci d’avoir pris le temps.
deletion-noticed = Le message est supprimé ici, mais votre réponse est déjà partie. Voulez-vous la retirer ?
deletion-nothing = Ce message n’était plus utilisé : rien ne change.
edit-unused = Ce message a déjà été lu : le modifier ne change plus rien. Pour dire autre chose, écrivez-en un nouveau.
edit-in-part = Votre réponse tenait en plusieurs messages. Pour la corriger, récrivez-la en entier.

choice-answer = Répondre
choice-answer-more = Compléter ma réponse
choice-answer-anyway = Répondre quand même
choice-not-my-field = Pas mon domaine
choice-not-us = Ce n’est pas pour nous
choice-later = Plus tard
choice-less = Moins souvent
choice-as-before = Comme avant
choice-relay = Demandez à…
choice-ask-back = Poser une question
choice-bring-answer = Rapporter une réponse
choice-colleague = { $name }, { $structure }
choice-other-name = Un autre nom
choice-see-answers = { $count ->
    [one] Voir l’autre réponse
   *[other] Voir les { $count } autres réponses
}
choice-vote-right = La { $number } : juste
choice-vote-wrong = La { $number } : pas juste
choice-correct = Corriger
choice-withdraw = Retirer ma réponse
