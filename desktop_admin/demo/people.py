"""The invented people of the demo office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from desktop_admin.demo import names, numbers
from desktop_admin.demo.companies import DemoCompany

_NATIONS = ("汉族", "布依族", "苗族", "水族", "毛南族", "侗族", "瑶族", "壮族")
_EDUCATION = ("高中", "中专", "大专", "本科", "本科", "大专", "硕士研究生")
_TITLES = ("助理工程师", "工程师", "高级工程师", "技术员", "助理工程师", "工程师")
_POSTS = ("安全员", "安全科长", "项目经理", "施工员", "副总经理", "安全主管", "质量员")


@dataclass(frozen=True)
class DemoPerson:
    """A person as registered and as written on the papers. ``key`` counts from 0."""

    key: int
    name: str
    male: bool
    birth: date
    id_number: str
    phone: str
    company: DemoCompany
    nation: str
    education: str
    title: str
    post: str
    years: int

    @property
    def sex(self) -> str:
        """男 or 女, as on the form."""
        return "男" if self.male else "女"


def make_people(
    rng: Random, companies: Sequence[DemoCompany], count: int, today: date
) -> tuple[DemoPerson, ...]:
    """``count`` people aged 22 to 58 on ``today``; the striking names come first.

    A few were born in Fuquan (522702) before it became a city in 1996, and companies
    differ in size as real ones do.
    """
    weights = [1 / (1 + place % 13) for place in range(len(companies))]
    made: list[DemoPerson] = []
    taken: set[str] = set()
    while len(made) < count:
        key = len(made)
        if key < len(names.STRIKING):
            name, male = names.STRIKING[key]
        else:
            male = rng.random() < 0.68
            name = names.person_name(rng, male=male)
        birth = today - timedelta(days=rng.randrange(22 * 366, 58 * 365))
        region = "522702" if key % 9 == 4 else ""
        number = numbers.citizen_id(rng, birth, male=male, region=region)
        if number in taken:
            continue
        taken.add(number)
        age = (today - birth).days // 365
        made.append(
            DemoPerson(
                key=key,
                name=name,
                male=male,
                birth=birth,
                id_number=number,
                phone=numbers.mobile(rng),
                company=rng.choices(companies, weights)[0],
                nation=rng.choice(_NATIONS),
                education=rng.choice(_EDUCATION),
                title=rng.choice(_TITLES),
                post=rng.choice(_POSTS),
                years=rng.randrange(1, max(2, age - 20)),
            )
        )
    return tuple(made)
