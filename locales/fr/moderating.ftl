### La modération : réglages, charge, suspensions.

limits = Réglages en vigueur (version { $version })
limits-how = Pour changer un réglage : /limites NOM VALEUR raison. Par exemple : /limites person_week 3 été calme
limits-changed = Version { $version } en vigueur :
limits-difference = { $name } : { $old } → { $new }
limits-history = Historique des réglages
limits-version = Version { $version }, { DATE($at) }, { $author ->
    [none] à l’installation
   *[other] par { $author }
}.{ " " }
load = Charge de la semaine
load-week = { $asks } sollicitations pour { $people } personnes, sur { $members } membres. À leur limite : { $full }.
load-open = Situations ouvertes : { $cases }. Envois incertains à trancher : { $uncertain }.
load-full-people = À leur limite cette semaine :
uncertain-delivery = Un envoi du { MOMENT($at) } à { $name ->
    [none] un cercle
   *[other] { $name }
} est incertain : la plateforme n’a pas répondu. Il compte, il n’est pas renvoyé. Est-il arrivé ?
uncertain-settled = C’est noté.
case-held = Situation suspendue : plus personne n’est sollicité.
case-released = La recherche reprend.

limit-person-day = Par personne et par jour :
limit-person-week = Par personne et par semaine :
limit-person-month = Par personne et par mois :
limit-person-open = En attente à la fois, par personne :
limit-min-gap-hours = Heures entre deux sollicitations d’une personne :
limit-newcomer-days = Jours où l’on est nouveau :
limit-newcomer-week = Par semaine, pour une personne nouvelle :
limit-refusal-cooldown-days = Jours de répit après un refus :
limit-structure-week = Par structure et par semaine :
limit-structure-case = Collègues d’une structure, par situation :
limit-circle-chat-week = Par cercle et par semaine :
limit-circle-chat-gap-hours = Heures entre deux messages à un cercle :
limit-pair-month = D’une même personne à une même personne, par mois :
limit-theme-week = Par thème et par semaine, tout le réseau :
limit-network-day = Par jour, tout le réseau :
limit-opens = Premiers messages à :
limit-closes = Derniers messages à :
limit-undo-seconds = Secondes pour annuler un envoi :
limit-first-wave = Collègues de la première vague :
limit-keep-alive = Sollicitations en attente à la fois, par situation :
limit-largest-wave = Collègues d’une vague, au plus :
limit-most-asks = Sollicitations d’une situation, au plus :
limit-wanted-useful = Réponses jugées utiles qui suffisent :
limit-wanted-answers = Réponses qui suffisent :
limit-deadline-hours = Heures avant de s’arrêter :
limit-wave-wait-hours = Heures de silence avant d’élargir :
limit-urgent-wave-wait-hours = Heures de silence avant d’élargir, si c’est urgent :
limit-relevance-floor = Pertinence en dessous de laquelle personne n’est sollicité :
limit-least-chance = Chance d’être utile en dessous de laquelle personne n’est sollicité :
limit-explore-share = Part laissée aux personnes nouvelles :
limit-other-silo-share = Part laissée à un autre secteur :
limit-invisible-share = Part laissée aux acteurs invisibles :

choice-undo-limits = Revenir aux réglages d’avant
choice-hold = Suspendre : { $opening }
choice-release = Reprendre la recherche
choice-arrived = Oui
choice-lost = Non
