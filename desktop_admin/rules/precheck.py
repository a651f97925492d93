"""The pre-check of a dossier (R15): everything a program can see before a person looks. It never decides.

Here: what the person's own data and the other dossiers say.  What each paper shows is in ``paper_checks``.
"""

from datetime import date

from desktop_admin.rules.categories import Category, CategoryKind, Slot
from desktop_admin.rules.categories import category as category_by_key
from desktop_admin.rules.certificates import RenewalTiming, check_certificate, renewal_opens, renewal_timing
from desktop_admin.rules.credit_code import check_credit_code
from desktop_admin.rules.facts import OtherFacts as OtherFacts
from desktop_admin.rules.facts import PaperFacts as PaperFacts
from desktop_admin.rules.facts import PaperProblem as PaperProblem
from desktop_admin.rules.facts import PersonFacts as PersonFacts
from desktop_admin.rules.findings import Finding as Finding
from desktop_admin.rules.findings import Level as Level
from desktop_admin.rules.findings import all_green as all_green
from desktop_admin.rules.findings import worst as worst
from desktop_admin.rules.identity import check_id
from desktop_admin.rules.names import check_name, name_key
from desktop_admin.rules.paper_checks import check_paper


def precheck(
    person: PersonFacts, papers: tuple[PaperFacts, ...], others: OtherFacts, *, today: date
) -> tuple[Finding, ...]:
    """Every finding: the person's first, then paper by paper, then duplicates."""
    category = category_by_key(person.category)
    found = [*_name(person), *_identity(person, today), *_credit_code(person)]
    found += _certificate(person, category, today)
    by_slot = {paper.slot: paper for paper in papers}
    for slot in category.papers:
        paper = by_slot.get(slot)
        if paper is None:
            found.append(Finding("paper_missing", Level.RED, f"缺{slot.words}", slot))
        else:
            found += check_paper(person, category, paper)
    return (*found, *_duplicates(person, others))


def _name(person: PersonFacts) -> list[Finding]:
    checked = check_name(person.name)
    found = [Finding(f"name_{fault.code}", Level.RED, fault.message) for fault in checked.faults]
    return found + [Finding(f"name_{flag.code}", Level.YELLOW, flag.message) for flag in checked.flags]


def _identity(person: PersonFacts, today: date) -> list[Finding]:
    checked = check_id(person.id_type, person.id_number, today)
    if checked.faults:
        return [Finding(f"id_{fault.code}", Level.RED, fault.message) for fault in checked.faults]
    found = [Finding("id_number", Level.GREEN, f"{person.id_type.words}号码有效")]
    if checked.sex and person.sex:
        found.append(_agrees("sex", "性别", person.sex, checked.sex))
    if checked.birth_date and person.birth_date:
        found.append(_agrees("birth_date", "出生日期", str(person.birth_date), str(checked.birth_date)))
    return found


def _agrees(code: str, what: str, registered: str, in_number: str) -> Finding:
    if registered == in_number:
        return Finding(code, Level.GREEN, f"{what}与身份证号一致")
    return Finding(code, Level.RED, f"登记的{what}为 {registered}，按身份证号应为 {in_number}")


def _credit_code(person: PersonFacts) -> list[Finding]:
    checked = check_credit_code(person.credit_code)
    if not checked.faults:
        return [Finding("credit_code", Level.GREEN, "统一社会信用代码有效")]
    hint = f"可能是 {'、'.join(checked.suggestions)}" if checked.suggestions else ""
    return [Finding(f"credit_code_{fault.code}", Level.RED, fault.message + hint) for fault in checked.faults]


def _certificate(person: PersonFacts, category: Category, today: date) -> list[Finding]:
    """Renewals only, and advisory (yellow) throughout: the number may change, a date may be mistyped."""
    if category.kind is not CategoryKind.RENEWAL:
        return []
    found: list[Finding] = []
    checked = check_certificate(person.certificate or "")
    if checked.certificate is None:
        found.append(Finding("certificate", Level.YELLOW, checked.faults[0].message))
    elif checked.certificate.klass not in {category.code, category.code[0]}:
        message = f"证书类别为 {checked.certificate.klass}，报考类别为 {category.short}，请核对"
        found.append(Finding("certificate_class", Level.YELLOW, message))
    else:
        found.append(Finding("certificate", Level.GREEN, "证书编号格式正确"))
    return [*found, _expiry(person.expires, today)]


def _expiry(expires: date | None, today: date) -> Finding:
    if expires is None:
        return Finding("expiry", Level.YELLOW, "未填写证书有效期，请核对是否在届满前3个月内")
    timing = renewal_timing(expires, today)
    if timing is RenewalTiming.EXPIRED:
        return Finding("expiry_passed", Level.YELLOW, f"证书已于 {expires} 过期，应按新取报考")
    if timing is RenewalTiming.TOO_EARLY:
        return Finding(
            "expiry_early",
            Level.YELLOW,
            f"证书 {expires} 届满，{renewal_opens(expires)} 起才可延期（届满前3个月内）",
        )
    return Finding("expiry", Level.GREEN, f"证书在延期时间内，还有 {(expires - today).days} 天届满")


def _duplicates(person: PersonFacts, others: OtherFacts) -> list[Finding]:
    found: list[Finding] = []
    for slot in others.same_file:
        # One letter may rightly name several colleagues; a registration form names one person.
        level = Level.YELLOW if slot is Slot.COMMITMENT_LETTER else Level.RED
        found.append(Finding("same_file", level, f"另一名学员提交过同一份{slot.short}文件，请核对", slot))
    if others.same_application:
        message = f"此人本期同一类别另有 {others.same_application} 份资料，请并排核对，重复的可作废"
        found.append(Finding("same_application", Level.RED, message))
    names = [name for name in others.other_names if name_key(name) != name_key(person.name)]
    if names:
        found.append(
            Finding("same_id_other_name", Level.RED, f"同一证件号码还登记了其他姓名：{'、'.join(names)}")
        )
    return found or [Finding("duplicates", Level.GREEN, "未发现重复提交")]
