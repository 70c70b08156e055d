### Aller plus loin avec la personne qui a répondu.

reply-to-which = Rien n’est envoyé. Pour écrire à qui a répondu, choisissez la réponse, puis écrivez votre question.
go-further = Pour aller plus loin sur cette réponse :
write-follow-up = Écrivez votre question. Elle ira à la personne qui a répondu, sans votre nom.
follow-up-sent = Question envoyée. La suite arrivera dans la synthèse.
follow-up = La personne que vous avez aidée voudrait une précision
introduction-asked = C’est demandé. Si la personne est d’accord, chacun recevra le nom de l’autre. Sans réponse dans cinq jours, vous le saurez.
introduction-wished = La personne que vous avez aidée voudrait vous parler directement. Si vous êtes d’accord, chacun recevra le nom et la structure de l’autre.
introduction = { $name }, { $job }, { $structure } ({ $place }). Vous êtes en contact : la suite est entre vous.
introduction-unanswered = La personne n’a pas encore répondu à votre demande de mise en contact : elle est peut-être absente. Si elle accepte plus tard, vous recevrez son nom ici.
introduction-refused = La personne préfère en rester là. Vous pouvez lui poser une question ici, sans vos noms.
introduction-declined = C’est noté, votre nom n’a pas été donné.
preview-follow-up = Voici votre question, telle qu’elle partira

choice-go-further = Aller plus loin avec la { $number }
choice-follow-up = Poser une question
choice-contact = Mettre en contact
choice-accept = D’accord
choice-decline = Non merci
