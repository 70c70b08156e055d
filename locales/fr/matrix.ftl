### Matrix et Tchap : ce qui n’existe que là.

matrix-choose = { $count ->
    [one] Pour choisir, répondez 1 :
   *[other] Pour choisir, répondez par un numéro, de 1 à { $count } :
}
matrix-refused-stranger = Ce bot ne répond qu’aux membres des serveurs qu’il connaît. Voyez avec la modération de votre réseau.
matrix-refused-not-encrypted = Cette conversation n’est pas chiffrée. Invitez-moi dans une conversation chiffrée : ce qui s’y dit ne regarde que vous.
