"""Schools, employers, homes and small organisations that help find the person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import first_names, place_key
from anonymize.reading import Reading, Word, fold
from anonymize.recognisers.base import LIKELY, WEAK, Recogniser, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.values import Kind

_NOUN = (
    r"groupe scolaire|multi[ -]?accueil|accueil de loisirs|ecole(?: (?:maternelle|primaire|elementaire|privee|publique|sainte?|bilingue|de musique))?|college|lycee(?: (?:professionnel|pro|agricole|technique|general|hotelier))?|lp|lep|lpa|creche|micro[ -]creche|halte[ -]garderie|garderie|maternelle|institution|institut|cfa|mfr"
    r"|ehpad|maison de retraite|residence autonomie|marpa|foyer(?: (?:de vie|logement|rural|d'hebergement|de jeunes travailleurs|de l'enfance|d'accueil))?|fjt|chrs|cada|huda|mecs|ime|itep|impro|esat|savs|sessad|mas|fam|pension de famille|maison relais|residence sociale|lits halte|centre maternel"
    r"|hotel|motel|auberge|gite|camping|restaurant|resto|restau|pizzeria|creperie|brasserie|bistrot|bistro|bar|cafe|kebab|snack|traiteur|boulangerie|patisserie|boucherie|charcuterie|poissonnerie|fromagerie|epicerie|superette|supermarche|pharmacie|fleuriste|librairie|pressing|laverie"
    r"|garage|carrosserie|auto[ -]ecole|salon(?: de (?:coiffure|the|beaute))?|coiffeur|institut de beaute|cabinet(?: (?:medical|dentaire|infirmier|radio|veterinaire|d'avocats?|comptable))?|clinique|polyclinique|maison de sante|laboratoire|labo"
    r"|(?:societe|entreprise|agence|groupe)(?: d[e'] ?(?:nettoyage|gardiennage|securite|interim|transport|btp|batiment|services?|propri?ete|menage|travaux|livraison))?|boite|sarl|sas|sasu|eurl|sci|scea|gaec|earl|snc|scop|scic|ei|ets|etablissements?|transports?|groupe|agence(?: d'interim)?|cooperative|scierie|menuiserie|maconnerie|plomberie|chaudronnerie|fonderie|usine|imprimerie|conserverie|laiterie|blanchisserie|ferme|domaine|chateau|cave|exploitation|haras|centre equestre|pepiniere|jardinerie|abattoir|armement|chantier naval"
    r"|association|asso|assoc|club|amicale|collectif|compagnie|cercle|fondation|chantier(?: d'insertion)?|aci|ressourcerie|recyclerie|regie de quartier|regie|centre social|centre socioculturel|maison de quartier|mjc|espace(?: (?:famille|jeunes|de vie sociale))?|maison des (?:ados|jeunes|adolescents|familles)|accueil de jour|epicerie (?:sociale|solidaire)|cinema|theatre|mediatheque|paroisse|mosquee|temple"
    r"|cirque|entrepots?|depot|plateforme|serres?|vergers?|jardins?|toitures?|facades?|peintures?|nettoyage|proprete|multi[ -]?accueil|relais|halte|caserne|caviste|primeur|brocante|friperie|ludotheque|conservatoire|forges?|betons|carrieres?|sablieres?|moulins?|atelier|ateliers|cph|ssiad|saad|lhss|lam|cpom|mapa|spasad|hudaa|prahda|lieu d'accueil|petite creche|jardin d'enfants|libre[ -]service|tabac|pmu|presse|coiffure|onglerie|taxiphone|manege|poney[ -]club|dojo|ecurie|laverie|station[ -]service|foyer ase|centre maternel|drogueries?|quincaillerie|bijouterie|horlogerie|maroquinerie|ganterie|fromagerie|brulerie|chocolaterie|distillerie|brasserie artisanale|verrerie|faiencerie|poterie|tannerie|filature|tissage|miroiterie|serrurerie|ebenisterie|tapisserie|bouchonnerie|huilerie|cidrerie|rhumerie|bananeraie|manade|cressonniere|champignonniere|pisciculture|criee|maree|mareyage|entente|union sportive|racing|stade|avenir|etoile|olympique|judo club|boxing club|pompes funebres|librairie|taxis?|ambulances?|biscuiterie|tonnellerie|pecheries?|potager|societe de nettoyage|societe de gardiennage|societe d'interim|client|tutelles|paroisse|bailleur|bailleresse|employeur|employeuse|proprietaire|syndic|agence immobiliere|cantine|refuge(?= de [a-z])|chevrerie|bergerie|point rencontre|unite d'enseignement|boutique|boutik|maison d'enfants|village d'enfants|lieu de vie|centre educatif(?: (?:ferme|renforce))?|cef|cer|centre de formation|centre(?: (?:de loisirs|medical|paramedical|equestre|de soins|de reeducation|nautique))?|organisme"
    r"|mercerie|taverne|chorale|fanfare|harmonie|troupe|elevage|cordonnerie|chenil|discotheque|boite de nuit|bowling|guinguette|cabaret|bodega|buvette|rotisserie|friterie|sandwicherie|traiteur|crepe|animalerie|confiserie|parfumerie|bazar|droguerie|tabac[ -]presse|bar[ -]tabac|maison familiale(?: rurale)?|etoile sportive|union sportive|elan|amicale laique|studio(?= [A-Z])|domaine viticole|cave cooperative|fruitiere"
)
_HEAD = re.compile(rf"(?<![a-z])(?P<noun>{_NOUN})(?![a-z])")
_WORKS_AT = re.compile(
    r"(?<![a-z])(?:(?:travaill\w*|boss\w*|embauche\w*|employe\w*|salarie\w*|apprentie?|stage|stagiaire|interim\w*|cdi|cdd|cddi|poste|contrat|mi[ -]temps|temps partiel|licencie\w*|vire\w*|caissiere?|serveu\w*|chauffeur|livreur|cuisinier\w*|vendeu\w*|ouvrier\w*|agent\w*|plongeu\w*|macon|menage|mission|taf|job|boulot|alternance|paillage|cariste|manutention\w*|preparateur|aide[ -]soignante|femme de menage|agente?)[^.;\n]{0,30}?|^|[\n,•–-] ?)(?:chez|par la societe|pour la societe|pour l'entreprise) (?P<it>)"
)
# In a cased text: "a trouvé un CDI ménage à Clairnet", "fait la plonge à La Marmite".
_HIRED_AT = re.compile(
    r"(?<!\w)(?:[Tt]ravaill\w*|[Bb]oss\w*|[Ee]mbauch\w*|[Ee]mploy[ée]\w*|[Ss]alari[ée]\w*|[Aa]pprentie?|[Ss]tage|[Ii]nt[ée]rim\w*|CDI|CDD|CDDI|cdi|cdd|cddi|[Cc]ontrat|[Mm]i-temps|[Ll]icenci[ée]\w*|[Pp]longe|[Mm][ée]nage|[Cc]aissi\w+|[Ss]erveu\w+|[Mm]agasini\w+|[Vv]endeu\w+|[Ll]ivreu\w+|[Cc]uisini\w+|[Aa]lternance|[Mm]ission|[Bb]oulot|job|taf|[Pp]oste|[Vv]irée?|[Oo]uvri\w+|[Aa]gente?|[Pp]réparat\w+|[Cc]ariste|[Mm]anutentionnaire|[Gg]ardien\w*|[Vv]igile|[Mm]ac\wn|[Ss]oudeu\w+|[Cc]onducteur|[Cc]hauffeu\w+|[Ss]aisonni\w+) (?:[a-zà-ÿ'’-]+ ){0,4}?(?:à|a|chez|pour|avec|au|aux|de chez|à la|à l['’]) ?(?P<it>(?:(?:La|Le|Les|L['’]) ?)?[A-ZÀ-Ý][\wÀ-ÿ]+(?:['’&-]?[\wÀ-ÿ]+)*(?: (?:&|et|de|du|des|d['’]|la|le|les|en))*(?: [A-ZÀ-Ý0-9][\wÀ-ÿ'’-]*){0,3})"
)
_LINK = re.compile(
    r"[ ]?(?:(?:(?:de l|d|l|a l)'|(?:de la|de|du|des|la|le|les|aux?|a la|saint|sainte|st|ste|et)(?![a-z])|&) ?-?){0,3}"
)
_NOT_NAME_AFTER = re.compile(
    r"^(?:qui|que|est|a|ne|n'|et|ou|mais|dit|dit|refuse|veut|pour|avec|sans|en|sur|dans|ferme|fermee|pas|plus|demande|il|elle|on|privee?|publique?|d'insertion|d'interim|d'urgence|d'accueil|de jour|de nuit|d'asile|social\w*|familial\w*)(?![a-z])"
)


_RUN = r"[A-ZÀ-Ý][\w'-]{2,40}(?:(?: (?:du|de|des|de la|la|le|les|et|&|en|sur))? (?:[dl]')?[A-ZÀ-Ý][\w'-]{0,40}){0,5}"
_FORM = r"(?:SARL|SAS|SASU|EURL|SCI|SCOP|SA|SNC|GAEC|EARL)"
_LEGAL = frozenset("sarl sas sasu eurl sci scop sa snc gaec earl".split())
_LEGAL_AFTER = re.compile(rf"(?<![\w'’-])(?P<it>{_RUN}[ ,]{{1,2}}{_FORM}|{_FORM} {_RUN})(?![\w])")
# Without capitals, the words up to the article or the preposition: "les fruits du vallon sarl".
_LEGAL_UNCASED = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[,.:;(] )|(?<=chez )|(?<=pour )|(?<=par )|(?<=de )|(?<=avec ))(?P<it>(?:les |la |le |l')?[a-z][a-z'&\-]{2,}(?: (?:et|du|des|de la|de|d'|&)? ?[a-z][a-z'&\-]{2,}){0,3} (?:sarl|sas|sasu|eurl|scop|earl|gaec|snc|scea))(?![\w])"
)
# A boat employs too: "matelot sur l'Étoile du Nord".
_ABOARD = re.compile(
    r"(?<!\w)(?:[Mm]atelot|[Mm]ousse|[Mm]écanicien|[Cc]uisinier|[Pp]atron|[Cc]apitaine|[Mm]arin|[Pp]êcheur|[Ee]mbarquée?|[Mm]ousse|[Tt]honier|[Cc]halutier|[Cc]argo|[Ff]erry|[Nn]avire|[Ff]ileyeur|[Cc]aseyeur|[Ll]igneur|[Pp]aquebot|[Vv]raquier)s? (?:(?:à bord|au large) (?:de |du |d['’])|sur )?(?P<it>(?:le |la |l['’])?[A-ZÀ-Ý][\w'’-]+(?: (?:(?:du|de|des|la|le|de la) )?[A-ZÀ-Ý][\w'’-]+){0,3})"
)
_EMPLOYED_AT = re.compile(
    rf"(?<!\w)(?:[Ee]mployeur|[Ee]mployeuse|[Cc]ontrat(?: possible| chez)?|[Pp]atron|[Ee]ntreprise|[Ss]ociété|[Bb]ulletins de salaire|[Ss]alaires?|[Ee]mployée? (?:chez|de|par)|[Vv]endeuse|[Vv]endeur|[Cc]aissière|[Ss]erveuse|[Mm]agasinier) ?(?::|\(|«)? ?(?P<it>{_RUN})"
)
_WITHIN = re.compile(rf"(?<!\w)[Aa]u sein (?:de la|de l['’]|des|du|de|d['’]) ?(?P<it>{_RUN})")
# "mille euros chez Palais du Sari": several capitals joined by small words are no person.
_CHEZ = re.compile(
    r"(?<!\w)chez (?P<it>(?!M\.|Mme|Mr|Dr|Me )[A-ZÀ-Ý][\w'’-]{2,} (?:du|des|et|&|en|sur) (?:[dl]['’])?[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?)"
)
_HOUSE = re.compile(
    rf"(?<!\w)(?:la |de la )?(?:maison|étude|cabinet|groupe|enseigne|marque) (?P<it>{_RUN})"
)
_FAMILY_FIRM = re.compile(
    r"(?<![a-z])(?P<it>(?!(?:des|les|deux|trois|quatre|ses|leurs|mes|nos|cinq|entre|pere|mere) )[a-z][a-z\-]{2,30}(?: (?:& |et )?[a-z][a-z\-]{3,30})? (?:pere et fils|pere & fils|& fils|et fils|freres|& freres|& cie|et cie|et compagnie|& co|& associes|et associes|et filles?|& filles?|& niece|et soeurs|& soeurs))(?![a-z])(?! (?:de|du|sont|ont|est|a|sous|qui))"
)
_QUOTED = re.compile(
    r"(?<![a-z])(?:par|chez|societe|boite|asso|association|entreprise|employeur|restaurant|snack|magasin|club|agence|garage|syndic|plateforme|site) (?:l'|la |le |une? (?:boite|societe|asso) )?[«\"“] ?(?P<it>[a-z][^«»\"“”\n,;:.?!]{2,40}?) ?[»\"”]"
)
_AT_CHEZ = re.compile(
    r"(?<![a-z])(?P<it>(?:snack|resto|restaurant|restau|kebab|bar|cafe|pizzeria|epicerie|tabac|boulangerie|garage|salon|coiffure|brasserie|bistrot|creperie|auberge|gite) chez (?P<name>[a-z][a-z'\-]{2,}))(?![a-z])"
)
# A club by its letters: "l'US Montagnarde", "au FC Val d'Orge".
_CLUB = re.compile(
    r"(?<!\w)(?P<it>(?:US|AS|FC|RC|ES|AC|OC|SC|CS|JS|SO|UA|HBC|BC|TC|RCF|AJ|USM|ASC|GS)[ .-](?:de |du |d['’]|des )?[A-ZÀ-Ý][a-zà-ÿ'’-]{2,}(?:[ -](?:(?:de|du|d['’]|des|la|les|en) ?)?[A-ZÀ-Ý][\w'’-]+){0,3})"
)
# What a shop is said to be called: "le garage c'est Auto Plasti'Sud", "une boutique de pagnes Wax et Soie".
_CALLED = re.compile(
    rf"(?<!\w)(?:boutique|garage|salon|resto|restaurant|entreprise|société|boîte|asso|association|club|école|crèche|ferme|commerce|magasin|haras|micro-entreprise|auto-entreprise|marque|atelier|snack|bar|café|enseigne|établissement|employeur|structure)(?: d[e'’] ?[a-zà-ÿ]+)?,? (?:c['’]est |s['’]appelle |se nomme |nommée? |appelée? |dénommée? |au nom de |sous le nom de |qui s['’]appelle )?[«\"“]? ?(?P<it>{_RUN})"
)
_CALLED_SMALL = re.compile(
    r"(?<![a-z])(?:boutique|garage|salon|resto|restaurant|entreprise|societe|boite|asso|association|club|ecole|creche|ferme|commerce|magasin|marque|snack|bar|cafe|enseigne|micro[ -]entreprise)(?: d[e'] ?[a-z]+)? (?:qui )?(?:s'appelle|se nomme|nommee?|appelee?|denommee?|au nom de|sous le nom de) (?P<it>[a-z][a-z'&\-]{2,}(?: (?:(?:et|&|de|du|des|la|le|les|a|au) )?[a-z'&\-]{2,}){0,3}?)(?=[,.;:()\n]|$| (?:a|en|est|et elle|depuis|qui|ne|n'|mais|il|elle|pour|dans|ou)(?![a-z]))"
)
# A chain's shop in one town: "Lidl de Wattignies".
_BRANCH = re.compile(
    r"(?<![a-z])(?P<it>(?:lidl|aldi|vival|spar|carrefour(?: (?:city|market|contact|express))?|intermarche|super u|u express|hyper u|leclerc|auchan|casino|franprix|monoprix|mac ?do(?:nald'?s)?|kfc|burger king|quick|decathlon|action|gifi|leroy merlin|castorama|brico ?(?:depot|marche)|darty|fnac|ikea|cora|match|netto|proxi|biocoop|grand frais|picard|buffalo grill|flunch|courtepaille|norauto|feu vert|midas|point p|la poste|ibis|formule 1|f1|kyriad|b&b|campanile|premiere classe) (?:de la |de l'|de |d'|du |des )(?P<town>[a-z][a-z\-]{2,}(?:[ -](?:sur|sous|les|en|de|la|le|du)[ -][a-z\-]+)?))(?![a-z])"
)
# Without capitals: a shop and what stands near it, "bar du port", "pharmacie des halles".
_SHOPS = frozenset(
    "bar cafe pharmacie boulangerie boucherie tabac pizzeria restaurant resto brasserie snack epicerie garage auberge creperie bistrot bistro taverne guinguette kebab fromagerie librairie mercerie".split()
)
_NO_SHOP_NAME = re.compile(
    r"(?:mere|pere|fils|fille|frere|soeur|mari|femme|voisin\w*|voiture|matin|midi|soir|maison|copain|copine|ami|amie|oncle|tante|cousin\w*|ccas|foyer|hopital|centre|rue|gare routiere|meme|bout|pays|dame|monsieur|jeune|personne|patron\w*|societe|entreprise|asso\w*|camp|college|lycee|fac|quartier|coin|village|bourg|ville|secteur|proprietaire|bailleur|immeuble|residence)(?![a-z])"
)
_AT_NOUN = re.compile(
    r"(?:(?<![a-z])(?:aux?|du|a la|a l'|en|de l'|de la|par (?:le |la |l')|dans (?:le |la |l')|un|une|pour (?:le |la |l')|via (?:le |la |l')?|avec (?:le |la |l')) ?|[,:(•*\n-] ?|^)\Z"
)
_TOO_VAGUE = frozenset(
    "ferme client bailleur bailleresse employeur employeuse proprietaire syndic groupe boite organisme stade avenir depot entente societe entreprise agence elan regie presse cantine toitures toiture facades facade peintures peinture nettoyage proprete poste studio harmonie troupe domaine cave serres serre jardins jardin atelier ateliers refuge maison".split()
)
_ROOM_WORDS = frozenset(
    "ch chb chambre chbre appt apt appartement bat batiment lit etage porte".split()
)
_COUNTS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix cent mille petits petites grands grandes".split()
)


class OrganisationRecogniser(Recogniser):
    kind = Kind.ORG_ID

    def find(self, reading: Reading) -> Iterator[Span]:
        for match in _HEAD.finditer(reading.folded):
            end = self._name_end(reading, match.end(), match["noun"])
            if end:
                noun_outside = match["noun"].split()[0] in _EMPLOYERS
                start = _first_letter(reading, match.end(), end) if noun_outside else match.start()
                yield Span(_article(reading, start), _number_after(reading, end), LIKELY)
        yield from self._firms(reading)
        for match in _WORKS_AT.finditer(reading.folded):
            end = self._after_chez(reading, match.end()) or self._after_work(reading, match.end())
            if end:
                yield Span(match.end(), _number_after(reading, end), WEAK + 0.05)
        for match in _HIRED_AT.finditer(reading.plain):
            name = place_key(match["it"])
            public = {name, name.split()[0]} & (kept_names() | departement_keys())
            if not public and not communes_of(name) and reading.style != "upper":
                yield Span(match.start("it"), _number_after(reading, match.end("it")), LIKELY)

    def _name_end(self, reading: Reading, at: int, noun: str) -> int | None:
        """Where the proper name after a generic noun ends; None when there is none."""
        if reading.style == "mixed":
            end = self._cased_end(reading, at, noun) or self._unknown_end(reading, at)
            return end or self._shop_end(reading, at, noun)
        return self._uncased_end(reading, at, noun)

    @staticmethod
    def _shop_end(reading: Reading, at: int, noun: str) -> int | None:
        """A shop named after what is near it, in small letters: "bar du port"."""
        if noun not in _SHOPS:
            return None
        near = re.compile(r" (?:du |des |de la |de l')(?P<it>[a-z][a-z\-]{3,})(?![a-z'])").match(
            reading.folded, at
        )
        plain = near is None or _NO_SHOP_NAME.match(near["it"]) or near["it"] in _NO_PROPER
        return None if near is None or plain else near.end()

    @staticmethod
    def _unknown_end(reading: Reading, at: int) -> int | None:
        """A made-up name in small letters: "entrepôt log'oise", "la boite proxiclean"."""
        coded = re.compile(r" [a-z]\d{1,3}(?!\w)").match(reading.folded, at)
        if coded:  # "école T17"
            return coded.end()
        made = re.compile(r" ?[(«\"]? ?(?P<it>[a-z]{2,}(?:['\-][a-z]{3,})?)(?![a-z'])").match(
            reading.folded, at
        )
        if not made:
            return None
        parts = re.split(r"['\-]", made["it"])
        strange = len(made["it"]) > 3 and any(len(p) > 3 and not is_french(p) for p in parts)
        glued = "'" in made["it"] and len(parts[0]) > 2
        known = (
            made["it"] in FUNCTION_WORDS or made["it"] in kept_names() or communes_of(made["it"])
        )
        return made.end("it") if (strange or glued) and not known else None

    @staticmethod
    def _after_work(reading: Reading, at: int) -> int | None:
        """After "embauché chez", ordinary words too: "TOITURES LAURAGAISES", "la ferme bleue"."""
        if reading.style == "mixed":
            return None
        end: int | None = None
        words = [w for w in reading.words if at <= w.start < at + 50]
        position = at
        for count, word in enumerate(words):
            gap = reading.plain[position : word.start]
            bare = word.folded.rstrip("'")
            article = not count and bare in {"la", "le", "les", "l"}
            if not re.fullmatch(r"[ \-'&]{0,3}", gap) or count > 3:
                break
            if not article and (
                bare in FUNCTION_WORDS or bare in PREDICATES or bare in _PEOPLE or bare in _HOSTS
            ):
                break
            if end and communes_of(place_key(bare)):
                break
            end = None if article else word.end
            position = word.end
        name = reading.folded[at:end] if end else ""
        return None if not name or name in kept_names() or name.split()[0] in kept_names() else end

    def _cased_end(self, reading: Reading, at: int, noun: str) -> int | None:
        words = [w for w in reading.words if at <= w.start < at + 80]
        end: int | None = None
        taken: list[Word] = []
        position = at
        quoted = re.match(r" ?[«\"“] ?", reading.plain[at : at + 4])
        if quoted:
            position += quoted.end()
        for word in words:
            gap = reading.plain[position : word.start]
            if (
                not re.fullmatch(r"[ \-'’&]{0,3}|\. |, ", gap)
                or (gap == ". " and len(reading.plain[position - 3 : position].split()[-1:][0]) > 2)
                or (gap == ", " and not (noun.split()[0] in _EMPLOYERS and not taken))
            ):
                break
            if word.capitalised and word.folded not in {
                "il",
                "elle",
                "le",
                "la",
                "les",
                "mme",
                "m",
                "mr",
            } - ({"le", "la", "les"} if not gap.startswith(".") else set()):
                taken.append(word)
                end = word.end
            elif taken and taken[-1].raw.endswith("'") and taken[-1].end == word.start:
                end = word.end
            elif word.folded.rstrip("'") not in _JOINING or (taken and word.folded in {"a", "au"}):
                break
            if gap.startswith(".") and len(taken) > 1:
                break
            position = word.end
        if not end or not taken:
            return None
        if taken[-1].folded in {"le", "la", "les"} and len(taken) == 1:
            return None
        name = reading.folded[taken[0].start : end]
        link = reading.folded[at : taken[0].start]
        return None if self._public(name, link, noun) else end

    def _uncased_end(self, reading: Reading, at: int, noun: str) -> int | None:
        link = _LINK.match(reading.folded, at)
        assert link is not None  # the pattern matches the empty string
        linked = link[0].strip()
        rest = reading.after(link.end(), 40)
        if _NOT_NAME_AFTER.match(reading.after(at, 20).lstrip()) or _NOT_NAME_AFTER.match(rest):
            return None
        words = [w for w in reading.words if link.end() <= w.start < link.end() + 60]
        end: int | None = None
        count = 0
        position = link.end()
        for word in words:
            gap = reading.plain[position : word.start]
            if not re.fullmatch(r"[ \-'&]{0,3}", gap):
                break
            bare = word.folded.rstrip("'")
            if (
                bare in _JOINING
                and count
                and bare not in {"le", "la", "les", "a", "au", "aux", "en"}
            ):
                position = word.end
                continue
            if bare in _ROOM_WORDS or (count and bare in {"sarl", "conventionne"}):
                break
            if not count and bare in _COUNTS and "'" not in word.folded:
                position = word.end
                continue
            if bare in FUNCTION_WORDS or bare in PREDICATES or count >= 3:
                break
            if count and (
                communes_of(place_key(bare))
                and not gap.startswith("-")
                and reading.plain[position - 1] != "'"
            ):
                break
            end = word.end
            count += 1
            position = word.end
        if not end:
            return self._unknown_end(reading, at)
        name = reading.folded[link.end() : end]
        if self._public(name, linked + " ", noun):
            return None
        first = name.split()[0].split("'")[-1]
        proper = not is_ordinary(first)
        article = linked in {"les", "la", "le", "l'"}
        opens = article and noun not in _TOO_VAGUE and noun not in _EMPLOYERS
        opens = opens and bool(_AT_NOUN.search(reading.before(at - len(noun), 12)))
        plural_article = opens or (article and noun in _NAMED_WITH_ARTICLE)
        of_place = (
            linked in {"du", "des", "de la", "de l'", "d'", "de", "saint", "st", "sainte", "ste"}
            and noun in _NAMED_WITH_OF
            and proper
        )
        saint = linked.split()[-1:] in (["saint"], ["st"], ["sainte"], ["ste"])
        unlinked = not linked and proper and noun in _NAMED_BARE and len(first) > 2
        common_name = (
            linked in {"du", "des", "de la", "de l'"}
            and noun in _NAMED_COMMONLY
            and first not in _NO_PROPER
        )
        trading = linked in {"du", "des", "de la", "de l'"} and noun.rstrip("s") in _TRADING
        if trading and first not in _NO_PROPER and len(first) > 2:
            return end
        if common_name and count >= 1 and len(name) > 3:
            return end
        together = reading.folded[position : position + 3] == " & "
        if together or (not linked and reading.folded[end : end + 3] == " & "):
            return end
        if plural_article or of_place or saint or unlinked:
            return end
        return self._unknown_end(reading, at)

    @staticmethod
    def _firms(reading: Reading) -> Iterator[Span]:
        """Names told by what follows or announces them: "Lenoir et Fils", "employeur : Lenoir"."""
        for match in _FAMILY_FIRM.finditer(reading.folded):
            yield Span(*match.span("it"), LIKELY)
        for match in _QUOTED.finditer(reading.folded):
            if match["it"] not in kept_names():
                yield Span(*match.span("it"), LIKELY)
        for match in _BRANCH.finditer(reading.folded):
            if communes_of(place_key(match["town"])):
                yield Span(*match.span("it"), LIKELY)
        for match in _CALLED_SMALL.finditer(reading.folded):
            yield Span(*match.span("it"), LIKELY)
        for match in _AT_CHEZ.finditer(reading.folded):
            if match["name"] not in FUNCTION_WORDS and match["name"] not in _PEOPLE:
                yield Span(*match.span("it"), LIKELY)
        for match in _ABOARD.finditer(reading.plain):
            if reading.style == "mixed":
                yield Span(*match.span("it"), LIKELY)
        if reading.style != "mixed":
            for match in _LEGAL_UNCASED.finditer(reading.folded):
                yield Span(*match.span("it"), LIKELY)
            return
        for pattern in (_LEGAL_AFTER, _EMPLOYED_AT, _HOUSE, _WITHIN, _CHEZ, _CLUB, _CALLED):
            for match in pattern.finditer(reading.plain):
                name = fold(match["it"])
                if pattern is _CLUB and re.split(r"[ .-]", name)[1] in first_names():
                    continue  # "l'AS Maud"
                if match["it"].isupper() and len(name) <= 4:
                    continue
                if name not in kept_names() and name.split()[0] not in kept_names() - _LEGAL:
                    yield Span(*match.span("it"), LIKELY)

    def _after_chez(self, reading: Reading, at: int) -> int | None:
        words = [w for w in reading.words if at <= w.start < at + 60]
        end: int | None = None
        position = at
        taken = 0
        for word in words:
            gap = reading.plain[position : word.start]
            if not re.fullmatch(r"[ \-'&]{0,3}", gap):
                break
            bare = word.folded.rstrip("'")
            named = (
                word.capitalised
                if reading.style == "mixed"
                else (
                    bare not in FUNCTION_WORDS and not is_ordinary(bare) and bare not in PREDICATES
                )
            )
            if named and not (communes_of(bare) and taken and reading.style != "mixed"):
                end = word.end
                taken += 1
            elif not (bare in _JOINING and taken):
                break
            position = word.end
        if not end or taken > 5:
            return None
        name = reading.folded[at:end]
        people = name.split()[0] in _PEOPLE - ({"le", "la", "les"} if taken > 1 else set())
        return None if name in kept_names() or people else end

    @staticmethod
    def _public(name: str, link: str, noun: str) -> bool:
        """Whether the name is only a place or a public body: "foyer de Lille", "agence France Travail"."""
        key = place_key(name)
        if noun.split()[0] in _INNS and key in departement_keys():
            return False
        if name in kept_names() or name.split()[0] in kept_names() or key in departement_keys():
            return True
        if noun in _SHOPS and link.strip() in {"du", "des", "de la", "de l'"}:
            return False
        of = link.strip() in {"de", "d'", "du", "des", "a", "à", "au", "de la", "de l'"}
        return of and bool(communes_of(key)) and noun not in {"chateau", "domaine"}


def _article(reading: Reading, start: int) -> int:
    """The article goes with the name: "il fait la plonge à [STRUCTURE 1]"."""
    article = re.search(r"(?<![a-z'])(?:la |le |les |l')\Z", reading.before(start, 4))
    return start - len(article[0]) if article else start


def _number_after(reading: Reading, end: int) -> int:
    """A number that ends a firm's name: "Clairnet 93"."""
    number = re.compile(
        r" \d{2,4}(?=[,.;:)\n]|$| (?!ans?|mois|euros?|€|h|heures?|km|fois|jours?)[a-zà-ÿ])"
    ).match(reading.plain, end)
    return number.end() if number else end


_INNS = frozenset(
    "hotel cafe bar restaurant brasserie auberge camping bistrot motel garage".split()
)
_HOSTS = frozenset(
    "ami amie amis copain copine parents parent tante oncle cousin cousine frere soeur fils fille mere pere maman papa voisin voisine proprio particulier particuliers eux elle lui moi nous".split()
)


def _first_letter(reading: Reading, at: int, end: int) -> int:
    """Where the proper name starts after a noun that is no part of it."""
    lead = re.match(
        r"[ ,:«\"(]{0,4}(?:(?:la|le|les|l') ?(?=[a-z]))?[«\" ]*", reading.folded[at:end]
    )
    first = at + lead.end() if lead else at
    # "la Biscuiterie" leaves its article, "Les Trois Platanes" keeps it.
    capital = re.match(r"[ ,:«\"(]{0,4}(?=[A-ZÀ-Ý])", reading.plain[at:end])
    return at + capital.end() if capital else first


_EMPLOYERS = frozenset(
    "cooperative association armement commerce boutique employeur bailleur proprietaire employeuse bailleresse societe entreprise syndic boite agence organisme client entente".split()
) | {"agence immobiliere", "agence d'interim"}
_JOINING = frozenset("de du des d la le les l et au aux en a sur sous ar an er qui".split())
_NAMED_WITH_ARTICLE = frozenset(
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
_NAMED_WITH_OF = frozenset(
    "ecole college lycee creche ehpad foyer hotel gaec earl ferme domaine chateau clinique cabinet garage pharmacie camping ime esat mecs haras club".split()
)
_NAMED_COMMONLY = frozenset(
    "cfa ehpad pharmacie clinique creche college lycee hotel ecole foyer snack cph cada chrs ime esat mecs cirque potager tutelles maternelle garderie manade ecurie".split()
) | {
    "cabinet radio",
    "cabinet medical",
    "cabinet dentaire",
    "cabinet infirmier",
}
# Shops and firms: "laiterie des puys" is one of them, even where capitals say nothing.
_TRADING = frozenset(
    "laiterie fromagerie brasserie boulangerie patisserie boucherie charcuterie poissonnerie epicerie pizzeria creperie restaurant auberge gite camping scierie menuiserie fonderie imprimerie conserverie blanchisserie cidrerie distillerie cave domaine moulin forge carriere serre verger jardin pepiniere haras ecurie abattoir criee pecherie clinique polyclinique jardinerie animalerie librairie mercerie quincaillerie bijouterie garage carrosserie verrerie faiencerie poterie tannerie filature chocolaterie biscuiterie confiserie rotisserie cafe bar snack superette elevage taverne cabaret chorale relai onglerie guinguette bodega buvette mercerie parfumerie tabac".split()
)
_NO_PROPER = frozenset(
    "coin quartier village secteur fils fille petit petite dame grand grande lundi departement ville commune mairie medecin travail bebe enfants enfant petits monde"
    " paroisse eglise batiment metier metiers sport bois mari fille voisin bourg 115 social rue meme gosse gamin".split()
)
_NAMED_BARE = frozenset({"pompes funebres"}) | frozenset(
    "ecole college lycee creche ehpad transports transport taxi taxis ambulance ambulances paroisse tonnellerie librairie sarl sas eurl sasu sci gaec earl ets etablissement etablissements garage boulangerie hotel resto restaurant societe entreprise groupe menuiserie maconnerie association asso bailleur employeur clinique boucherie salon camping pharmacie scierie usine cooperative".split()
)
_PEOPLE = frozenset(
    "lui elle eux moi toi nous vous sa son ses mon ma mes une un des le la les l leur leurs mme mr m madame monsieur mlle maman papa tata tonton".split()
)
