### Le bilan d’un trimestre, pour les pilotes et la modération.

report = Bilan du { $number ->
    [1] 1er
   *[other] { $number }e
} trimestre { $year }
report-sheet = Voici le bilan, à garder ou à imprimer. Aucun nom n’y figure.
report-nothing = Aucune situation sur cette période.
report-cases = { $cases ->
    [0] Aucune situation posée
    [one] 1 situation posée
   *[other] { $cases } situations posées
}, { $answered } avec au moins une réponse à la fin de la recherche.
report-unblocked = Débloquées : { $unblocked } sur { $told } dont la suite est connue ({ $share } %).
report-satisfaction = Débloquées ou avancées : { $share } %, d’après les personnes qui ont demandé.
report-first-useful = Première réponse jugée utile : en { $unit ->
    [minutes] { $n ->
        [0] moins d’une minute
       *[other] { $n } min
    }
    [hours] { $n } h
   *[days] { $n } jours
}, pour la moitié des situations.
report-first-answer = Première réponse : en { $unit ->
    [minutes] { $n ->
        [0] moins d’une minute
       *[other] { $n } min
    }
    [hours] { $n } h
   *[days] { $n } jours
}, pour la moitié des situations.
report-asks = { $asks } sollicitations en tout, soit { $whole }{ $tenth ->
    [0] { "" }
   *[other] ,{ $tenth }
} par situation débloquée.
report-answers = { $whole }{ $tenth ->
    [0] { "" }
   *[other] ,{ $tenth }
} { $whole ->
    [0] réponse
    [1] réponse
   *[other] réponses
} par situation.
report-deflected = { $cases ->
    [one] 1 situation a trouvé sa réponse
   *[other] { $cases } situations ont trouvé leur réponse
} sans solliciter personne ({ $share } %).
report-alone = Restées sans réponse
report-theme-place = { $theme }{ $place ->
    [none] { "" }
   *[other] , { $place }
} : { $cases }
report-uncovered = Demandés, et que personne ne couvre
report-theme = { $theme } : { $cases }
report-themes = Situations par thème
report-how = Une situation compte au trimestre où elle a été posée, avec ce qui en est connu aujourd’hui. Les situations annulées ne comptent pas. L’effacement des textes ne change aucun chiffre.

choice-report-before = Trimestre d’avant
chart-report = bilan
chart-report-outcomes = Suites connues
chart-report-themes = Situations par thème
chart-report-unblocked = débloquées
chart-report-partly = avancées
chart-report-not = pas encore
chart-report-theme = { $theme }
refused-report-usage = Écrivez : /bilan, ou /bilan 2026-T3
cli-help-report = Les chiffres d’un trimestre, sans nom : situations, débloquées, délais, sollicitations, sujets sans personne.
cli-option-quarter = Un trimestre, par exemple 2026-T3 ; celui en cours sinon.
cli-not-a-quarter = « { $words } » n’est pas un trimestre : écrivez par exemple 2026-T3.
