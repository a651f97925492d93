"""How surnames are read where a dictionary of ordinary words reads them wrongly (domain §4 "Names").

The value is the reading of each character, without tones, ü as v.  A person's reading can be edited; this
table only makes the first guess a good one.
"""

from typing import Final

SINGLE: Final[dict[str, str]] = {
    "单": "shan", "單": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "朴": "piao", "查": "zha",
    "翟": "zhai", "缪": "miao", "繆": "miao", "区": "ou", "區": "ou", "盖": "ge", "蓋": "ge", "覃": "qin",
    "乐": "yue", "樂": "yue", "尹": "yin", "任": "ren", "华": "hua", "冼": "xian", "冯": "feng", "石": "shi",
    "召": "shao", "员": "yun", "員": "yun", "贠": "yun", "秘": "bi", "繁": "po", "适": "kuo", "那": "na",
    "种": "chong", "燕": "yan", "重": "chong", "折": "she", "逄": "pang", "逯": "lu", "宓": "mi", "佴": "nai",
    "訾": "zi", "郗": "xi", "郇": "xun", "芮": "rui", "隗": "wei", "洗": "xian", "黑": "he", "祭": "zhai",
    "眭": "sui", "应": "ying", "宁": "ning", "甯": "ning", "黄": "huang", "令": "ling", "过": "guo", "纪": "ji",
    "尉": "wei", "车": "che", "沈": "shen", "俞": "yu", "阚": "kan", "乜": "nie", "句": "gou", "褚": "chu",
    "卜": "bu", "柏": "bai", "干": "gan", "万": "wan", "盛": "sheng", "瞿": "qu", "都": "du", "曲": "qu",
    "长": "zhang", "颉": "xie", "弗": "fu", "牟": "mou", "哈": "ha", "撒": "sa", "洪": "hong", "於": "yu",
    "腾": "teng", "相": "xiang", "薄": "bo", "钭": "tou", "晁": "chao", "昝": "zan", "桓": "huan", "晟": "cheng",
}  # fmt: skip

COMPOUND: Final[dict[str, tuple[str, str]]] = {
    "长孙": ("zhang", "sun"), "尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"), "令狐": ("ling", "hu"), "宇文": ("yu", "wen"), "欧阳": ("ou", "yang"),
    "司马": ("si", "ma"), "上官": ("shang", "guan"), "诸葛": ("zhu", "ge"), "东方": ("dong", "fang"),
    "皇甫": ("huang", "fu"), "公孙": ("gong", "sun"), "慕容": ("mu", "rong"), "司徒": ("si", "tu"),
    "夏侯": ("xia", "hou"), "独孤": ("du", "gu"), "南宫": ("nan", "gong"), "鲜于": ("xian", "yu"),
    "呼延": ("hu", "yan"), "闾丘": ("lv", "qiu"), "赫连": ("he", "lian"), "拓跋": ("tuo", "ba"),
    "亓官": ("qi", "guan"), "轩辕": ("xuan", "yuan"), "百里": ("bai", "li"), "端木": ("duan", "mu"),
    "西门": ("xi", "men"), "申屠": ("shen", "tu"), "钟离": ("zhong", "li"), "濮阳": ("pu", "yang"),
    "太史": ("tai", "shi"), "闻人": ("wen", "ren"), "淳于": ("chun", "yu"), "公冶": ("gong", "ye"),
    "宗政": ("zong", "zheng"), "司空": ("si", "kong"), "第五": ("di", "wu"), "司寇": ("si", "kou"),
}  # fmt: skip


def surname_of(name: str) -> tuple[str, tuple[str, ...] | None]:
    """The surname at the head of a name, and its reading where the table knows better than a dictionary.

    A compound surname is taken only when a given name follows it.
    """
    pair = name[:2]
    if len(name) > 2 and pair in COMPOUND:
        return pair, COMPOUND[pair]
    first = name[:1]
    return first, (SINGLE[first],) if first in SINGLE else None
