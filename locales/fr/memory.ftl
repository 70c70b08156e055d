### La mémoire du réseau : les fiches.

fiches-offered = Une situation proche a déjà trouvé une réponse
twin-offered = La même situation est déjà posée au réseau{ $answers ->
    [0] { "" }
    [one] {" "}: une réponse
   *[other] {" "}: { $answers } réponses
}
joined = Votre texte est détruit, personne n’est sollicité deux fois. { $answers ->
    [0] Les réponses arriveront ici, aux heures de travail.
   *[other] Les prochaines réponses arriveront ici, aux heures de travail.
}
followed-answered = La recherche que vous suivez est terminée.
followed-unblocked = La situation que vous suivez est débloquée. Voyez ce qui a aidé.
followed-alone = La recherche que vous suivez s’arrête sans réponse. Écrivez votre situation pour solliciter des collègues.
fiches-found = { $count ->
    [one] Une fiche :
   *[other] { $count } fiches :
}
no-fiche-found = Aucune fiche avec ces mots. Écrivez votre situation pour solliciter des collègues.
fiche-title = { $number }. { $themes ->
    [none] Fiche
   *[other] { $themes }
}{ $place ->
    [none] { "" }
   *[other] , { $place }
}
fiche-heading = Fiche du { DATE($at) }{ $place ->
    [none] { "" }
   *[other] , { $place }
}
settled-with-fiche = Très bien. Votre texte est détruit, personne n’a été sollicité.
fiche-was-useful = Merci de l’avoir dit.
fiche-sources = D’après : { $kinds }
fiche-marked-in-review = Elle a plus d’un an : nous demandons si elle est toujours vraie.
fiche-served = Ce que vous avez partagé vient de servir à un collègue{ $times ->
    [one] { "" }
   *[other] { " " }({ $times } fois en tout)
}. Merci.
fiche-proposed = Une situation débloquée pourrait servir aux autres
fiche-proposed-why = Relisez-la comme si vous ne connaissiez pas la personne : rien ne doit permettre de la reconnaître.
fiche-gone = Cette fiche n’existe plus.
fiche-published = Fiche publiée. Elle sera proposée aux collègues dans une situation proche.
fiche-refused = C’est noté : la fiche n’est pas gardée.
fiche-still-true = Cette fiche a un an. Est-elle toujours vraie ? Sans réponse, elle ne sera plus proposée.
fiche-kept = Merci. Elle reste, et nous vous le redemanderons dans un an.
fiche-marked-outdated = Cette fiche n’est plus proposée : elle n’est plus vraie, ou personne ne l’a confirmée.
fiche-outdated = C’est noté : elle n’est plus proposée.
preview-fiche = Voici la fiche, telle qu’elle sera publiée

choice-open-fiche = Lire la { $number }
choice-settled = Cette fiche me suffit
choice-join = Suivre ses réponses
choice-ask-anyway = Non, solliciter des collègues
choice-read-fiche = Relire et publier
choice-refuse-fiche = Ne pas la garder
choice-still-true = Toujours vraie
choice-outdated = Plus vraie
refused-search-usage = Écrivez ce que vous cherchez : /chercher loyer impayé
