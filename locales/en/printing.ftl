### Pages to keep or to print.

case-sheet = Here is the digest, to keep or to print. Colleagues are not named in it.
fiche-sheet = Here is the fiche, to keep or to print.
choose-printed = Which situation do you want to keep?
sheet-digest = Digest of { DATE($at) }
sheet-fiche = Fiche of { DATE($at) }{ $place ->
    [none] { "" }
   *[other] , { $place }
}
sheet-themes = Themes: { $themes }
sheet-case = The situation
sheet-precision = A precision
sheet-answers = { $answers ->
    [one] One colleague’s answer
   *[other] { $answers } colleagues’ answers
}{ $groups ->
    [0] { "" }
   *[other] , the most useful first
}
sheet-same = Another colleague says so too:
sheet-caution = This text is pseudonymised, not anonymous: a detail may still single someone out. These are colleagues’ answers: check with the body concerned before you act.

fiches-page = { $count ->
    [0] No fiche
    [one] One fiche
   *[other] { $count } fiches
}
fiche-state-published = Offered to colleagues
fiche-state-in-review = Offered, to be confirmed by its author
fiche-state-outdated = Outdated: no longer offered
fiche-times-served = { $times ->
    [0] Has not helped yet
    [one] Helped once
   *[other] Helped { $times } times
}

choice-print = Keep as PDF
refused-nothing-to-print = You have no answer to print yet.
help-print = /print: keep a digest as PDF
