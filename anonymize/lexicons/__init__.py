"""Names, common words and places of France, shipped with the package and read once.

Sources: INSEE files of first names and surnames, Etalab's administrative divisions (Licence
Ouverte 2.0), Dicollecte's dictionary, open corpora and our own lists; see NOTICE. `anonymize.training.lexicons` remakes
the packed files.
"""

from anonymize.lexicons.folding import fold
from anonymize.lexicons.names import (
    common_words,
    first_names,
    in_dictionary,
    name_particles,
    public_terms,
    surnames,
)
from anonymize.lexicons.places import (
    Commune,
    Departement,
    Epci,
    FormerCommune,
    communes,
    communes_by_key,
    communes_by_postcode,
    departement_population,
    departements,
    epcis,
    former_communes,
    place_key,
)

__all__ = [
    "Commune",
    "Departement",
    "Epci",
    "FormerCommune",
    "common_words",
    "communes",
    "communes_by_key",
    "communes_by_postcode",
    "departement_population",
    "departements",
    "epcis",
    "first_names",
    "fold",
    "former_communes",
    "in_dictionary",
    "name_particles",
    "place_key",
    "public_terms",
    "surnames",
]
