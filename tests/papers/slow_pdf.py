"""A PDF of a few hundred bytes that costs its reader the whole time limit: a function computed for every pixel, again
and again."""


def slow_pdf(number: int = 0, times: int = 500) -> bytes:
    """One page filled ``times`` times, each time by a function of every point. ``number`` tells files apart."""
    function = "{ mul sin cos sin cos }"
    content = "/S sh " * times
    bodies = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Shading << /S 5 0 R >> >> >>",
        _stream("", content),
        "<< /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 1 0 1]"
        f" /Matrix [595 0 0 842 0 {number}] /Function 6 0 R >>",
        _stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]", function),
    )
    text, places = "%PDF-1.4\n", []
    for place, body in enumerate(bodies, 1):
        places.append(len(text))
        text += f"{place} 0 obj {body} endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(text)
    text += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    text += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return text.encode()


def _stream(entries: str, content: str) -> str:
    return f"<< {entries} /Length {len(content)} >> stream\n{content}\nendstream"
