### La page du tchat sur le web.

webchat-title = Entraide
webchat-skip = Aller au champ de saisie
webchat-other-language = English
webchat-conversations = Vos conversations
webchat-private = Avec Entraide
webchat-log = Conversation
webchat-newer = Nouveaux messages
webchat-typing = Entraide prépare une réponse…
webchat-offline = Hors connexion. Ce que vous envoyez partira dès que possible.
webchat-replying = En réponse à :
webchat-editing = Vous modifiez votre message.
webchat-give-up = Annuler
webchat-your-message = Votre message
webchat-send = Envoyer
webchat-choices = Choix proposés
webchat-other-choices = Autres choix
webchat-waiting = En attente d’envoi
webchat-edited = modifié
webchat-reply = Répondre
webchat-change = Modifier
webchat-take-back = Supprimer
webchat-who-bot = Entraide :
webchat-who-me = Vous :
webchat-who-other = Un membre du cercle :
webchat-words-elsewhere = Votre message. Son texte n’est pas gardé ici : il ne se relit que dans l’onglet où vous l’avez écrit.
webchat-words-of-other = A écrit à Entraide. Son texte est relu avant d’être montré.
webchat-deleted = Message supprimé
webchat-keep-file = Enregistrer :
webchat-needs-script = Cette page a besoin de JavaScript. Activez-le, puis rechargez la page.
webchat-unreachable = Le serveur ne répond pas. Vérifiez votre connexion et recommencez.

webchat-entrance-why = Un réseau de professionnels qui s’entraident sur les situations bloquées. On y entre sur invitation.
webchat-entrance-code = Votre code d’invitation
webchat-entrance-enter = Entrer
webchat-entrance-back = Vous étiez déjà membre ? Écrivez /lier depuis un autre de vos comptes. S’il ne vous en reste aucun, demandez un code à votre pilote ou à la modération : vous retrouverez vos situations.

webchat-leave = Se déconnecter
webchat-leave-title = Se déconnecter de cet appareil
webchat-leave-what = La conversation sera effacée d’ici, avec ce que vous avez tapé dans les onglets ouverts. Vous restez membre du réseau ; vos situations et leurs réponses restent.
webchat-leave-back = Pour revenir, il faut un code. Écrivez /lier depuis un autre de vos comptes, ou demandez-en un à votre pilote ou à la modération. D’ici là, rien ne vous sera envoyé dans ce navigateur.
webchat-leave-now = Se déconnecter
webchat-leave-stay = Rester

webchat-problem-empty = Votre message est vide.
webchat-problem-too-long = C’est trop long : 10 000 caractères au plus. Gardez l’essentiel : la question, et ce qui bloque.
webchat-problem-malformed = La page a envoyé quelque chose d’illisible. Rechargez-la et recommencez.
webchat-problem-foreign = Cette demande vient d’un autre site. Elle a été refusée.
webchat-problem-stranger = Votre session est terminée. Rechargez la page pour entrer à nouveau.
webchat-problem-not-yours = Ce message ne peut plus être modifié.
webchat-problem-invitation = Ce code n’est pas complet. Vérifiez-le.
webchat-problem-busy = Le serveur est très occupé. Votre envoi repartira dans un instant.
webchat-problem-not-kept = Votre envoi n’a pas pu être enregistré. Il repartira dans un instant.

### La démonstration.

stage-title = Démonstration
stage-fiction = Démonstration : tout est fictif, et les collègues sont joués.
stage-personas = Vous êtes
stage-persona-counsellor = Conseillère
stage-persona-professional = Professionnel
stage-persona-moderator = Modératrice
stage-advance = Avancer l’heure de la démonstration
stage-advance-minute = +1 min
stage-advance-hour = +1 h
stage-advance-day = +1 jour
stage-advance-week = +1 sem.
stage-advance-minute-full = +1 minute
stage-advance-hour-full = +1 heure
stage-advance-day-full = +1 jour
stage-advance-week-full = +1 semaine
stage-examples = Essayez :
stage-backstage = Coulisses
stage-backstage-empty = Rien encore. Ici s’affiche ce que font les collègues joués.
glimpse-asked = { $name } ({ $structure }) est sollicité·e.
glimpse-answers = { $name } écrit une réponse.
glimpse-not-my-field = { $name } dit : pas mon domaine.
glimpse-later = { $name } répondra plus tard.
glimpse-asks-back = { $name } pose une question.
glimpse-votes = { $name } donne son avis sur une réponse.
glimpse-sent = { $name } confirme l’envoi de son texte.
glimpse-relays = { $name } relaie la question autour de soi.
