"""What one uploaded paper shows: whether it can be used, its seal, and whether its text names this person.

Text is evidence, not proof: absent is yellow, plainly another number or category is red, a scan is unknown.
The text was read when the file came in (``paper_reading``); here a person's values are only looked up in it.
"""

import re
from dataclasses import replace
from typing import Final

from desktop_admin.rules.categories import Category, CategoryKind, Slot
from desktop_admin.rules.certificates import parse_certificate
from desktop_admin.rules.facts import PaperFacts, PersonFacts
from desktop_admin.rules.findings import Finding, Level
from desktop_admin.rules.identity import normalise_id
from desktop_admin.rules.masks import mask_id
from desktop_admin.rules.paper_reading import KEPT_CHARACTERS, KIND_WORDS, PaperReading, stated_certificates
from desktop_admin.rules.same_text import comparable, comparable_number

USUAL_PAGES: Final = 4
"""A letter and a form are one page each; more than this many is worth a look [practice]."""


def check_paper(person: PersonFacts, category: Category, paper: PaperFacts) -> list[Finding]:
    """All findings of one paper. An unusable file has only its problems: nothing in it was read."""
    slot = paper.slot
    problems = [
        Finding(
            f"file_{problem.code}", Level.YELLOW if paper.acceptable else Level.RED, problem.message, slot
        )
        for problem in paper.problems
    ]
    if not paper.acceptable:
        return problems or [Finding("file_unusable", Level.RED, f"{slot.short}文件不能使用", slot)]
    return [*problems, *_text(person, category, paper), _seal(paper), *_pages(paper)]


def _seal(paper: PaperFacts) -> Finding:
    if paper.red_seal == "yes":
        where = f"，第{paper.seal_page + 1}页" if paper.seal_page is not None and paper.pages else ""
        page = paper.seal_page if paper.pages else None
        return Finding("red_seal", Level.GREEN, f"疑似红色公章{where}", paper.slot, page)
    if paper.red_seal == "no":
        return Finding("red_seal", Level.YELLOW, f"{paper.slot.short}未见红色公章", paper.slot)
    return Finding(
        "red_seal",
        Level.UNKNOWN,
        f"{paper.slot.short}的公章无法判断（灰度、无法转成图像或红圈里看不清字）",
        paper.slot,
    )


def _pages(paper: PaperFacts) -> list[Finding]:
    found = [
        Finding("blank_page", Level.YELLOW, f"{paper.slot.short}第{page + 1}页是空白页", paper.slot, page)
        for page in paper.blank_pages
    ]
    if paper.pages is not None and paper.pages > USUAL_PAGES:
        message = f"{paper.slot.short}共{paper.pages}页，比平常多，请核对"
        found.append(Finding("many_pages", Level.YELLOW, message, paper.slot))
    return found


def _text(person: PersonFacts, category: Category, paper: PaperFacts) -> list[Finding]:
    remarks = _remarks(paper)
    if not paper.has_text or not any(paper.reading.squashed):
        return [*remarks, _no_text(paper)]
    found = [_name(person, paper), _id_number(person, paper), _company(person, paper), _code(person, paper)]
    found += _category(category, paper)
    if category.kind is CategoryKind.RENEWAL and paper.slot is Slot.REGISTRATION_FORM:
        found += _certificate(person, paper)
    return [*remarks, *found]


def _remarks(paper: PaperFacts) -> list[Finding]:
    """What was not compared, and why: said before anything that was found in the rest."""
    slot, reading = paper.slot.short, paper.reading
    found = []
    if reading.hidden:
        page = reading.hidden[0] if paper.pages else None
        where = f"（第{page + 1}页）" if page is not None else ""
        message = f"{slot}文件里有看不见的文字{where}，没有用来核对，请留意是否伪造"
        found.append(Finding("hidden_text", Level.YELLOW, message, paper.slot, page))
    if reading.cut:
        message = f"{slot}文字太多，只核对了前{KEPT_CHARACTERS}字"
        found.append(Finding("text_cut", Level.YELLOW, message, paper.slot))
    if reading.layer and paper.has_text:
        message = f"{slot}有扫描页，其文字层看不见，没有用来核对"
        found.append(Finding("text_visibility", Level.UNKNOWN, message, paper.slot))
    elif reading.left_out:
        message = f"{slot}有一部分文字无法确认是否看得见，没有用来核对"
        found.append(Finding("text_visibility", Level.UNKNOWN, message, paper.slot))
    elif reading.unproven and paper.has_text:
        message = f"{slot}的文字无法确认是否都看得见，请看原件"
        found.append(Finding("text_visibility", Level.UNKNOWN, message, paper.slot))
    return found


def _no_text(paper: PaperFacts) -> Finding:
    slot, reading = paper.slot.short, paper.reading
    if reading.layer:
        message = f"{slot}是扫描件，附带的文字层看不见，不能作为核对依据"
    elif reading.hidden or reading.left_out:
        message = f"{slot}没有能确认看得见的文字，无法核对"
    else:
        message = f"{slot}是扫描件，文字无法核对"
    return Finding("no_text", Level.UNKNOWN, message, paper.slot)


def _page_with(needle: str, pages: tuple[str, ...]) -> int | None:
    """The page whose comparable text holds ``needle``; also when it runs over a page's end. None: nowhere."""
    for number, page in enumerate(pages):
        if needle in page:
            return number
    whole = "".join(pages)
    place = whole.find(needle)
    if place < 0:
        return None
    for number, page in enumerate(pages):
        place -= len(page)
        if place < 0:
            return number
    return None


def _found(code: str, what: str, paper: PaperFacts, page: int) -> Finding:
    where = f"第{page + 1}页" if paper.pages else "文中"
    return Finding(code, Level.GREEN, f"{where}有{what}", paper.slot, page if paper.pages else None)


def _absent(code: str, what: str, paper: PaperFacts) -> Finding:
    if paper.reading.partial:  # what was not read may hold it
        message = f"{paper.slot.short}核对过的文字里未找到{what}，文件没有读全，请看原件"
        return Finding(code, Level.UNKNOWN, message, paper.slot)
    return Finding(code, Level.YELLOW, f"{paper.slot.short}文中未找到{what}，请核对", paper.slot)


def _name(person: PersonFacts, paper: PaperFacts) -> Finding:
    name, stated = comparable(person.name), paper.reading.name_field
    if stated and not _among(name, stated):
        message = f"{paper.slot.short}中的姓名是“{''.join(stated)}”，与登记的“{person.name}”不一致"
        # Shift+A is asked for another name; not where the registered one may stand in what was not read, or elsewhere.
        elsewhere = paper.reading.partial or _stands_beside(name, stated, paper.reading)
        return Finding("name_in_text", Level.YELLOW if elsewhere else Level.RED, message, paper.slot)
    page = _page_with(name, paper.reading.squashed) if name else None
    if page is None:
        return _absent("name_in_text", f"姓名“{person.name}”", paper)
    if len(name) == 1 and not stated:
        # A single character (石) stands in any text by accident, in a place name for instance.
        page = _page_of_single(name, paper.reading)
        if page is None:
            return _absent("name_in_text", f"单字姓名“{person.name}”（只在别的词里出现）", paper)
    return _found("name_in_text", "姓名", paper, page)


def _stands_beside(name: str, stated: tuple[str, ...], reading: PaperReading) -> bool:
    """Whether ``name`` stands on the paper besides the words of its name field (王五 within 王五一 does not count)."""
    if not name:
        return False
    other = comparable("".join(stated))
    rest = replace(reading, squashed=tuple(page.replace(other, "/") for page in reading.squashed))
    found = _page_of_single(name, rest) if len(name) == 1 else _page_with(name, rest.squashed)
    return found is not None


def _among(name: str, words: tuple[str, ...]) -> bool:
    """Whether ``name`` is written by some of the words in a row: a field may catch a stray heading too."""
    ends = range(1, len(words) + 1)
    return any(comparable("".join(words[i:j])) == name for j in ends for i in range(j))


def _page_of_single(name: str, reading: PaperReading) -> int | None:
    alone = re.compile(
        rf"(?:姓名|人员|员工|职工|同志)[:：]?{re.escape(name)}(?:[(,，。;；]|性别|身份|同志|为|系|$)"
    )
    return next((n for n, page in enumerate(reading.squashed) if alone.search(page)), None)


def _id_number(person: PersonFacts, paper: PaperFacts) -> Finding:
    number = normalise_id(person.id_number)
    wanted = comparable_number(number)
    page = _page_with(wanted, paper.reading.numbers) if wanted else None
    if page is not None:
        return _found("id_in_text", "证件号码", paper, page)
    others = paper.reading.citizen_numbers
    if others:
        shown = "、".join(mask_id(other) for other in others[:3]) + ("等" if len(others) > 3 else "")
        message = f"{paper.slot.short}中的身份证号是 {shown}，与登记的 {mask_id(number)} 不一致"
        return Finding("id_in_text", Level.RED, message, paper.slot)
    return _absent("id_in_text", "登记的证件号码", paper)


def _company(person: PersonFacts, paper: PaperFacts) -> Finding:
    name, pages = comparable(person.company), paper.reading.squashed
    page = _page_with(name, pages) if name else None
    if page is None:
        return _absent("company_in_text", f"单位“{person.company}”", paper)
    whole = "".join(pages)
    branches = re.findall(rf"{re.escape(name)}[^,，。;；:：()]{{0,8}}分公司", whole)
    if branches and len(branches) == whole.count(name):
        message = f"{paper.slot.short}中写的是分公司，与登记的“{person.company}”请核对"
        return Finding("company_in_text", Level.YELLOW, message, paper.slot, page if paper.pages else None)
    return _found("company_in_text", "单位名称", paper, page)


def _code(person: PersonFacts, paper: PaperFacts) -> Finding:
    code = comparable_number(person.credit_code)
    page = _page_with(code, paper.reading.numbers) if code else None
    if page is None:
        return _absent("credit_code_in_text", "登记的统一社会信用代码", paper)
    return _found("credit_code_in_text", "统一社会信用代码", paper, page)


def _category(category: Category, paper: PaperFacts) -> list[Finding]:
    stated = {(found.code, found.kind): found.page for found in paper.reading.categories}
    wanted = (category.code, category.kind)
    if stated:
        return [_stated_category(category, stated, stated.get(wanted), paper)]
    if paper.slot is Slot.COMMITMENT_LETTER:
        return _kind_only(category, paper.reading.squashed, paper)
    return [_absent("category_in_text", f"报考类别“{category.short}”", paper)]


def _stated_category(
    category: Category, stated: dict[tuple[str, CategoryKind], int], page: int | None, paper: PaperFacts
) -> Finding:
    listed = "、".join(f"{code}类{kind.words}" for code, kind in sorted(stated))
    if page is None:
        message = f"{paper.slot.short}中的类别是 {listed}，报考的是 {category.short}"
        return Finding("category_in_text", Level.RED, message, paper.slot)
    if len(stated) > 1:
        message = f"{paper.slot.short}中列有多个类别（{listed}），请核对勾选的是不是 {category.short}"
        return Finding("category_in_text", Level.YELLOW, message, paper.slot, page if paper.pages else None)
    return _found("category_in_text", f"报考类别 {category.short}", paper, page)


def _kind_only(category: Category, pages: tuple[str, ...], paper: PaperFacts) -> list[Finding]:
    """A letter usually names 新取 or 延期 without a class; naming neither is no finding."""
    whole = "".join(pages)
    kinds = {kind for kind, words in KIND_WORDS.items() if any(word in whole for word in words)}
    if not kinds:
        return []
    if category.kind not in kinds:
        message = f"{paper.slot.short}写的是{next(iter(kinds)).words}，报考的是 {category.short}，请核对"
        return [Finding("category_in_text", Level.YELLOW, message, paper.slot)]
    page = next(n for n, text in enumerate(pages) if any(word in text for word in KIND_WORDS[category.kind]))
    return [_found("category_in_text", category.kind.words, paper, page)]


def _certificate(person: PersonFacts, paper: PaperFacts) -> list[Finding]:
    registered = parse_certificate(person.certificate or "")
    stated = stated_certificates(paper.reading)
    if registered is None or not stated:
        return []
    if registered in stated:
        page = _page_with(comparable(registered.text), paper.reading.squashed) or 0
        return [_found("certificate_in_text", "证书编号", paper, page)]
    message = f"{paper.slot.short}中的证书编号是 {stated[0].text}，与登记的 {registered.text} 不一致，请核对"
    return [Finding("certificate_in_text", Level.YELLOW, message, paper.slot)]
