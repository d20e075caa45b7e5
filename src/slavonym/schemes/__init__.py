"""The schemes engine: one table of graphemes, three uses.

A scheme says how the letters of a native name are written in Latin script: KMU-2010, the French press, BGN/PCGN
and so on. From the same data the engine offers

* `Scheme.romanize`: native name -> its regular form in the scheme;
* `Aligner.align`: surface form and native name -> what the surface form costs, and which letters stand for which;
* `read`: surface form -> the native spellings that may stand behind it, best first.

Schemes are files in `tables/schemes/`; a new source language is a new file.
"""

from slavonym.schemes.align import EDIT, Aligner, Alignment
from slavonym.schemes.collection import DEFAULT_SOURCES, Schemes, schemes_for, schemes_of
from slavonym.schemes.read import Reading, read
from slavonym.schemes.scheme import Grapheme, Scheme, load_scheme, scheme_ids

__all__ = [
    "DEFAULT_SOURCES",
    "EDIT",
    "Aligner",
    "Alignment",
    "Grapheme",
    "Reading",
    "Scheme",
    "Schemes",
    "load_scheme",
    "read",
    "scheme_ids",
    "schemes_for",
    "schemes_of",
]
