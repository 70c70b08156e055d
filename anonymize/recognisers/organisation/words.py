"""The nouns of organisations, by how their names follow; and words that are none of their names."""

from __future__ import annotations

NOUN = (
    r"groupe scolaire|multi[ -]?accueil|accueil de loisirs|ecole(?: (?:maternelle|primaire|elementaire|privee|publique|sainte?|bilingue|de musique))?|college|lycee(?: (?:professionnel|pro|agricole|technique|general|hotelier))?|lp|lep|lpa|creche|micro[ -]creche|halte[ -]garderie|garderie|maternelle|institution|institut|cfa|mfr"
    r"|ehpad|maison de retraite|residence autonomie|marpa|foyer(?: (?:de vie|logement|rural|d'hebergement|de jeunes travailleurs|de l'enfance|d'accueil))?|fjt|chrs|cada|huda|mecs|ime|itep|impro|esat|savs|sessad|mas|fam|pension de famille|maison relais|residence sociale|lits halte|centre maternel"
    r"|hotel|motel|auberge|gite|camping|restaurant|resto|restau|pizzeria|creperie|brasserie|bistrot|bistro|bar|cafe|kebab|snack|traiteur|boulangerie|patisserie|boucherie|charcuterie|poissonnerie|fromagerie|epicerie|superette|supermarche|pharmacie|fleuriste|librairie|pressing|laverie"
    r"|garage|carrosserie|auto[ -]ecole|salon(?: de (?:coiffure|the|beaute))?|coiffeur|institut de beaute|cabinet(?: (?:medical|dentaire|infirmier|radio|veterinaire|d'avocats?|comptable))?|clinique|polyclinique|maison de sante|laboratoire|labo"
    r"|(?:societe|entreprise|agence|groupe)(?: d[e'] ?(?:nettoyage|gardiennage|securite|interim|transport|btp|batiment|services?|propri?ete|menage|travaux|livraison))?|boite|sarl|sas|sasu|eurl|sci|scea|gaec|earl|snc|scop|scic|ei|ets|etablissements?|transports?|groupe|agence(?: d'interim)?|cooperative|scierie|menuiserie|maconnerie|plomberie|chaudronnerie|fonderie|usine|imprimerie|conserverie|laiterie|blanchisserie|ferme|domaine|chateau|cave|exploitation|haras|centre equestre|pepiniere|jardinerie|abattoir|armement|chantier naval"
    r"|association|asso|assoc|club|amicale|collectif|compagnie|cercle|fondation|chantier(?: d'insertion)?|aci|ressourcerie|recyclerie|regie de quartier|regie|centre social|centre socioculturel|maison de quartier|mjc|espace(?: (?:famille|jeunes|de vie sociale))?|maison des (?:ados|jeunes|adolescents|familles)|accueil de jour|epicerie (?:sociale|solidaire)|cinema|theatre|mediatheque|paroisse|mosquee|temple"
    r"|cirque|entrepots?|depot|plateforme|serres?|vergers?|jardins?|toitures?|facades?|peintures?|nettoyage|proprete|relais|halte|caserne|caviste|primeur|brocante|friperie|ludotheque|conservatoire|forges?|betons|carrieres?|sablieres?|moulins?|ateliers?|cph|ssiad|saad|lhss|lam|cpom|mapa|spasad|hudaa|prahda|lieu d'accueil|petite creche|jardin d'enfants|libre[ -]service|tabac|pmu|presse|coiffure|onglerie|taxiphone|manege|poney[ -]club|dojo|ecurie|station[ -]service|foyer ase|drogueries?|quincaillerie|bijouterie|horlogerie|maroquinerie|ganterie|brulerie|chocolaterie|distillerie|brasserie artisanale|verrerie|faiencerie|poterie|tannerie|filature|tissage|miroiterie|serrurerie|ebenisterie|tapisserie|bouchonnerie|huilerie|cidrerie|rhumerie|bananeraie|manade|cressonniere|champignonniere|pisciculture|criee|maree|mareyage|entente|union sportive|racing|stade|avenir|etoile|olympique|judo club|boxing club|pompes funebres|taxis?|ambulances?|biscuiterie|tonnellerie|pecheries?|potager|societe de nettoyage|societe de gardiennage|societe d'interim|client|tutelles|bailleur|bailleresse|employeur|employeuse|proprietaire|syndic|agence immobiliere|cantine|refuge(?= de [a-z])|chevrerie|bergerie|point rencontre|unite d'enseignement|boutique|boutik|maison d'enfants|village d'enfants|lieu de vie|centre educatif(?: (?:ferme|renforce))?|cef|cer|centre de formation|centre(?: (?:de loisirs|medical|paramedical|equestre|de soins|de reeducation|nautique))?|organisme"
    r"|mercerie|taverne|chorale|fanfare|harmonie|troupe|elevage|cordonnerie|chenil|discotheque|boite de nuit|bowling|guinguette|cabaret|bodega|buvette|rotisserie|friterie|sandwicherie|crepe|animalerie|confiserie|parfumerie|bazar|droguerie|tabac[ -]presse|bar[ -]tabac|maison familiale(?: rurale)?|etoile sportive|elan|amicale laique|studio(?= [A-Z])|domaine viticole|cave cooperative|fruitiere"
)
EMPLOYERS = frozenset(
    "cooperative association armement commerce boutique employeur bailleur proprietaire employeuse bailleresse societe entreprise syndic boite agence organisme client entente".split()
) | {"agence immobiliere", "agence d'interim"}
# Without capitals: a shop and what stands near it, "bar du port", "pharmacie des halles".
SHOPS = frozenset(
    "bar cafe pharmacie boulangerie boucherie tabac pizzeria restaurant resto brasserie snack epicerie garage auberge creperie bistrot bistro taverne guinguette kebab fromagerie librairie mercerie".split()
)
INNS = frozenset("hotel cafe bar restaurant brasserie auberge camping bistrot motel garage".split())
# Shops and firms: "laiterie des puys" is one of them, even where capitals say nothing.
TRADING = frozenset(
    "laiterie fromagerie brasserie boulangerie patisserie boucherie charcuterie poissonnerie epicerie pizzeria creperie restaurant auberge gite camping scierie menuiserie fonderie imprimerie conserverie blanchisserie cidrerie distillerie cave domaine moulin forge carriere serre verger jardin pepiniere haras ecurie abattoir criee pecherie clinique polyclinique jardinerie animalerie librairie mercerie quincaillerie bijouterie garage carrosserie verrerie faiencerie poterie tannerie filature chocolaterie biscuiterie confiserie rotisserie cafe bar snack superette elevage taverne cabaret chorale relai onglerie guinguette bodega buvette parfumerie tabac".split()
)
TOO_VAGUE = frozenset(
    "ferme client bailleur bailleresse employeur employeuse proprietaire syndic groupe boite organisme stade avenir depot entente societe entreprise agence elan regie presse cantine toitures toiture facades facade peintures peinture nettoyage proprete poste studio harmonie troupe domaine cave serres serre jardins jardin atelier ateliers refuge maison".split()
)
NAMED_WITH_ARTICLE = frozenset(
    "ecole college lycee creche ehpad residence foyer resto restaurant restau hotel camping domaine bar cafe mecs ime esat fam mas garage boulangerie pharmacie clinique association asso club gite auberge"
    " snack creperie pizzeria brasserie bistrot micro-creche".split()
) | {
    "micro creche",
    "maison de retraite",
    "foyer de vie",
    "ecole maternelle",
    "ecole primaire",
    "ecole elementaire",
    "epicerie",
    "salon",
    "salon de coiffure",
}
NAMED_WITH_OF = frozenset(
    "ecole college lycee creche ehpad foyer hotel gaec earl ferme domaine chateau clinique cabinet garage pharmacie camping ime esat mecs haras club".split()
)
NAMED_COMMONLY = frozenset(
    "cfa ehpad pharmacie clinique creche college lycee hotel ecole foyer snack cph cada chrs ime esat mecs cirque potager tutelles maternelle garderie manade ecurie".split()
) | {
    "cabinet radio",
    "cabinet medical",
    "cabinet dentaire",
    "cabinet infirmier",
}
NAMED_BARE = frozenset({"pompes funebres"}) | frozenset(
    "ecole college lycee creche ehpad transports transport taxi taxis ambulance ambulances paroisse tonnellerie librairie sarl sas eurl sasu sci gaec earl ets etablissement etablissements garage boulangerie hotel resto restaurant societe entreprise groupe menuiserie maconnerie association asso bailleur employeur clinique boucherie salon camping pharmacie scierie usine cooperative".split()
)
JOINING = frozenset("de du des d la le les l et au aux en a sur sous ar an er qui".split())
NO_PROPER = frozenset(
    "coin quartier village secteur fils fille petit petite dame grand grande lundi departement ville commune mairie medecin travail bebe enfants enfant petits monde"
    " paroisse eglise batiment metier metiers sport bois mari voisin bourg 115 social rue meme gosse gamin".split()
)
ROOM_WORDS = frozenset(
    "ch chb chambre chbre appt apt appartement bat batiment lit etage porte".split()
)
COUNTS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix cent mille petits petites grands grandes".split()
)
PEOPLE = frozenset(
    "lui elle eux moi toi nous vous sa son ses mon ma mes une un des le la les l leur leurs mme mr m madame monsieur mlle maman papa tata tonton".split()
)
HOSTS = frozenset(
    "ami amie amis copain copine parents parent tante oncle cousin cousine frere soeur fils fille mere pere maman papa voisin voisine proprio particulier particuliers eux elle lui moi nous".split()
)
