"""Closed lists of French words that several recognisers share, all folded."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
    a ai aie aient ait al alors apres as assez au aucun aucune aujourd aura aurait aussi autre autres
    aux avait avaient avant avec avez avoir ayant bah bcp beaucoup ben bien bientot bon bonjour bonsoir
    bjr bsr c ca car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci cinq
    comme comment contre d dans ds de deja demain depuis des desormais deux devant dit dix doit doivent
    donc dont dors dort du durant e eh elle elles en encore enfin ensuite entre envers es est et etait
    etaient etant ete etes etre eu eux fait faire fallait faut fois font g grace gros h hein hier hors
    hui huit ici il ils j jamais je jusqu jusque k ke kel kelle ki koi l la le les leur leurs lol lors
    lui m ma maintenant mais malgre me meme memes merci mes mettre mi mieux moi moins mon n ne neuf ni
    non nos notre nous nouveau ns on ont onze or ou oui par parce parfois pas pd pdt pendant pense
    personne peu peut peuvent plus plusieurs plutot pour pourquoi pr prend presque pris pu puis
    qd quand quatre que quel quelle quelles quelqu quelque quelques quels qui quinze quoi rien s sa
    sait sans sauf se seize selon sept sera serait ses seul seule si sinon six slt soi soit son sont
    sous souvent suis sur svp t ta tandis tant tard te tel telle tellement tels tes toi ton toujours
    tous tout toute toutes tr tres treize trente trois trop tt tts tu un une va vais vas vers veut
    veulent vient viennent vingt voici voila voir vont vos votre vous vs vraiment vu y zero
    ya yen jai jsuis cest cetait c'est qu qu' d' l' j' n' s' m' t' c' jusqu' lorsqu' puisqu'
    urgent urgence besoin blocage question objet note contact mail via salut coucou hello cc dame
    madame monsieur mademoiselle mme mlle mr mesdames messieurs docteur dr maitre
    """.split()
)

# Verb forms and adverbs that follow "Madame", "son fils" and so on, and are no names.
PREDICATES = frozenset(
    """
    accepte actuellement aime aimerait appelle appele arrive arrivait arrivee attend attendait avait
    boit cherche cherchait commence comprend connait conteste craint croit decede decedee demande
    demandait demarre deteste devait devra devrait dispose doute donne doivent dormait dormir ecrit
    elle engage enceinte entend envoie essaie estime est etait etudie evoque exprime explique faisait
    fume finit garde gagne habite habitait heberge hesite hospitalise hospitalisee ignore indique
    insiste inscrit inscrite joue loge logee lit maintient malade mange menace montre meurt mort morte
    ne necessite n'a n'est obtient occupe parle parlait part partage partie parti passe paye paie perd
    percoit pleure possede pouvait pourra pourrait prefere presente prend propose quitte raconte
    recoit refuse refusait reclame regarde rembourse remplit rencontre rentre repond reside reste
    retourne retrouve revient risque s'est sait savait semble sent serait sera signale signe
    sollicite sort sortait souffre souhaite souhaitait suit suivi suivie supporte surtout tient tombe
    touche travaille travaillait trouve utilise vend venait verse veuf veuve veux vit vivait voit
    voulait voudrait seul seule agee age ages agees ainee aine cadet cadette majeur majeure mineur
    mineure benjamin handicape handicapee adulte ado adolescent adolescente bebe decedes
    pretend dort crie tape frappe boude deprime galere gere bosse stresse flippe repasse appela
    """.split()
)

MONTHS = (
    r"(?:janvier|janv?\.?|fevriere?|fevr?\.?|mars|avril|avr\.?|mai|juin|juillet|juill?\.?|aout|septembre|sept?\.?"
    r"|octobre|oct\.?|novembre|nov\.?|decembre|dec\.?)"
)
MONTH_NUMBERS = {
    "jan": 1, "fev": 2, "mar": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "jui": 7, "aou": 8,
    "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip


def month_number(word: str) -> int:
    """1 to 12 for a folded month name or its abbreviation."""
    for head in ("juin", "juil"):
        if word.startswith(head):
            return MONTH_NUMBERS[head]
    return MONTH_NUMBERS[word[:3]]
