"""A French stemmer for the domain's tests: the same that the bot runs with."""

from adapters.stemming import FrenchStemmer

STEM = FrenchStemmer()
