### La commission : plusieurs collègues regardent ensemble une situation qui reste bloquée.

committee-asked = C’est demandé aux pilotes. Si une commission se réunit, vous y serez invité·e ici.
committee-wished = On vous demande une commission
committee-wished-answers = { $answers ->
    [0] Personne n’a répondu pour le moment.
    [one] Une réponse a été donnée :
   *[other] { $answers } réponses ont été données. Les premières :
}
write-committee = Écrivez le jour, l’heure et le lieu, en un message. La personne qui demande, celles qui ont répondu et les autres pilotes le recevront.
preview-committee = Voici l’invitation, telle qu’elle partira
committee-sent = Les invitations partent, aux heures de chacun. Vous verrez ici qui vient.
committee-called = Une commission se réunit
committee-about = Pour regarder ensemble :
committee-names = Si vous venez, votre nom est donné au pilote qui l’organise.
committee-noted = C’est noté, le pilote est prévenu.
committee-coming = { $name } ({ $job }, { $structure }) vient à la commission.
committee-not-coming = { $name } ({ $job }, { $structure }) ne peut pas venir à la commission.

choice-call-committee = Réunir une commission
choice-coming = Je viens
choice-not-coming = Je ne peux pas
refused-no-pilot = Aucun pilote ne peut réunir une commission pour le moment.
