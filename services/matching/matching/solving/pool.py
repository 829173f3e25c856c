"""A pool as columns: everything a run decides on, one row a need or a volunteer, both in the order of their ids.

A set of words (languages, topics, wishes, kinds) is a row of 64-bit masks over a sorted vocabulary. Deliberately not
here: how rows become columns (`reading`), which pairs are possible (`pairs`), and names; nobody is matched by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.bytes_]  # 32 hexadecimal letters each
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int32]
Masks = NDArray[np.uint64]  # one row each, as many 64-bit words as the vocabulary needs


@dataclass(frozen=True, kw_only=True)
class Needs:
    """The needs that wait. `east` and `north` are metres, `waited` days; `kind` and `area` index the vocabularies."""

    ids: Ids
    families: Ids
    kind: Numbers
    area: Numbers
    east: Numbers
    north: Numbers
    waited: Numbers
    languages: Masks
    topics: Masks
    wishes: Masks
    slots: Masks
    meets_young: Flags  # a child under 15 is met
    consented: Flags
    track_is_open: Flags


@dataclass(frozen=True, kw_only=True)
class Volunteers:
    """The volunteers of the pool. `reach` is metres, `room` free places; `source` is -1 where nobody said."""

    ids: Ids
    area: Numbers
    east: Numbers
    north: Numbers
    reach: Numbers
    room: Numbers
    capacity: Numbers
    source: Numbers
    kinds: Masks
    languages: Masks
    topics: Masks
    meets: Masks
    slots: Masks
    vetted: Flags  # every step is passed that meeting adults asks for
    vetted_for_young: Flags  # and every step that meeting a child under 15 asks for
    stays_vetted: Flags  # for as long as the programme warns ahead
    is_away: Flags
    is_shared: Flags  # the organisation that runs may look at this volunteer
    without_young: Flags  # would rather not meet children under 15


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Pairs named one by one: rows of `need` and `volunteer` belong together and are sorted."""

    need: Numbers
    volunteer: Numbers


@dataclass(frozen=True, kw_only=True)
class Pool:
    """One programme's pool at a date.

    `vocabularies` has the sorted words behind `kinds`, `areas`, `languages`, `topics`, `wishes` and `sources`.
    `named` has the pairs a rule or a ruling names: `own_family`, `tried`, `excluded`, `forbidden`, `pinned`, and for
    each rule that may be overridden `override:<code>`.
    """

    programme: str
    version: str
    organisation: str
    at: date
    needs: Needs
    volunteers: Volunteers
    vocabularies: Mapping[str, tuple[str, ...]]
    named: Mapping[str, Pairs]
    #: What the programme says about matching: `ceiling` and `long_wait` in days, and for each kind of need the mask of
    #: the kinds of volunteer that answer it; `with_children` is the mask of the kinds that mean contact with children,
    #: `warns_ahead` days, and `reach_km` how far a volunteer goes who says nothing else.
    terms: Mapping[str, Any]
