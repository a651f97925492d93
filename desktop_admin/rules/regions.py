"""The counties of 黔南州 by region code (domain §4 "Counties"): a hint beside a number, never a check."""

from typing import Final

COUNTIES: Final[dict[str, str]] = {
    "522701": "都匀市",
    "522702": "福泉市",
    "522722": "荔波县",
    "522723": "贵定县",
    "522725": "瓮安县",
    "522726": "独山县",
    "522727": "平塘县",
    "522728": "罗甸县",
    "522729": "长顺县",
    "522730": "龙里县",
    "522731": "惠水县",
    "522732": "三都水族自治县",
}
