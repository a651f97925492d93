"""Word files that say what nobody sees, may see, or needs to see: each hides :data:`LIE` in one way."""

from tests.papers.word_looks import LIE, anchored, cell, document, lines, run, shape, style, table, vml
from tests.papers.word_made import code, field, mark

WHITE = '<w:color w:val="FFFFFF"/>'
VANISH = "<w:vanish/>"


def lied(looks: str) -> bytes:
    """A file with a lie of these run properties in the middle of its truth."""
    return document(lines(run("申请人"), run(LIE, looks), run("同志")))


def styled(*styles: str, para: str = "", char: str = "") -> bytes:
    """A file whose lie is of the paragraph style ``para`` and the character style ``char``."""
    chosen = f'<w:rStyle w:val="{char}"/>' if char else ""
    return document(
        lines(run(LIE, chosen), looks=f'<w:pStyle w:val="{para}"/>' if para else ""), styles="".join(styles)
    )


def spaced(looks: str) -> bytes:
    """A file whose lie stands in a paragraph of these properties."""
    return document(lines(run(LIE), looks=looks))


FIRST_ROW = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
DARK_HEAD = (
    '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
)
LIGHT_HEAD = DARK_HEAD.replace("1F3864", "FAFAFA")
CELL = cell(lines(run(LIE)))
CHOICE = '<mc:AlternateContent><mc:Choice Requires="{}">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'

HIDDEN = {
    "vanish": lied(VANISH),
    "vanish by value": lied('<w:vanish w:val="true"/>'),
    "specVanish": lied("<w:specVanish/>"),
    "white": lied(WHITE),
    "nearly white": lied('<w:color w:val="FEFDFE"/>'),
    "white of the theme": lied('<w:color w:val="000000" w:themeColor="background1"/>'),
    "tinted to white": lied('<w:color w:val="000000" w:themeColor="text1" w:themeTint="03"/>'),
    "black marked black": lied('<w:color w:val="000000"/><w:highlight w:val="black"/>'),
    "black on black shading": lied('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'),
    "black on solid shading": lied('<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'),
    "2.5 points": lied('<w:sz w:val="5"/>'),
    "1 point": lied('<w:sz w:val="2"/><w:szCs w:val="24"/>'),
    "small by the other script": lied('<w:rtl/><w:sz w:val="24"/><w:szCs w:val="2"/>'),
    "one per cent wide": lied('<w:w w:val="1"/>'),
    "filled with nothing": lied("<w14:textFill><w14:noFill/></w14:textFill>"),
    "filled with white": lied(
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>'
    ),
    "by a paragraph style": styled(style("P", VANISH), para="P"),
    "by a character style": styled(style("C", WHITE, "character"), char="C"),
    "by a base style": styled(style("A", VANISH), style("B", base="A"), style("P", base="B"), para="P"),
    "by the default style": document(
        lines(run(LIE)),
        styles='<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:vanish/></w:rPr></w:style>',
        truth="",
    ),
    "by the defaults": document(
        lines(run(LIE)),
        styles="<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:rPrDefault></w:docDefaults>",
        truth="",
    ),
    "white on a white cell": document(
        table(cell(lines(run(LIE, WHITE)), '<w:shd w:val="clear" w:fill="FFFFFF"/>'))
    ),
    "black on a black cell": document(
        table(cell(lines(run(LIE, '<w:color w:val="101010"/>')), '<w:shd w:val="clear" w:fill="000000"/>'))
    ),
    "by a table style": document(table(CELL, looks=FIRST_ROW), styles=LIGHT_HEAD),
    "on a page of its colour": document(lines(run(LIE, WHITE)), before='<w:background w:color="FFFFFF"/>'),
    "a line of 1 point": spaced('<w:spacing w:line="20" w:lineRule="exact"/>'),
    "a line cut by its style": styled(
        style("P", more='<w:pPr><w:spacing w:line="30" w:lineRule="exact"/></w:pPr>'), para="P"
    ),
    "a hundredth of a line": spaced('<w:spacing w:line="3" w:lineRule="auto"/>'),
    "a row of 1 point": document(table(CELL, row='<w:trHeight w:val="20" w:hRule="exact"/>')),
    "below the end of its row": document(
        table(cell(lines(run("甲")) * 9 + lines(run(LIE))), row='<w:trHeight w:val="400" w:hRule="exact"/>')
    ),
    "behind the end of its row": document(
        table(
            cell(lines(run("字" * 200), run(LIE)), '<w:tcW w:w="1000" w:type="dxa"/>'),
            looks='<w:tblLayout w:type="fixed"/>',
            row='<w:trHeight w:val="400" w:hRule="exact"/>',
            grid=(1000,),
        )
    ),
    "a row's own ground": document(
        table(cell(lines(run(LIE, '<w:color w:val="000000"/>')))).replace(
            "<w:trPr>", '<w:tblPrEx><w:shd w:val="clear" w:fill="000000"/></w:tblPrEx><w:trPr>'
        )
    ),
    "pushed out of its row": document(
        table(
            cell(lines(run(LIE), looks='<w:spacing w:beforeLines="900"/>')),
            row='<w:trHeight w:val="400" w:hRule="exact"/>',
        )
    ),
    "a text box all of sides": document(lines(anchored(shape(lines(run(LIE)), body='<wps:bodyPr lIns="9999999"/>')))),
    "a column of nothing": document(
        table(CELL + CELL.replace(LIE, "乙"), looks='<w:tblLayout w:type="fixed"/>', grid=(1, 4000))
    ),
    "covered by the cell above": document(
        table(
            cell(lines(run("甲")), '<w:vMerge w:val="restart"/>'), cell(lines(run(LIE)), "<w:vMerge/>")
        )
    ),
    "a table beside the page": document(table(CELL, looks='<w:tblInd w:w="20000" w:type="dxa"/>')),
    "a floating table beside the page": document(table(CELL, looks='<w:tblpPr w:horzAnchor="page" w:tblpX="20000"/>')),
    "indented off the page": spaced('<w:ind w:left="20000"/>'),
    "indented off to the left": spaced('<w:ind w:left="-9000" w:right="9000"/>'),
    "aligned off to the right": spaced('<w:ind w:right="-12000"/><w:jc w:val="right"/>'),
    "a frame off the page": spaced('<w:framePr w:w="3000" w:hAnchor="page" w:x="30000" w:vAnchor="page" w:y="100"/>'),
    "a frame above the page": spaced('<w:framePr w:w="3000" w:hAnchor="page" w:x="300" w:vAnchor="page" w:y="-12000"/>'),
    "a frame of no height": spaced('<w:framePr w:w="3000" w:h="10" w:hRule="exact"/>'),
    "a text box off the page": document(lines(anchored(shape(lines(run(LIE))), across=9_000_000))),
    "a text box above the page": document(lines(anchored(shape(lines(run(LIE))), down=-2_000_000))),
    "a hidden text box": document(lines(anchored(shape(lines(run(LIE))), hidden=' hidden="1"'))),
    "a text box of no height": document(lines(anchored(shape(lines(run(LIE))), size=(3_000_000, 9_000)))),
    "below the end of a text box": document(
        lines(anchored(shape(lines(run("甲")) * 9 + lines(run(LIE))), size=(3_000_000, 300_000)))
    ),
    "white in an empty text box": document(lines(anchored(shape(lines(run(LIE, WHITE)), "<a:noFill/>")))),
    "black in a black text box": document(
        lines(
            anchored(
                shape(
                    lines(run(LIE, '<w:color w:val="000000"/>')),
                    '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>',
                )
            )
        )
    ),
    "a text box in a hidden run": document(
        lines(anchored(shape(lines(run(LIE)))).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1))
    ),
    "an old text box off the page": document(
        lines(vml(lines(run(LIE)), "position:absolute;margin-left:1200pt;width:90pt;height:30pt"))
    ),
    "an old text box hidden": document(lines(vml(lines(run(LIE)), "width:90pt;height:30pt;visibility:hidden"))),
    "an old text box of no size": document(lines(vml(lines(run(LIE)), "width:0;height:0"))),
    "white in an old text box": document(lines(vml(lines(run(LIE, WHITE))))),
    "text in an instruction": document(lines(mark("begin"), code(" IF "), run(LIE), mark("separate"), mark("end"))),
    "an index entry": document(lines(field(" XE x ", result=LIE))),
    "in a page's head, white": document(
        section='<w:sectPr><w:headerReference w:type="default" r:id="r3"/></w:sectPr>',
        top=("header", lines(run(LIE, WHITE))),
    ),
}  # fmt: skip


UNSURE = {
    "hidden on the web": lied("<w:webHidden/>"),
    "hidden by two styles": styled(style("P", VANISH), style("C", VANISH, "character"), para="P", char="C"),
    "light yellow": lied('<w:color w:val="FFFF00"/>'),
    "no theme to say": document(lines(run(LIE, '<w:color w:themeColor="accent1"/>')), theme=""),
    "striped ground": lied(
        '<w:color w:val="000000"/><w:shd w:val="diagStripe" w:color="000000" w:fill="FFFFFF"/>'
    ),
    "white page, black page": document(
        lines(run(LIE, WHITE)),
        before='<w:background w:color="000000"/>',
        settings="<w:displayBackgroundShape/>",
    ),
    "a page that is a drawing": document(
        lines(run(LIE, '<w:color w:val="000000"/>')),
        before='<w:background w:color="FFFFFF"><v:background fill="t"><v:fill color="#000000"/></v:background></w:background>',
        settings="<w:displayBackgroundShape/>",
    ),
    "letters on top of each other": lied('<w:spacing w:val="-200"/>'),
    "raised far": lied('<w:position w:val="900"/>'),
    "two sets of properties": document(f"<w:p><w:pPr/><w:pPr/>{run(LIE)}</w:p>"),
    "a colour of no name": lied('<w:color w:val=""/>'),
    "forty columns": document(
        lines(run(LIE)), section='<w:sectPr><w:cols w:num="40" w:space="99"/></w:sectPr>', truth=""
    ),
    "a text box in a row of 1 point": document(
        table(
            cell(lines(anchored(shape(lines(run(LIE)))).replace("wp:anchor", "wp:inline"))),
            row='<w:trHeight w:val="20" w:hRule="exact"/>',
        )
    ),
    "squeezed": lied('<w:fitText w:val="20" w:id="1"/>'),
    "see-through": lied(
        '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="99000"/></w14:srgbClr>'
        "</w14:solidFill></w14:textFill>"
    ),
    "embossed": lied("<w:emboss/>"),
    "a white outline thicker than the letters": lied(
        '<w14:textOutline w14:w="120000"><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textOutline>'
    ),
    "a grid that lays signs upon each other": document(
        lines(run(LIE)),
        section='<w:sectPr><w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="-40960"/></w:sectPr>',
        truth="",
    ),
    "a table out to the left": document(table(CELL, looks='<w:tblInd w:w="-9000" w:type="dxa"/>')),
    "a wide table aligned right": document(
        table(
            CELL + CELL.replace(LIE, "乙"),
            looks='<w:jc w:val="right"/><w:tblLayout w:type="fixed"/>',
            grid=(3000, 17000),
        )
    ),
    "a wide table in the middle": document(
        table(CELL + CELL.replace(LIE, "乙"), looks='<w:jc w:val="center"/>', grid=(3000, 17000))
    ),
    "a cell all of margin": document(
        table(CELL, looks='<w:tblCellMar><w:left w:w="20000" w:type="dxa"/></w:tblCellMar>')
    ),
    "a table all of gaps": document(table(CELL, looks='<w:tblCellSpacing w:w="9000" w:type="dxa"/>')),
    "stated twice": lied('<w:color w:val="FFFFFF"/><w:color w:val="000000"/>'),
    "no number": lied('<w:sz w:val="klein"/>'),
    "a style without end": styled(style("A", base="B"), style("B", base="A"), para="A"),
    "two styles of one name": styled(style("A", VANISH), style("A"), para="A"),
    "symbols for letters": document(lines(run("522701199302174938", '<w:rFonts w:ascii="Wingdings"/>'))),
    "a font of its own": document(
        lines(run(LIE, '<w:rFonts w:eastAsia="Mine"/>')),
        fonts=("fonttable", '<w:font w:name="Mine"><w:embedRegular r:id="r9"/></w:font>'),
    ),
    "turned round": document(lines(run(f"\u202e{LIE}"))),
    "other words for other programs": document(
        lines("<w:r>" + CHOICE.format("wps", f"<w:t>{LIE}</w:t>", "<w:t>另</w:t>") + "</w:r>")
    ),
    "other words in blocks": document(CHOICE.format("wps", lines(run(LIE)), lines(run("另")))),
    "a program nobody has": document(CHOICE.format("zz", lines(run("另")), lines(run(LIE)))),
    "inside something unknown": document(f"<zz:box>{lines(run(LIE))}</zz:box>"),
    "an unknown run": document(lines(f"<zz:box>{run(LIE)}</zz:box>")),
    "bound to other data": document(
        lines(f"<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{run(LIE)}</w:sdtContent></w:sdt>")
    ),
    "a number of pages that is a name": document(lines(field(" PAGE ", result=LIE))),
    "out of the file's properties": document(lines(field(" DOCPROPERTY x ", result=LIE))),
    "to be worked out anew": document(
        lines(field(" REF x ", result=LIE).replace('"begin"', '"begin" w:dirty="true"'))
    ),
    "a field without end": document(lines(mark("begin"), code(" REF x "), mark("separate"), run(LIE))),
    "behind a moving field": document(lines(field(r" ADVANCE \r 5000 "), run(LIE))),
    "behind a far tab": document(
        lines("<w:r><w:tab/></w:r>", run(LIE), looks='<w:tabs><w:tab w:val="left" w:pos="30000"/></w:tabs>')
    ),
    "a page of 1 cm": document(
        lines(run(LIE)), section='<w:sectPr><w:pgSz w:w="567" w:h="567"/></w:sectPr>', truth=""
    ),
    "a head off the page": document(
        section='<w:sectPr><w:headerReference w:type="default" r:id="r3"/><w:pgMar w:header="30000"/></w:sectPr>',
        top=("header", lines(run(LIE))),
    ),
    "a head from page 2 on": document(
        section='<w:sectPr><w:headerReference w:type="default" r:id="r3"/><w:titlePg/></w:sectPr>',
        top=("header", lines(run(LIE))),
    ),
    "below a folded heading": document(lines(run("标题"), looks="<w15:collapsed/>") + lines(run(LIE))),
    "a formula": document(lines(f"<m:oMath><m:r><m:t>{LIE}</m:t></m:r></m:oMath>")),
    "a list far out": document(
        lines(run(LIE), looks='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        lists=(
            "numbering",
            '<w:abstractNum><w:lvl><w:pPr><w:ind w:left="30000"/></w:pPr></w:lvl></w:abstractNum>',
        ),
    ),
    "a foot note": document(
        lines(run("见注"), '<w:r><w:footnoteReference w:id="7"/></w:r>'),
        notes=("footnotes", f'<w:footnote w:id="7">{lines(run(LIE))}</w:footnote>'),
    ),
    "a hidden row": document(table(CELL, row="<w:hidden/>")),
}


SILENT = {
    "deleted": document(lines(f"<w:del><w:r><w:delText>{LIE}</w:delText></w:r></w:del>", run("在"))),
    "deleted but written as text": document(lines(f"<w:del>{run(LIE)}</w:del>")),
    "moved away": document(lines(f"<w:moveFrom>{run(LIE)}</w:moveFrom>")),
    "a deleted row": document(table(CELL, row="<w:del/>")),
    "a placeholder": document(
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{lines(run(LIE))}</w:sdtContent></w:sdt>"
    ),
    "an instruction": document(lines(field(f' REF "{LIE}" ', result="见"))),
    "a head that no page has": document(top=("header", lines(run(LIE)))),
    "a title page's head without a title page": document(
        section='<w:sectPr><w:headerReference w:type="first" r:id="r3"/></w:sectPr>',
        top=("header", lines(run(LIE))),
    ),
    "a note nobody refers to": document(
        notes=("footnotes", f'<w:footnote w:id="7">{lines(run(LIE))}</w:footnote>')
    ),
    "words beside the text": document(
        lines(anchored("<a:x/>").replace('name="x"', f'name="{LIE}" descr="{LIE}" title="{LIE}"'))
    ),
}
