"""What stands on the two papers of an application: words only, no layout.

One source for the PDF, the scan, the docx and the doc, so that the same person's
papers say the same in whatever form they arrive.
"""

from dataclasses import dataclass
from datetime import date

from desktop_admin.demo.people import DemoPerson

#: The full names the seed uses, by category code.
_WHO = {
    "A": "企业主要负责人",
    "B": "项目负责人",
    "C1": "机械类专职安全生产管理人员",
    "C2": "土建类专职安全生产管理人员",
    "C3": "综合类专职安全生产管理人员",
}


@dataclass(frozen=True)
class Application:
    """One person applying for one category. ``category`` is a key such as C2_renewal.

    ``certificate`` and ``expires`` are empty for 新取. ``written`` is the date on the papers.
    """

    person: DemoPerson
    category: str
    certificate: str
    expires: date | None
    written: date

    @property
    def code(self) -> str:
        """A, B, C1, C2 or C3."""
        return self.category.split("_")[0]

    @property
    def renewal(self) -> bool:
        """延期 rather than 新取."""
        return self.category.endswith("_renewal")

    @property
    def short(self) -> str:
        """A类延期, as on screens."""
        return f"{self.code}类{'延期' if self.renewal else '新取'}"

    @property
    def label(self) -> str:
        """安全员A类延期（企业主要负责人）, as the seed writes it."""
        return f"安全员{self.short}（{_WHO[self.code]}）"


@dataclass(frozen=True)
class Letter:
    """企业法人承诺书."""

    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    signer: str
    company: str
    day: str


@dataclass(frozen=True)
class Form:
    """三类人员报名表. ``pairs`` are rows of two label–value pairs, ``wide`` rows of one, ``tall`` text boxes."""

    title: str
    note: str
    pairs: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    wide: tuple[tuple[str, str], ...]
    certificate: tuple[tuple[str, str], tuple[str, str]]
    tall: tuple[tuple[str, str], ...]
    day: str


def chinese_day(day: date) -> str:
    """2026年11月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def letter(application: Application) -> Letter:
    """The words of the commitment letter."""
    person, company = application.person, application.person.company
    paragraphs = [
        f"本企业（{company.name}，统一社会信用代码{company.credit_code}）现为本企业职工{person.name}"
        f"（身份证号{person.id_number}）申请{application.label}，并郑重承诺如下：",
        f"一、{person.name}为本企业在职人员，已依法签订劳动合同并缴纳社会保险。",
        "二、所提交的报名资料真实、完整、有效，与原件一致。",
        "三、本人已按规定参加年度安全生产教育培训，"
        + (
            "证书有效期内未发生负有责任的生产安全事故。"
            if application.renewal
            else "无违反安全生产法律法规的不良记录。"
        ),
        "四、如有虚假，本企业及本人愿承担相应法律责任，并自愿接受取消考核资格等处理。",
    ]
    return Letter(
        title="企业法人承诺书",
        addressee="黔南州建筑业协会：",
        paragraphs=tuple(paragraphs),
        signer="法定代表人（签字）：",
        company=f"单位（盖章）：{company.name}",
        day=chinese_day(application.written),
    )


def form(application: Application) -> Form:
    """The words of the registration form."""
    person, company = application.person, application.person.company
    begin = application.written.year - person.years
    expires = chinese_day(application.expires) if application.expires else "——"
    return Form(
        title="建筑施工企业三类人员报名表",
        note=f"填表日期：{chinese_day(application.written)}",
        pairs=(
            (("姓名", person.name), ("性别", person.sex)),
            (("出生年月", f"{person.birth.year}年{person.birth.month}月"), ("民族", person.nation)),
            (("文化程度", person.education), ("职称", person.title)),
            (("现任职务", person.post), ("联系电话", person.phone)),
        ),
        wide=(
            ("身份证号", person.id_number),
            ("工作单位", company.name),
            ("信用代码", company.credit_code),
            ("报考类别", application.label),
        ),
        certificate=(("证书编号", application.certificate or "——"), ("有效期至", expires)),
        tall=(
            ("工作简历", f"{begin}年至今在{company.name}从事安全生产管理工作，任{person.post}。"),
            ("单位意见", "同意报名，所填情况属实。"),
            ("协会意见", ""),
        ),
        day=chinese_day(application.written),
    )
