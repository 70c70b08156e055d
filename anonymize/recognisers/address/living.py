"""Words of living: beside one of them, what locates is a home."""

from __future__ import annotations

import re

HOME = re.compile(
    r"(?<![a-z])(?:habit\w*|vit|vivent|vivait|loge\w*|heberge\w*|domicili\w*|demeur\w*|resid\w*|adresse|domicile|logement|appartement|appart|studio|dort|dorment|installe\w*|sise?|situe\w*|amarr\w*|gite|yourte|caravane|squatt?\w*|chez|maison|vend\w*|louent?|locataire|expuls\w*|terrain|immeuble|tente|chambre)[^.;\n]{0,40}\Z"
)
LIVES_IN = re.compile(
    r"(?<![a-z])(?:habit(?:e|ent|ait)|vit|vivent|loge|logent|logee?s?|hebergee?s?|domiciliee?s?|domicile|adresse|dort|dorment|demeur\w+|expuls\w+|locataire|chez (?:[a-z'\-]+ ){1,3}|squatt\w+|planque\w*|stationne\w*|gare[er]?|installe\w*|amarre\w*|pose\w*|campe\w*|occupe|loue|loyer[a-z ]*|impaye\w*)(?: (?:au|a la|a l'|aux|du|de la|dans le|dans la|le|la|l'|un|une|:))* ?:? ?\Z"
)
LIVES = re.compile(
    r"(?<![a-z])(?:hab(?:it(?:e|es|ent|ait|aient|ant|er)?)?|vit|vivent|vivait|loge|logent|logee?s?|heberge|hebergee?s?|domicilie\w*|demeur(?:e|ent|ant)|resid(?:e|ent|ant)|adresse|domicile|dort|dorment|dormait|creche(?= (?:a|chez|au))|crechent|installee?s?|sise?|squatte\w*|campe|campent|stationne\w*|amarre\w*|posee?s?|occupe|occupent|loue|louent|locataires?|rentre|planque|expuls\w+|chambre|studio|appart\w*|logement|chez (?:[a-z'\-]+ ){1,3}|gite|retrouve|trouve|(?:re)?partie?s?|retourne\w*|revenue?s?|(?:de|em|am)menage\w*|refugiee?s?|relogee?s?|vivre|loger|rejoint|ma[iî]son|pavillon)(?![a-z])[^.;\n]{0,30}\Z"
)
