### What the network remembers: fiches.

fiches-offered = A similar situation has already found an answer
twin-offered = The same situation is already before the network{ $answers ->
    [0] { "" }
    [one] : one answer
   *[other] : { $answers } answers
}
joined = Your text is destroyed, nobody is asked twice. { $answers ->
    [0] The answers will come here, in working hours.
   *[other] The next answers will come here, in working hours.
}
followed-answered = The search you follow is over.
followed-unblocked = The situation you follow is unblocked. See what helped.
followed-alone = The search you follow ends without an answer. Write your situation to ask colleagues.
fiches-found = { $count ->
    [one] One fiche:
   *[other] { $count } fiches:
}
no-fiche-found = No fiche has these words. Write your situation to ask colleagues.
fiche-title = { $number }. { $themes ->
    [none] Fiche
   *[other] { $themes }
}{ $place ->
    [none] { "" }
   *[other] , { $place }
}
fiche-heading = Fiche of { DATE($at) }{ $place ->
    [none] { "" }
   *[other] , { $place }
}
settled-with-fiche = Very well. Your text is destroyed, nobody was asked.
fiche-was-useful = Thank you for saying so.
fiche-sources = According to: { $kinds }
fiche-marked-in-review = It is more than a year old: we are asking whether it is still true.
fiche-served = What you shared has just helped a colleague{ $times ->
    [one] { "" }
   *[other] { " " }({ $times } times in all)
}. Thank you.
fiche-proposed = A situation that was unblocked could help the others
fiche-proposed-why = Read it as if you did not know the person: nothing must let anybody recognise them.
fiche-gone = This fiche no longer exists.
fiche-published = Fiche published. It will be offered to colleagues in a similar situation.
fiche-refused = Noted: the fiche is not kept.
fiche-still-true = This fiche is a year old. Is it still true? Without an answer, it will no longer be offered.
fiche-kept = Thank you. It stays, and we will ask again in a year.
fiche-marked-outdated = This fiche is no longer offered: it is no longer true, or nobody confirmed it.
fiche-outdated = Noted: it is no longer offered.
preview-fiche = This is the fiche, as it will be published

choice-open-fiche = Read number { $number }
choice-settled = This fiche is enough
choice-join = Follow its answers
choice-ask-anyway = No, ask colleagues
choice-read-fiche = Read and publish
choice-refuse-fiche = Do not keep it
choice-still-true = Still true
choice-outdated = No longer true
refused-search-usage = Type what you look for: /search unpaid rent
