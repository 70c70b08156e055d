### Les pages à garder ou à imprimer.

case-sheet = Voici la synthèse, à garder ou à imprimer. Les collègues n’y sont pas nommés.
fiche-sheet = Voici la fiche, à garder ou à imprimer.
choose-printed = Quelle situation voulez-vous garder ?
sheet-digest = Synthèse du { DATE($at) }
sheet-fiche = Fiche du { DATE($at) }{ $place ->
    [none] { "" }
   *[other] , { $place }
}
sheet-themes = Thèmes : { $themes }
sheet-case = La situation
sheet-precision = Une précision
sheet-answers = { $answers ->
    [one] Une réponse de collègue
   *[other] { $answers } réponses de collègues
}{ $groups ->
    [0] { "" }
   *[other] , la plus utile d’abord
}
sheet-same = Un autre collègue le dit aussi :
sheet-caution = Texte pseudonymisé, pas anonyme : un détail peut encore désigner quelqu’un. Ce sont des réponses de collègues : vérifiez auprès de l’organisme avant d’agir.

fiches-page = { $count ->
    [0] Aucune fiche
    [one] Une fiche
   *[other] { $count } fiches
}
fiche-state-published = Proposée aux collègues
fiche-state-in-review = Proposée, à confirmer par son auteur
fiche-state-outdated = Dépassée : plus proposée
fiche-times-served = { $times ->
    [0] N’a pas encore servi
    [one] A servi une fois
   *[other] A servi { $times } fois
}

choice-print = Garder en PDF
refused-nothing-to-print = Vous n’avez pas encore de réponse à imprimer.
help-print = /imprimer : garder une synthèse en PDF
