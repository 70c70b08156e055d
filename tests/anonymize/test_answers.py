"""In an answer the doors that a colleague points at stay, with their lines; people go."""

from __future__ import annotations

import pytest

from anonymize import Screener
from anonymize.helping import is_role_mailbox, is_site


@pytest.mark.parametrize(
    "said",
    [
        "Contactez Droits d'urgence au 01 99 00 62 82, permanence juridique gratuite.",
        "Tel du greffe du tribunal de proximité de Lens : 03 53 01 66 66.",
        "Il y a un atelier au PIMMS, 14h, inscription 03 53 01 03 03.",
        "Enedis dépannage 09 72 67 50 59, GRDF 09 69 36 35 34, et pour l'eau 0 969 323 554.",
        "Pour Action Logement c'est le 0970 800 800, demander le service AVDL.",
        "Essayez la Cimade, permanence le jeudi 14h rue Saint-Bruno.",
        "France Services à côté de la mairie, 12 place de la République, le matin.",
        "Il y a l'accueil de jour du Secours Catholique, 3 rue des Carmes à Lille.",
        "Passez à la Maison de la justice et du droit, 25 rue Gambetta, Tourcoing.",
        "Écrivez à siao.urgence@exemple.org ou à pref-etrangers@exemple.fr, ils répondent.",
        "Le modèle de lettre est sur www.droits-des-locataires.example, la liste sur soliguide.fr.",
    ],
)
def test_a_door_stays_with_its_line_and_its_address(screener: Screener, said: str) -> None:
    assert screener.screen(said, profile="answer").clean == said


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("Une dame suivie par le CCAS de Lens, 12 rue des Lilas, a eu cela.", "12 rue"),
        ("Elle sort du centre d'hébergement et vit 12 rue des Lilas, porte 4.", "12 rue"),
        ("La CAF a suspendu l'APL du 12 rue des Lilas à Lens.", "12 rue"),
        ("Courrier de la CAF au 12 rue des Lilas à Lens.", "12 rue"),
        ("La facture EDF, 12 rue des Lilas à Lens, est au nom du mari.", "12 rue"),
        ("Elle est en famille d'accueil, 12 rue des Lilas à Lens.", "12 rue"),
        ("Ils louent au-dessus de l'épicerie, 12 rue des Lilas à Lens.", "12 rue"),
        ("Elle dort au Secours catholique, 12 rue des Lilas à Lens.", "12 rue"),
        ("Le jeune qui vit au foyer, 12 rue des Lilas, l'a obtenu.", "12 rue"),
        ("Le service social a écrit à la famille 12 rue des Lilas à Lens.", "12 rue"),
        ("On lui a trouvé un lit au CHRS, chambre 12, en deux jours.", "12"),
        ("Monique de l'association, chez elle c'est le 03 53 01 22 33.", "03 53"),
        ("Contactez l'association, sa présidente est au 03 53 01 22 33.", "03 53"),
        ("Le centre a rappelé la maman au 03 53 01 22 33 pour confirmer.", "03 53"),
        ("Mon amie du CMP, 03 53 01 22 33 le soir.", "03 53"),
        ("M. Traoré est hébergé au centre, 03 53 01 22 33.", "03 53"),
        ("Le standard du CMP, ou le portable 06 39 98 10 10.", "06 39"),
        ("Mon numéro : 0970 123 456, pas celui du CCAS.", "0970"),
        ("Notre service logement : claire.fontanel@ville-exemple.fr", "fontanel"),
        ("Accueil de l'association : contact.belkacem@exemple.fr", "belkacem"),
        ("Le service social : accueil.social@gmail.com", "gmail"),
        ("Le site du CMP : www.claire-fontanel.fr", "fontanel"),
        ("Voyez le site www.soutienkarim.org de l'association.", "karim"),
        ("Le centre est sur facebook.com/aide.sociale", "facebook"),
        # Surnames that are landlords too, which an answer names freely.
        ("Voir avec Karim Domial.", "Domial"),
        ("J'ai suivi Actis Jean, même cas.", "Actis"),
        ("Frédéric Ozanam m'avait répondu pour ça.", "Ozanam"),
        ("Patiente Siguy, sortie hier.", "Siguy"),
        ("Simar Singh m'a aidé l'an dernier.", "Simar"),
    ],
)
def test_what_is_told_beside_a_door_may_be_somebodys(
    screener: Screener, said: str, theirs: str
) -> None:
    assert theirs not in screener.screen(said, profile="answer").clean


@pytest.mark.parametrize("mailbox", ["contact@", "siao.urgence@", "ape.59123@", "accueil-social@"])
def test_a_desk_s_mailbox_is_known_by_every_word_of_it(mailbox: str) -> None:
    assert is_role_mailbox(f"{mailbox}exemple.fr")
    assert not is_role_mailbox(f"dupont.{mailbox}exemple.fr")
    assert not is_role_mailbox(f"{mailbox}orange.fr")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("energie-mediateur.fr", True),
        ("https://www.droitsdusalarie.example/modeles", True),
        ("info-droits-etrangers.org", True),
        ("rosepetit.com", False),
        ("www.marie-dupuis.fr/soins", False),
        ("exemple.org/famille/belkacem", False),
        ("exemple.org/dossier/4471223", False),
        ("linkedin.com/in/droits", False),
    ],
)
def test_a_site_stays_where_no_word_of_it_can_be_a_name(address: str, expected: bool) -> None:
    assert is_site(address) is expected
