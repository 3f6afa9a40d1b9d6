"""HWPML: read as the HWPX of the same document is, in both encodings; what is damaged or hostile is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.first_look import require_years
from extract.readers.container import Container
from extract.readers.limits import Limits, within
from extract.readers.read import read_document
from extract.readers.registry import reader_of
from fixtures.make.document import Document
from fixtures.make.facts import read_facts
from fixtures.make.hwpml_file import hwpml_file
from fixtures.make.hwpx_file import hwpx_file
from fixtures.make.plan import plan_document
from fixtures.make.small_documents import Shape, shapes
from gongpyo.pipeline import read_plan
from gongpyo.telling.plan_counts import counts
from plan.errors import PlanError
from plan.records.document import Document as Read
from plan.records.document import Paragraph, Table

LETTERS = {  # characters by their shapes: what stands in the head of the documents here
    "plain": "0",
    "struck": "1",
    "white": "2",
    "raised": "3",
    "struck by the older way": "4",
    "large": "5",
}
HEAD = (
    '<HEAD SecCnt="1"><DOCSUMMARY><TITLE>가람시 하천 계획</TITLE></DOCSUMMARY><MAPPINGTABLE>'
    '<BORDERFILLLIST Count="2"><BORDERFILL Id="1"/><BORDERFILL Id="2"><FILLBRUSH><WINDOWBRUSH FaceColor="8388608"/>'
    "</FILLBRUSH></BORDERFILL></BORDERFILLLIST><CHARSHAPELIST>"
    '<CHARSHAPE Id="0" Height="1000" TextColor="0"/>'
    '<CHARSHAPE Id="1" Height="1000" TextColor="0"><STRIKEOUT Type="Continuous" Shape="Solid"/></CHARSHAPE>'
    '<CHARSHAPE Id="2" Height="1000" TextColor="16777215"/>'
    '<CHARSHAPE Id="3" Height="1000" TextColor="0"><SUPERSCRIPT/></CHARSHAPE>'
    '<CHARSHAPE Id="4" Height="1000" TextColor="0"><UNDERLINE Type="Center" Shape="Solid"/></CHARSHAPE>'
    '<CHARSHAPE Id="5" Height="2200" TextColor="0"><BOLD/></CHARSHAPE>'
    '</CHARSHAPELIST><NUMBERINGLIST><NUMBERING Id="1" Start="1"><PARAHEAD Level="1" NumFormat="HangulSyllable">^1.'
    '</PARAHEAD></NUMBERING></NUMBERINGLIST><BULLETLIST><BULLET Id="1" Char="○"/></BULLETLIST><PARASHAPELIST>'
    '<PARASHAPE Id="0"/><PARASHAPE Id="1" HeadingType="Number" Heading="1" Level="0"/>'
    '<PARASHAPE Id="2" HeadingType="Bullet" Heading="1" Level="0"/></PARASHAPELIST></MAPPINGTABLE></HEAD>'
)


def _of(shape: str) -> Document:
    return next(one for one in shapes() if one.name == shape).document()


def _blocks(document: Read) -> tuple[object, ...]:
    return document.blocks, document.damage, document.titled


def _read(tmp_path: Path, body: str, head: str = HEAD, version: str = "2.8") -> Read:
    path = tmp_path / "plan.hml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><HWPML Version="{version}">{head}<BODY><SECTION Id="0">{body}</SECTION>'
        "</BODY><TAIL/></HWPML>",
        encoding="utf-8",
    )
    return read_document(path)


def _run(text: str, shape: str = "plain") -> str:
    return f'<TEXT CharShape="{LETTERS[shape]}"><CHAR>{text}</CHAR></TEXT>'


def _p(content: str, shape: int = 0) -> str:
    return f'<P ParaShape="{shape}" Style="0">{content}</P>'


def _table(*cells: str, fill: int = 1) -> str:
    row = "".join(
        f'<CELL BorderFill="{fill}" ColAddr="{column}" ColSpan="1" RowAddr="0" RowSpan="1">'
        f"<PARALIST>{cell}</PARALIST></CELL>"
        for column, cell in enumerate(cells)
    )
    table = f'<TABLE BorderFill="1" ColCount="{len(cells)}" RowCount="1"><SHAPEOBJECT/><ROW>{row}</ROW></TABLE>'
    return _p(f'<TEXT CharShape="0">{table}</TEXT>')


def _cell(tmp_path: Path, content: str, fill: int = 1) -> tuple[str, list[str]]:
    """What is read of a cell, and what is told of it."""
    document = _read(tmp_path, _table(_p(content), _p(_run("7")), fill=fill))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return table.cells[0].text, [f"{part.rule}: {part.quote}" for part in document.damage]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_a_shape_is_read_as_its_hwpx_is(shape: Shape, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "plan.hml").write_bytes(hwpml_file(shape.document(), encoding))
    (tmp_path / "plan.hwpx").write_bytes(hwpx_file(shape.document()))
    found = read_document(tmp_path / "plan.hml")
    assert found.source.format == "hwpml" and _blocks(found) == _blocks(read_document(tmp_path / "plan.hwpx"))


def test_a_whole_plan_is_published_as_its_hwpx_is(tmp_path: Path) -> None:
    document = plan_document(read_facts()).printed()
    (tmp_path / "plan.hwp").write_bytes(hwpml_file(document))  # as portals name it
    (tmp_path / "plan.hwpx").write_bytes(hwpx_file(document))
    ours, theirs = read_plan(tmp_path / "plan.hwp"), read_plan(tmp_path / "plan.hwpx")
    told = counts(ours)
    assert (ours.source.format, told["programs"], told["series"], told["values"]) == ("hwpml", 41, 78, 359)
    for field in ("observations", "programs", "indicators", "findings", "title", "year_tables", "cells"):
        assert getattr(ours, field, None) == getattr(theirs, field, None), field


def test_words_that_are_not_seen_are_not_read(tmp_path: Path) -> None:
    assert _cell(tmp_path, _run("41", "struck") + _run("38")) == ("38", ["struck-out: 41"])
    assert _cell(tmp_path, _run("41", "struck by the older way") + _run("38")) == ("38", ["struck-out: 41"])
    assert _cell(tmp_path, _run("41", "white") + _run("38")) == (
        "38",
        ["unseen-text: "],
    )  # what nobody sees is quoted nowhere
    assert _cell(tmp_path, _run("38", "white"), fill=2) == ("38", []), "white on dark blue is seen"
    assert _cell(tmp_path, _run("38") + _run("1)", "raised"))[0] == "38¹)"
    assert _cell(tmp_path, "<TEXT><HIDDENCOMMENT><PARALIST><P><TEXT><CHAR>9</CHAR></TEXT></P></PARALIST></HIDDENCOMMENT></TEXT>" + _run("38")) == ("38", [])  # fmt: skip  # noqa: E501


def test_what_stands_in_a_cell_and_is_no_text_is_told(tmp_path: Path) -> None:
    things = {
        "<PICTURE><SHAPEOBJECT/><IMAGE/></PICTURE>": "object-in-cell: a picture",
        "<OLE><SHAPEOBJECT/></OLE>": "object-in-cell: an OLE object",
        "<UNKNOWNOBJECT/>": "object-in-cell: an unknown object",
        "<NEVERSEEN/>": "object-in-cell: an unknown object",
        '<COMPOSE CircleType="Char">9</COMPOSE>': "object-in-cell: composed characters",
        "<BUTTON><FORMOBJECT/></BUTTON>": "object-in-cell: a form control",
    }
    for thing, told in things.items():
        assert _cell(tmp_path, f'{_run("38")}<TEXT CharShape="0">{thing}</TEXT>') == ("38", [told]), thing


def test_what_is_seen_of_an_object_is_read(tmp_path: Path) -> None:
    shown = {
        "<EQUATION><SHAPEOBJECT/><SCRIPT>12 times 3</SCRIPT></EQUATION>": "12×3",
        '<TEXTART Text="38"/>': "38",
        "<DUTMAL><MAINTEXT>38</MAINTEXT><SUBTEXT>9</SUBTEXT></DUTMAL>": "38",
        "<EDIT><FORMOBJECT/><EDITTEXT>38</EDITTEXT></EDIT>": "38",
        '<COMBOBOX Text="38"><FORMOBJECT/></COMBOBOX>': "38",
        "<CHAR>3<NBSPACE/>8<TAB/>9<LINEBREAK/>1<HYPEN/>2</CHAR>": "3 8\t9\n1-2",
        '<FIELDBEGIN Type="Clickhere" Command="9"/><CHAR>38</CHAR><FIELDEND/>': "38",
        "<RECTANGLE><SHAPEOBJECT/><DRAWINGOBJECT><DRAWTEXT><TEXTMARGIN/><PARALIST>"
        f"{_p(_run('38'))}</PARALIST></DRAWTEXT></DRAWINGOBJECT></RECTANGLE>": "38",
    }
    for thing, text in shown.items():
        read, told = _cell(tmp_path, f'<TEXT CharShape="0">{thing}</TEXT>')
        assert (" ".join(read.split(" ")).replace("\u00a0", " ").replace(" ", ""), told) == (text.replace(" ", ""), [])


def test_the_mark_of_a_note_is_raised_and_the_note_is_no_part_of_the_cell(tmp_path: Path) -> None:
    number = '<AUTONUM Number="3" NumberType="Footnote"><AUTONUMFORMAT SuffixChar=")" Type="Digit"/></AUTONUM>'
    note = f"<FOOTNOTE><PARALIST>{_p(f'<TEXT>{number}<CHAR> 9</CHAR></TEXT>')}</PARALIST></FOOTNOTE>"
    assert _cell(tmp_path, f"{_run('38')}<TEXT>{note}</TEXT>") == ("38³⁾", [])


def test_heads_notes_captions_and_numbers_of_paragraphs_are_what_they_are(tmp_path: Path) -> None:
    table = _table(_p(_run("1")), _p(_run("2"))).replace(
        "<SHAPEOBJECT/>", f"<SHAPEOBJECT><CAPTION><PARALIST>{_p(_run('표 이름'))}</PARALIST></CAPTION></SHAPEOBJECT>"
    )
    running = f"<TEXT><HEADER><PARALIST>{_p(_run('머리말'))}</PARALIST></HEADER></TEXT>"
    note = f"<TEXT><FOOTNOTE><PARALIST>{_p(_run('각주'))}</PARALIST></FOOTNOTE></TEXT>"
    body = _p(f"{running}{_run('처음', 'large')}") + _p(_run("하나"), 1) + _p(_run("둘"), 1) + _p(_run("점"), 2)
    document = _read(tmp_path, body + _p(_run("글") + note) + table)
    texts = [(block.text, block.within) for block in document.blocks if isinstance(block, Paragraph)]
    assert [one for one in texts if one[0] not in ("처음", "글")] == [
        ("머리말", "header"),
        ("가. 하나", "body"),
        ("나. 둘", "body"),
        ("○ 점", "body"),
        ("각주", "footnote"),
    ]
    (first,) = [block for block in document.blocks if isinstance(block, Paragraph) and block.text == "처음"]
    assert (first.size, first.bold) == (220, True)
    (read,) = [block for block in document.blocks if isinstance(block, Table)]
    assert (read.caption, document.titled) == ("표 이름", "가람시 하천 계획")


def test_words_that_are_marked_as_deleted_are_told(tmp_path: Path) -> None:
    changed = '<CHAR>3<DELETEBEGIN Id="1"/>7<DELETEEND Id="1"/>8</CHAR>'
    document = _read(tmp_path, _p(f"<TEXT>{changed}</TEXT>"), version="3.0")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["38"]
    assert [part.rule for part in document.damage] == ["tracked-changes"]


def test_a_table_whose_cells_do_not_fill_it_is_told(tmp_path: Path) -> None:
    for change in (('ColAddr="1"', 'ColAddr="0"'), ('ColCount="2"', 'ColCount="3"'), ('RowSpan="1"', 'RowSpan="2"')):
        document = _read(tmp_path, _table(_p(_run("1")), _p(_run("2"))).replace(*change, 1))
        assert [part.rule for part in document.damage] == ["source-damaged"], change


def test_a_section_that_is_missing_is_told(tmp_path: Path) -> None:
    document = _read(tmp_path, _p(_run("글")), HEAD.replace('SecCnt="1"', 'SecCnt="2"'))
    assert [part.rule for part in document.damage] == ["source-damaged"]
    assert _read(tmp_path, _p(_run("글")), HEAD.replace(' SecCnt="1"', "")).damage == ()


def test_a_document_whose_shapes_are_in_a_style_sheet_beside_it_is_told(tmp_path: Path) -> None:
    document = _read(tmp_path, _p(_run("글")), "")  # as it is saved to be shown in a browser
    assert [(part.rule, "struck out" in part.reason_en) for part in document.damage] == [("source-damaged", True)]


def test_words_outside_of_the_texts_are_told(tmp_path: Path) -> None:
    document = _read(tmp_path, _p(f"<TEXT>41 {_run('38')[20:-7]}</TEXT>"))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["38"]
    assert [(part.rule, part.quote) for part in document.damage] == [("source-damaged", "41")]
    assert _read(tmp_path, f"\n  {_p(_run('글'))}\n").damage == ()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_a_cut_document_is_refused(share: float, encoding: str, tmp_path: Path) -> None:
    content = hwpml_file(_of("nested"), encoding)
    path = tmp_path / "plan.hml"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(PlanError, match="damaged HWPML document") as refused:
        read_document(path)
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    "before", [b"\r\n\r\n", b" \t\n", b"\xef\xbb\xbf\n"], ids=["lines", "blanks", "a mark and a line"]
)
def test_blank_lines_before_the_declaration_are_no_damage(before: bytes, tmp_path: Path) -> None:
    data = hwpml_file(_of("nested"))
    found = []
    for name, content in (("plain.hml", data), ("page.hml", before + data)):
        (tmp_path / name).write_bytes(content)
        found.append(_blocks(read_document(tmp_path / name)))
    assert found[0] == found[1] != []


REFUSED = {
    "an entity": '<?xml version="1.0"?><!DOCTYPE HWPML [<!ENTITY a "9">]><HWPML><HEAD/><BODY>&a;</BODY></HWPML>',
    "a file of outside": '<!DOCTYPE HWPML [<!ENTITY a SYSTEM "file:///etc/passwd">]><HWPML><BODY>&a;</BODY></HWPML>',
    "an encoding of several bytes": '<?xml version="1.0" encoding="EUC-KR"?><HWPML><BODY/></HWPML>',
    "an unknown encoding": '<?xml version="1.0" encoding="x-none"?><HWPML><BODY/></HWPML>',
    "no section": "<HWPML><HEAD/><BODY/></HWPML>",
    "another root": "<X><HWPML ><BODY/></HWPML></X>",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_hostile_or_none_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.hml"
    path.write_bytes(text.encode())
    with pytest.raises(PlanError) as refused:
        read_document(path)
    assert refused.value.code in ("damaged", "not-a-document")


def test_a_document_that_is_too_deep_is_over_its_limit(tmp_path: Path) -> None:
    deep = "<CONTAINER>" * 300 + "</CONTAINER>" * 300
    with pytest.raises(PlanError) as refused, within(Limits(xml_depth=200)):
        _read(tmp_path, _p(f"<TEXT>{deep}</TEXT>"))
    assert refused.value.code == "limit"
    with pytest.raises(PlanError), within(Limits(xml_depth=200)):
        _read(tmp_path, "", HEAD.replace("<DOCSUMMARY>", f"{'<X>' * 300}{'</X>' * 300}<DOCSUMMARY>"))


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_it_is_told_by_what_it_holds(encoding: str, tmp_path: Path) -> None:
    data = hwpml_file(_of("nested"), encoding)
    for content in (data, b"\xef\xbb\xbf" + data) if encoding == "UTF-8" else (data,):
        reader = reader_of(Container(content))
        assert reader is not None and reader.format == "hwpml"
    for other in (b"<?xml version='1.0'?><html><HWPML2/></html>", b"HWPML <HWPML>", b"\xff\xfeH\0W\0"):
        found = reader_of(Container(other))
        assert found is None or found.format != "hwpml"
    require_years(Container(data), tmp_path / "plan.hml")
