### La modération : réglages, charge, suspensions.

limits = Réglages en vigueur (version { $version })
limits-paused = Tout est arrêté : personne n’est sollicité. Pour reprendre : /reprendretout
limits-person = Une personne : { $person_day } par jour, { $person_week } par semaine, { $person_month } par mois au plus ; { $min_gap_hours } h au moins entre deux.
limits-newcomer = Une personne nouvelle : { $newcomer_week } par semaine, pendant { $newcomer_days } jours.
limits-structure = Une structure : { $structure_week } par semaine, { $structure_case } collègues par situation.
limits-circle = Un cercle : { $circle_chat_week } messages par semaine.
limits-hours = Jours ouvrés, de { $opens } à { $closes }, à l’heure de chacun.
limits-search = Une recherche : { $first_wave } collègues d’abord, { $most_asks } au plus, { $deadline_hours } h au plus.
limits-how = Pour essayer un changement : /limites personne semaine 3. Vous verrez son effet avant de décider.
limits-touched = Sur les { $days } derniers jours, { $people ->
    [one] une personne aurait été sollicitée
   *[other] { $people } personnes auraient été sollicitées
} autrement{ $more ->
    [0] { "" }
   *[other] , { $more } plus souvent
}{ $fewer ->
    [0] { "" }
   *[other] , { $fewer } moins souvent
}.
limits-stop-all = À 0, plus personne ne serait sollicité, nulle part.
limits-a-week = { $sign ->
    [more] +{ $asks }
    [fewer] −{ $asks }
   *[same] Autant de
} { $sign ->
    [same] sollicitations chaque semaine.
   *[other] { $asks ->
        [one] sollicitation
       *[other] sollicitations
    } par semaine, en tout.
}
limits-beyond = { $people ->
    [one] Une personne serait
   *[other] { $people } personnes seraient
} au-delà de { $cap } en une semaine, ce qui n’arrivait pas.
limits-lost = { $answers ->
    [one] Une réponse reçue vient d’une personne qui n’aurait pas été sollicitée
   *[other] { $answers } réponses reçues viennent de personnes qui n’auraient pas été sollicitées
}{ $useful ->
    [0] { "" }
    [one] {" "}(dont une utile)
   *[other] {" "}(dont { $useful } utiles)
}.
limits-supposed = { $answers ->
    [one] Une autre réponse serait
   *[other] { $answers } autres réponses seraient
} à attendre, à leur rythme habituel.
limits-same-past = Sur les { $days } derniers jours, ce réglage n’aurait rien changé.
limits-no-past = Rien n’a été enregistré sur les { $days } derniers jours : l’effet ne peut pas être calculé.
limits-why = Pourquoi ce changement ? Écrivez-le en un message, sans nom : la raison est relue, puis gardée avec le réglage. Rien n’est encore en vigueur.
limits-reason = Raison :{ " " }
limits-kept = Rien n’a changé.
limits-assumptions = L’effet est calculé en reprenant, vague après vague, les vraies règles sur le passé enregistré. Ce qui est supposé :
what-if-only-recorded-waves = Seuls les moments où quelqu’un a été sollicité sont repris, et ce qui en découle ; les situations où personne n’a pu l’être n’y sont pas.
what-if-same-response = Une personne sollicitée pour la même situation aurait répondu de même, dans le même délai.
what-if-others-at-their-rate = Une personne sollicitée pour une autre situation répond à son rythme habituel.
what-if-same-profiles = Les profils, les pauses et les propres limites de chacun restent ceux du jour ; la fatigue aussi.
what-if-leave-at-once = Une sollicitation part dès qu’elle est décidée.
limits-changed = Version { $version } en vigueur :
limits-history = Historique des réglages
limits-version = Version { $version }, { DATE($at) }, { $author ->
    [none] à l’installation
   *[other] par { $author }
}.{ " " }
limits-reason-undo = Retour avant la version { $version }.
limits-reason-pause = Arrêt de tout.
limits-reason-resume = Reprise.
limits-reason-configuration = Fichier de réglages.
limits-reason-defaults = Valeurs de départ.
limits-reason-initial-settings = Fichier de réglages.
preview-limits = Avant de décider
load = Charge des sept derniers jours
load-week = { $asks ->
    [0] Aucune sollicitation
    [one] Une sollicitation
   *[other] { $asks } sollicitations
}{ $people ->
    [0] { "" }
    [one] {" "}pour une personne
   *[other] {" "}pour { $people } personnes
}{ $circles ->
    [0] { "" }
    [one] {" "}et une à un cercle
   *[other] {" "}et { $circles } à des cercles
}, sur { $members } membres.
open-cases = Situations ouvertes : { $cases }. Les plus anciennes d’abord.
load-day = { DAY($at) } : { $asks }
load-open = Situations ouvertes : { $cases }. Envois incertains à trancher : { $uncertain }.
load-near = À leur limite : { $full }. À une sollicitation de leur limite : { $left }.
load-near-person = { " " }: { $asks } sur { $cap } en sept jours
load-never = Jamais sollicitées depuis { $days } jours, alors qu’elles pourraient l’être : { $people }
load-more = {" "}et { $people } de plus
uncertain-delivery = Un envoi du { MOMENT($at) } à { $name ->
    [none] un cercle
   *[other] { $name }
} est incertain : la plateforme n’a pas répondu. Il compte, il n’est pas renvoyé. Demandez à la personne : est-il arrivé ? Un non lui rend sa place, et la recherche continue.
uncertain-settled = C’est noté.{ $left ->
    [0] { "" }
    [one] {" "}Il en reste un.
   *[other] {" "}Il en reste { $left }.
}
case-held = Situation suspendue : plus personne n’est sollicité.
case-released = La recherche reprend.
network-paused = { $author ->
    [none] Tout est arrêté
   *[other] { $author } a tout arrêté
}, { MOMENT($at) }. Personne n’est sollicité et aucune recherche n’avance. Rien n’est perdu : chaque situation retrouvera le temps qu’elle attend.
network-resumed = Tout reprend. Ce qui attendait part dans les dix minutes, aux heures de chacun.
search-paused = Le réseau est arrêté un moment par la modération : personne n’est sollicité. Votre situation n’est pas perdue, sa recherche reprendra d’elle-même avec tout son temps.
confirm-removal = Une personne retirée ne peut plus écrire ni être sollicitée ; ses situations sont suspendues. Ce qu’elle a déjà donné reste. Qui retirer ?
member-removed = { $name } ne fait plus partie du réseau.
member-readmitted = { $name } est de retour dans le réseau.

limit-paused = Tout est arrêté
limit-person-day = Par personne et par jour
limit-person-week = Par personne et par semaine
limit-person-month = Par personne et par mois
limit-person-open = En attente à la fois, par personne
limit-min-gap-hours = Heures entre deux sollicitations d’une personne
limit-newcomer-days = Jours où l’on est nouveau
limit-newcomer-week = Par semaine, pour une personne nouvelle
limit-refusal-cooldown-days = Jours de répit après un refus
limit-structure-week = Par structure et par semaine
limit-structure-case = Collègues d’une structure, par situation
limit-circle-chat-week = Par cercle et par semaine
limit-circle-chat-gap-hours = Heures entre deux messages à un cercle
limit-pair-month = D’une même personne à une même personne, par mois
limit-alike-days = Jours sans redemander la même chose à la même personne
limit-theme-week = Par thème et par semaine, tout le réseau
limit-network-day = Par jour, tout le réseau
limit-opens = Premiers messages à
limit-closes = Derniers messages à
limit-undo-seconds = Secondes pour annuler un envoi
limit-first-wave = Collègues de la première vague
limit-keep-alive = Sollicitations en attente à la fois, par situation
limit-keep-alive-late = Sollicitations en attente à la fois, quand le délai s’achève
limit-largest-wave = Collègues d’une vague, au plus
limit-most-asks = Sollicitations d’une situation, au plus
limit-wanted-useful = Réponses jugées utiles qui suffisent
limit-wanted-answers = Réponses qui suffisent
limit-deadline-hours = Heures avant de s’arrêter
limit-wave-wait-hours = Heures de silence avant d’élargir
limit-urgent-wave-wait-hours = Heures de silence avant d’élargir, si c’est urgent
limit-relevance-floor = Pertinence en dessous de laquelle personne n’est sollicité
limit-least-chance = Chance d’être utile en dessous de laquelle personne n’est sollicité
limit-explore-share = Part laissée aux personnes nouvelles
limit-other-silo-share = Part laissée à un autre secteur
limit-invisible-share = Part laissée aux acteurs invisibles

choice-undo-limits = Revenir aux réglages d’avant
choice-hold = Suspendre : { $about ->
    [none] sans sujet
   *[other] { $about }
}, { $place }, { SHORTDAY($at) }
choice-limits-people = Personnes
choice-limits-network = Structures et réseau
choice-limits-search = Recherche
choice-limits-choice = Choix des personnes
choice-limits-history = Historique
choice-apply-limits = Mettre en vigueur
choice-drop-limits = Abandonner
choice-assumptions = Comment c’est calculé
choice-uncertain = Trancher les envois incertains
choice-release-this = Reprendre : { $about ->
    [none] sans sujet
   *[other] { $about }
}, { $place }, { SHORTDAY($at) }
choice-open-cases = { $cases ->
    [one] Une autre situation
   *[other] { $cases } autres situations
}
choice-resume-all = Tout reprendre
choice-remove = Retirer { $name } ({ $structure })
choice-readmit = Réintégrer
choice-release = Reprendre la recherche
choice-arrived = Oui
choice-lost = Non

limit-is = { " " }: { $value } ({ $name })
limit-becomes = { " " }: { $old } → { $new }

## Le journal
journal = Qui a fait quoi
journal-nothing = Rien n’est noté pour le moment.
journal-wrong-codes = Codes faux essayés en sept jours : { $tries }.
journal-day = { DATE($at) }
journal-who = { TIME($at) }{ $name ->
    [none] { "" }
    [gone] , une personne effacée depuis
   *[other] , { $name }
} :{ " " }
journal-why = { " " }Raison :{ " " }
journal-change-limits = réglage changé.
journal-undo-limits = retour aux réglages d’avant.
journal-pause-all = tout est arrêté.
journal-resume-all = tout reprend.
journal-hold-case = situation du { DATE($day) } suspendue ({ $subject }, { $place }).
journal-release-case = recherche reprise, situation du { DATE($day) } ({ $subject }, { $place }).
journal-call-committee = commission réunie, situation du { DATE($day) } ({ $subject }, { $place }).
journal-settle-uncertain = envoi incertain à { $member ->
    [circle] un cercle
    [gone] une personne effacée depuis
   *[other] { $member }
} : { $arrived ->
    [1] arrivé
   *[other] pas arrivé
}.
journal-remove-member = retrait de { $member ->
    [gone] quelqu’un, effacé depuis
   *[other] { $member }
}.
journal-readmit-member = retour de { $member ->
    [gone] quelqu’un, effacé depuis
   *[other] { $member }
}.
journal-invite-member = invitation pour { $member ->
    [gone] quelqu’un, effacé depuis
   *[other] { $member }
}.
journal-let-back-in = code donné pour { $member ->
    [gone] quelqu’un, effacé depuis
   *[other] { $member }
}, qui avait déjà un compte.
journal-adopt-chat = un groupe devient celui du cercle « { $circle } ».
journal-publish-fiche = fiche publiée ({ $subject }).
journal-refuse-fiche = fiche non gardée ({ $subject }).
journal-outdate-fiche = fiche dite dépassée ({ $subject }).
journal-import-pool = fichier des membres lu : { $added } de plus, { $changed } changés.
journal-erase-person = tout ce qui concernait une personne a été effacé.
cli-help-journal = Qui a fait quoi, quand et pourquoi : réglages, suspensions, retraits, invitations, fiches.
cli-option-last = Combien des derniers actes, au moins un.
choice-journal-older = Plus ancien
choice-journal-limits = Les réglages seulement

## Les images
chart-load = charge
chart-load-days = Sollicitations par jour
chart-load-people = Personnes, par nombre de sollicitations en sept jours
chart-day = { SHORTDAY($at) }
chart-asks = { $asks ->
    [0] aucune
   *[other] { $asks }
}

## Le compte du bot
account-expires = { $days ->
    [0] Le compte du bot sur Matrix n’est plus valable : il n’y reçoit et n’y envoie plus rien. Faites-le renouveler par qui l’a ouvert.
    [one] Le compte du bot sur Matrix n’est plus valable que { $days } jour. Faites-le renouveler par qui l’a ouvert, puis corrigez matrix.expires_on.
   *[other] Le compte du bot sur Matrix est valable encore { $days } jours. Faites-le renouveler par qui l’a ouvert, puis corrigez matrix.expires_on.
}
