"""Importing this imports what every worker needs: once, in the server that they are forked from."""

from importlib import import_module

from extractor.imports import import_libraries

import_libraries()
for _name in ("extractor.facts", "extractor.pipeline", "spacy.matcher", "spacy.tokens"):
    import_module(_name)
