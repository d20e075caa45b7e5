"""The gazetteer: canonical names, and an index from any surface form to them.

Folding finds, aligning decides: `skeleton` folds what spelling conventions disagree on, so that one probe of the
index finds every name a surface form may stand for; the rules then align and rank them.
"""

from slavonym.gazetteer.index import Gazetteer
from slavonym.gazetteer.load import Entry
from slavonym.gazetteer.skeleton import skeleton
from slavonym.gazetteer.store import load_gazetteer

__all__ = ["Entry", "Gazetteer", "load_gazetteer", "skeleton"]
