"""Invented construction companies of the prefecture."""

from dataclasses import dataclass
from random import Random

from desktop_admin.demo import names, numbers

_WORDS = "恒泰瑞鑫达宏盛源德兴隆华诚信黔南航凯力安顺通和创宇峰岳鼎博远腾骏辉"
_TRADES = (
    "建筑工程有限公司",
    "建设集团有限责任公司",
    "市政工程有限公司",
    "装饰工程有限公司",
    "建筑劳务有限公司",
    "机电安装工程有限公司",
    "公路桥梁工程有限公司",
    "园林绿化工程有限公司",
    "建筑安装工程有限责任公司",
    "水利水电工程有限公司",
    "钢结构工程有限公司",
    "地基基础工程有限公司",
)


@dataclass(frozen=True)
class DemoCompany:
    """A company. ``key`` counts from 0; ``region`` is the code of its county.

    ``seal_number`` is the number in the lower arc of its seal.
    """

    key: int
    name: str
    credit_code: str
    legal_representative: str
    region: str
    county: str
    phone: str
    seal_number: str


def make_companies(rng: Random, count: int) -> tuple[DemoCompany, ...]:
    """``count`` companies with different names and codes, over all counties."""
    made: list[DemoCompany] = []
    taken: set[str] = set()
    while len(made) < count:
        region, short, county = numbers.COUNTIES[len(made) % len(numbers.COUNTIES)]
        name = _company_name(rng, short)
        if name in taken:
            continue
        taken.add(name)
        collective = len(made) == 7
        made.append(
            DemoCompany(
                key=len(made),
                name=name,
                credit_code=numbers.credit_code(rng, region, collective=collective),
                legal_representative=names.person_name(rng, male=rng.random() < 0.7),
                region=region,
                county=county,
                phone=f"0854-{rng.randrange(2_000_000, 8_999_999)}",
                seal_number=numbers.seal_number(rng, region),
            )
        )
    return tuple(made)


def _company_name(rng: Random, short: str) -> str:
    words = "".join(rng.sample(_WORDS, 2))
    trade = rng.choice(_TRADES)
    draw = rng.random()
    if draw < 0.08:
        return f"{words}（贵州）{trade}"
    if draw < 0.25:
        return f"贵州{words}{trade}"
    return f"{short}{words}{trade}"
