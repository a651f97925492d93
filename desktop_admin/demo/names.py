"""Invented people's names as they occur in the prefecture, the rare and the long ones included.

A small, fixed part of every population has the names that break programs:
characters outside GBK (䶮 㛃) and outside the basic plane (𬭸), names with a
middle dot, two-character names and compound surnames (domain §4).
"""

from random import Random

_SURNAMES = "罗韦莫陆蒙杨吴王李张陈潘石岑覃龙黎刘周黄何宋谢唐徐马胡林邓曾彭冯卢江余田姚肖"
_RARE_SURNAMES = ("单", "仇", "解", "朴", "查", "翟", "缪", "区", "盖", "玉", "平", "班", "柏", "赖")
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "皇甫", "长孙", "令狐", "夏侯")
_MALE = "伟强军勇杰涛斌鹏磊刚波辉超明亮平宏志文建国华峰健旭东林松江俊凯学忠正昌远兴荣贵福祥"
_FEMALE = "娜静敏丽艳芳燕玲红梅霞秀英慧琴雪婷莉萍兰菊凤春晓珍云蓉倩颖琳洁欣怡佳美仙香"

#: Name and whether the person is a man. The first ones of every population, in this order.
STRIKING: tuple[tuple[str, bool], ...] = (
    ("龑䶮", True),
    ("㛃婷", False),
    ("陆𬭸", True),
    ("石", True),
    ("买买提·艾力", True),
    ("阿依古丽·吐尔逊", False),
    ("欧阳建国", True),
    ("长孙㛃", False),
    ("单雪", False),
    ("曾䶮", True),
    ("仇𬭸文", True),
    ("司马晓燕", False),
    ("查正", True),
    ("次仁·多吉", True),
)


def person_name(rng: Random, *, male: bool) -> str:
    """A name of two to four characters."""
    draw = rng.random()
    if draw < 0.03:
        surname = rng.choice(_COMPOUND)
    elif draw < 0.10:
        surname = rng.choice(_RARE_SURNAMES)
    else:
        surname = rng.choice(_SURNAMES)
    given = _MALE if male else _FEMALE
    return surname + "".join(rng.sample(given, 1 if rng.random() < 0.28 else 2))
