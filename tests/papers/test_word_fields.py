"""Fields that reach outside the document, however they are written, and those of every honest document."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.word_fields import risk
from tests.papers import made
from tests.papers.word_made import STRICT, WORDS, code, field, mark, paragraph, part

ATTACK = r" DDEAUTO c:\\windows\\system32\\cmd.exe &quot;/k calc.exe&quot; "
QUOTED = field(" QUOTE 68 68 69 65 85 84 79 ", result="DDEAUTO")


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in inspect(data).facts.problems]


def deleted(*runs: str) -> str:
    return f'<w:del w:id="1" w:author="a">{"".join(runs)}</w:del>'


def alternative(choice: str, fallback: str) -> str:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return (
        f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice Requires="x">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize(
    "body",
    [
        paragraph(field(ATTACK)),
        paragraph(field(" D", "DEAUTO c:\\\\cmd.exe")),
        paragraph(*(mark("begin"), code(" D")), mark("end").join(["", ""])) + paragraph(field("DD", "E Excel x")),
        paragraph(mark("begin"), code("DD")) + paragraph(code("EAUTO c:\\\\cmd.exe"), mark("end")),
        paragraph(mark("begin"), code("DDEAUTO c:\\\\cmd.exe")),
        paragraph(field("\t\n  ddeAuto  x")),
        paragraph(field("\u200bD\u200bD\u00adE x")),
        paragraph(field("ＤＤＥ x")),
        paragraph(field(QUOTED, " c:\\\\cmd.exe ")),
        paragraph(field(" D", QUOTED, " x")),
        paragraph(field(" QUOTE 68 68 69 65 85 84 79 32 120 ")),
        paragraph(field(" QUOTE 0x44 0x44 0x45 0x20 0x78 ")),
        paragraph(field(" SET a ", field(" QUOTE 99 58 ")), field(" DDE ", field(" REF a "))),
        paragraph('<w:fldSimple w:instr=" DDEAUTO x "/>'),
        paragraph('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r>', field("DDE x"), "</w:fldSimple>"),
        paragraph(field(" D", deleted(code("X", "w:delInstrText")), "DE x")),
        paragraph(field(deleted(code("DDE x", "w:delInstrText")))),
        paragraph(field(" D", alternative(code("X"), ""), "DE x")),
        paragraph(field(" D", alternative("", code("X")), "DE x")),
        paragraph(field(" D", '<x:a xmlns:x="urn:x">' + code("X") + "</x:a>", "DE x")),
        paragraph(field(" D", "<w:r><w:pict><w:txbxContent>" + paragraph(code("PAGE")) + "</w:txbxContent></w:pict></w:r>", "DE x")),
        paragraph(field(" D", "<w:r><w:t>DE</w:t></w:r>", " x")),
        paragraph(field(" PAGE ", result="1</w:t></w:r>" + code("DDE x") + "<w:r><w:t>")),
        paragraph(field(r" LINK Excel.Sheet.8 &quot;\\\\host\\a.xls&quot; a ")),
        paragraph(field(r" INCLUDETEXT &quot;http://example.com/a.docx&quot; ")),
        paragraph(field(r" INCLUDEPICTURE &quot;https://example.com/a.png&quot; \d ")),
        paragraph(field(r" INCLUDEPICTURE &quot;\\\\host\\share\\a.png&quot; ")),
        paragraph(field(r" INCLUDEPICTURE \\\\host\\share\\a.png ")),
        paragraph(field(" INCLUDEPICTURE ", field(" QUOTE 104 116 ", result="http://example.com"))),
        paragraph(field(r" IMPORT &quot;c:\\a.png&quot; ")),
        paragraph(field(r" DATABASE \d &quot;c:\\a.mdb&quot; ")),
        paragraph(field(r" RD &quot;\\\\host\\a.docx&quot; ")),
        paragraph(field(" EMBED Package ")),
        paragraph(field(" MACROBUTTON FileOpen 点这里 ")),
        paragraph(field(" PRINT 27&quot;x&quot; ")),
        paragraph(field(r" HYPERLINK &quot;file:////host/share/a.exe&quot; ")),
        paragraph(field(" HYPERLINK &quot;ms-msdt:/id&quot; ")),
    ],
)  # fmt: skip
def test_a_field_that_reaches_outside_is_refused(body: str) -> None:
    assert codes(made.docx(WORDS + body)) == ["active_content"]


@pytest.mark.parametrize(
    "name", ["word/h/header1.xml", "word/header1.xml", "Word/FOOTER.XML", "x/y.part", "customXml/item1.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_part_in_every_encoding_is_asked(name: str, encoding: str) -> None:
    text = part(paragraph(field(" D", "DEAUTO x"))).decode()
    data = (('<?xml version="1.0"?>' if encoding != "utf-16-le" else "\ufeff") + text).encode(encoding)
    assert codes(made.docx(**{name: data})) == ["active_content"]
    assert codes(made.docx(**{name: part(paragraph(field(" PAGE "))).decode().encode(encoding)})) in (
        [],
        ["damaged"],
    )


def test_the_strict_form_is_asked_too() -> None:
    assert codes(made.docx(**{"word/footer1.xml": part(paragraph(field("DD", "E x")), space=STRICT)})) == [
        "active_content"
    ]


@pytest.mark.parametrize(
    "instruction",
    [
        " PAGE ", "PAGE", " NUMPAGES \\* MERGEFORMAT ", r' TOC \o "1-3" \h \z \u ', r" PAGEREF _Toc4711 \h ",
        r' DATE \@ "yyyy-MM-dd" ', " REF dde ", ' HYPERLINK "https://example.com/dde" ', r" HYPERLINK \l _Toc1 ",
        r' HYPERLINK "https://example.com" \t "_blank" \o "\\\\tip" ', ' HYPERLINK "mailto:a@example.com" ',
        ' HYPERLINK "www.example.com" ', ' HYPERLINK "javascript:void(0)" ', " FORMTEXT ", " FORMCHECKBOX ",
        r" EQ \x(1) ", " = 1 + 1 ", " SEQ 图 \\* ARABIC ", " ADDIN EN.CITE <EndNote/> ", " MERGEFIELD 姓名 ",
        " MACROBUTTON NoMacro 在此输入 ", r' INCLUDEPICTURE "C:\\Users\\a\\AppData\\Local\\Temp\\ksohtml\\clip.png" \* MERGEFORMATINET ',
        ' INCLUDEPICTURE "media/a.png" ', " QUOTE 49 50 ", ' QUOTE "2026 年" ', " STYLEREF 标题 ", " ADVANCE \\u 6 ", "", " ",
        r' INDEX \e "	" \c "2" \z "2052" ', " AUTOTEXT 落款 ", r' IF 1 = 1 "是" "否" ', " LINKED ", " IMPORTANT ",
    ],
)  # fmt: skip
def test_everyday_fields_are_harmless(instruction: str) -> None:
    assert risk(instruction) is None


@given(
    st.sampled_from(["DDE", "DDEAUTO", "LINK", "INCLUDETEXT", "IMPORT", "DATABASE", "EMBED"]),
    st.lists(st.integers(0, 40), max_size=12),
    st.lists(st.sampled_from(["", "p", "ins", "empty", "t", "deleted", "lower"]), min_size=13, max_size=13),
    st.sampled_from(["word/document.xml", "word/header1.xml", "word/h/header1.xml", "word/comments.xml"]),
)
@example("DDE", [1, 2], ["p"] * 13, "word/document.xml")
def test_wherever_it_is_cut_it_is_found(keyword: str, cuts: list[int], between: list[str], name: str) -> None:
    """A keyword over any number of runs, paragraphs and insertions, with what Word ignores between them."""
    whole = f"  {keyword} c:\\\\x"
    at = [0, *sorted({min(cut, len(whole)) for cut in cuts}), len(whole)]
    pieces = []
    for start, end, how in zip(at, at[1:], between, strict=False):
        text = whole[start:end]
        pieces.append(
            {
                "": code(text),
                "p": f"{code(text)}</w:p><w:p>",
                "ins": f'<w:ins w:id="1">{code(text)}</w:ins>',
                "empty": f"{code('')}{code(text)}<w:r/>",
                "t": code(text, "w:t"),
                "deleted": deleted(code("Y", "w:delInstrText")) + code(text),
                "lower": code(text.lower()),
            }[how]
        )
    body = f"<w:p>{mark('begin')}{''.join(pieces)}{mark('separate')}{mark('end')}</w:p>"
    data = made.docx(WORDS + body) if name == "word/document.xml" else made.docx(**{name: part(body)})
    assert codes(data) == ["active_content"]


def test_reading_fields_grows_no_faster_than_the_part() -> None:
    """Counted in calls, not in seconds: nested, unended and spread fields are each read once."""
    from desktop_admin.papers.word_fields import Fields
    from desktop_admin.papers.word_package import read_xml

    sizes = []
    for count in (1000, 2000):
        fields = Fields()
        read_xml(part(paragraph(mark("begin") * count, code("PAGE") * count)), fields)
        found = fields.instructions()
        sizes.append(sum(map(len, found)))
    assert sizes[1] <= 3 * sizes[0]


def test_accents_without_end_cost_their_length() -> None:
    """Sorting a run of accents costs its length squared; four times as many may cost little more than four times."""
    from time import process_time

    from desktop_admin.papers.word_fields import risk

    def cost(many: int) -> float:
        text = "PAGE " + "\u0301\u0323" * many
        began = process_time()
        assert risk(text) is None
        return process_time() - began

    few, many = (min(cost(number) for _ in range(3)) for number in (15_000, 60_000))
    assert many < 10 * few
