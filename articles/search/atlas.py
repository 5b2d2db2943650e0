"""Where each country of today stands on the tile map: one drawing for each part of the world.

A row of a drawing is a row of tiles from west to east, ``..`` an empty place. Neighbours stand
side by side as far as a grid allows. Every part is at most eleven tiles wide, so that a tile is
wide enough for a finger on a phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMERICAS = """
.. CA .. .. .. .. .. .. GL ..
.. US .. .. .. .. PM .. .. ..
MX .. .. .. BS .. BM .. .. ..
GT BZ .. CU .. TC .. AI MF BL
SV HN .. KY HT DO PR VG SX KN
.. NI .. JM .. .. VI MS AG GP
.. CR .. AW CW BQ .. .. DM MQ
.. .. PA .. .. .. GD VC LC BB
.. .. CO VE .. TT .. .. .. ..
.. EC .. BR GY SR GF .. .. ..
.. PE BO PY .. .. .. .. .. ..
.. CL AR UY .. FK GS .. .. ..
"""
_EUROPE = """
.. IS .. .. .. SJ .. .. ..
.. FO .. .. NO SE FI .. ..
.. IM .. .. .. AX EE .. ..
IE GB .. .. DK .. LV RU ..
GG JE .. NL DE PL LT BY ..
.. .. BE LU CZ SK UA MD ..
.. FR CH LI AT HU RO .. ..
PT ES AD MC SI HR RS BG ..
.. GI .. IT SM BA ME XK MK
.. .. .. VA .. MT AL GR CY
"""
_AFRICA = """
.. .. MA DZ TN LY EG .. .. ..
.. EH MR ML NE TD SD ER .. ..
CV SN GM GN BF NG CF SS ET DJ
.. GW SL CI GH BJ CM UG KE SO
.. .. .. LR TG GQ GA RW TZ SC
.. .. .. .. ST CG CD BI MW KM
SH .. .. .. .. AO ZM ZW MZ YT
.. .. .. .. .. NA BW SZ .. MG
.. .. .. .. .. .. ZA LS MU RE
"""
_ASIA = """
.. GE .. .. KZ KG .. MN .. .. ..
TR AM AZ TM UZ TJ .. CN KP KR JP
LB SY IQ IR AF PK NP BT .. .. TW
IL PS JO KW .. IN BD MM HK MO ..
.. .. SA BH QA .. LK TH LA VN PH
.. .. YE OM AE MV .. MY KH BN ..
.. .. .. .. .. IO .. SG ID TL ..
"""
_OCEANIA = """
.. .. .. GU MP .. .. UM .. ..
.. .. PW FM .. MH .. .. .. ..
.. .. PG .. NR .. KI TK .. ..
CX .. .. SB .. TV WF WS AS ..
CC AU .. NC VU FJ TO NU CK PF
.. .. .. NF NZ .. .. .. .. PN
BV TF HM .. AQ .. .. .. .. ..
"""
_EMPTY = ".."


@dataclass(frozen=True, slots=True)
class Place:
    """A country's tile, ``column`` and ``row`` counted from the north-west corner of its part."""

    code: str
    column: int
    row: int


def _places(drawing: str) -> Iterator[Place]:
    for row, line in enumerate(drawing.split("\n")[1:-1]):
        for column, code in enumerate(line.split()):
            if code != _EMPTY:
                yield Place(code, column, row)


PARTS: Final[dict[str, tuple[Place, ...]]] = {
    "americas": tuple(_places(_AMERICAS)),
    "europe": tuple(_places(_EUROPE)),
    "africa": tuple(_places(_AFRICA)),
    "asia": tuple(_places(_ASIA)),
    "oceania": tuple(_places(_OCEANIA)),
}
"""The parts of the world, in the order in which they are read."""
