"""Who issues a plan, from the first text that names an institution, and the office of it that the document names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from normalize.publisher.bodies import body_of, tight
from normalize.publisher.bureaux import named_by_contacts
from normalize.publisher.institutions import Institution, in_front_of_name, is_of_district, of_domain, opening
from normalize.publisher.signatures import HEAD, rank
from plan.data_files import tables_of
from plan.forms import letters, plain, unspaced
from plan.patterns import lazy_pattern
from plan.records.base import Place
from plan.records.printed import ExtractedPlan, Issuer
from plan.records.values import IssuerRule
from plan.script import MIDDLE_DOT

BEFORE_A_BODY = ("in-title", "on-cover", "running-head")  # where a listed institution goes before a body of no list
COMMITTEES_FILE = Path(__file__).with_name("committees.toml")
WHOLE = ("on-cover", "running-head", "imprint", "agency")  # where nothing but an office stands behind the name
SAYS_NONE = ("address", "top-of-chart", "contact-box")  # texts that by themselves name no institution
CITIZENS = "민"  # 서울시민
COMMITTEE = lazy_pattern(r"\p{Hangul}{2,16}위원회$")
LONGEST_OFFICE = 16  # characters
HIGH = 2  # the rank of 본부, 국, 실
OFFICE = lazy_pattern(rf"\p{{Hangul}}[\p{{Hangul}}A-Za-z{MIDDLE_DOT}]{{1,15}}")
OTHER_AUTHORITY_FIRST = lazy_pattern(  # 바른군 …, 늘봄교육지원청 …; 도시, 지구 and 연구 are none
    r"[가-힣A-Za-z]{2,12}(?:교육(?:지원)?청|(?<!도)시|군|(?<!지|연|요)구)(?=\s)"
)
DIVISION = lazy_pattern(r"\p{Hangul}{3,14}(?:과|담당관|추진단|센터)")
BEHIND = lazy_pattern(r"\s*\(.*\)$")


class Issued(msgspec.Struct, frozen=True):
    """The institution and its office, each '' or None where the document names none, with what says so."""

    institution: Institution | None = None
    office: str = ""
    rule: IssuerRule | None = None
    printed: str = ""
    place: Place = Place()


def issuer_of(extracted: ExtractedPlan) -> Issued:
    """The institution by the first text that begins with one: title, cover, heads, form, notice, domain, file name."""
    texts = (
        Issuer(rule="in-title", printed=extracted.title, place=extracted.title_place or Place()),
        *extracted.issuers,
    )
    office = _office(extracted.issuers)
    own = office or _top_of_chart(extracted.issuers)
    title = in_front_of_name().sub("", plain(extracted.title))
    others_own = _is_of_authority(title)
    alone = (tight(plain(text.printed)) for text in extracted.issuers if text.rule == "on-cover")
    body = body_of(texts, of_another=others_own or any(" " not in line and _is_of_authority(line) for line in alone))
    for text in texts:
        if body is not None and (text.rule not in BEFORE_A_BODY or body.text.rule == "in-title" != text.rule):
            break  # who is named further on has to do with the plan, and does not issue it
        if text.rule in SAYS_NONE:
            continue
        if text.rule == "domain":
            institution, rest = of_domain(text.printed), ""
        else:
            found = opening(_tight(in_front_of_name().sub("", plain(text.printed))))
            institution, rest = (found.institution, found.rest) if found else (None, "")
            if text.rule in WHOLE and rest and not (_is_office(rest) or _is_division(rest)):
                continue  # a sentence, a slogan or a street that begins with a name
            if text.rule == "in-form" and others_own:
                continue
            if text.rule == "in-form" and rest.startswith(CITIZENS):
                continue
        if body is not None and body.text == text and len(body.name) > len(title) - len(rest):
            institution = None  # 서울시립 …대학교: the name goes on behind that of the city
        if institution is None or (
            text.rule == "throughout" and not (office or _is_own(institution, extracted.issuers))
        ):
            continue
        behind = office if text.rule == "in-title" else own  # a title that names the city is of the whole city
        return Issued(institution, _own(rest) or behind, text.rule, text.printed, text.place)
    if body is not None:
        return Issued(Institution(body.name), office, body.text.rule, body.text.printed, body.text.place)
    contact = named_by_contacts(extracted)
    if contact:
        institution, text = contact
        return Issued(institution, office, text.rule, text.printed, text.place)
    return Issued(office=own)


def titled(title: str, issued: Issued) -> str:
    """The title with the office in front where its document names one that the title does not."""
    if not issued.office or letters(issued.office) in letters(title):
        return title
    institution = issued.institution.name if issued.institution else ""
    if institution and letters(title).startswith(letters(institution)):
        return title
    return " ".join(part for part in (institution, issued.office, title) if part)


def _is_of_authority(text: str) -> bool:
    """Whether a text begins with a city, county, borough or office of education, known or not."""
    return OTHER_AUTHORITY_FIRST.match(f"{text} ") is not None or is_of_district(text)


def _is_own(institution: Institution, texts: Sequence[Issuer]) -> bool:
    """Whether the document was laid before a council's committee, or gives addresses of the institution itself."""
    return any(
        (text.rule == "on-cover" and _is_of_council(text.printed))
        or (text.rule in ("domain", "address") and of_domain(text.printed) == institution)
        for text in texts
    )


def _is_of_council(printed: str) -> bool:
    """Whether a line ends with a committee that is none of the National Assembly."""
    found = COMMITTEE.search(unspaced(plain(printed)))
    return found is not None and found[0] not in {row["printed"] for row in tables_of(COMMITTEES_FILE)["committee"]}


def _office(texts: Sequence[Issuer]) -> str:
    """The office of a line of the cover that holds nothing else."""
    for text in texts:
        if text.rule == "on-cover" and _is_office(_tight(text.printed)):
            return _own(_tight(text.printed))
    return ""


def _top_of_chart(texts: Sequence[Issuer]) -> str:
    """The office whose organisation chart the document shows; the title of its head names none."""
    tops = (text.printed for text in texts if text.rule == "top-of-chart")
    return next((_own(top) for top in tops if not top.endswith(HEAD)), "")


def _own(text: str) -> str:
    name = BEHIND.sub("", text)
    return name if _is_office(text) else ""


def _is_office(text: str) -> bool:
    name = BEHIND.sub("", text)
    ranked = rank(name)
    return len(name) <= LONGEST_OFFICE and OFFICE.fullmatch(name) is not None and ranked is not None and ranked <= HIGH


def _is_division(text: str) -> bool:
    """Whether a text is the name of a division, which says whose it is and gives no plan its name: 정원조성과."""
    return DIVISION.fullmatch(text) is not None


def _tight(text: str) -> str:
    """A name without the blanks that spread its letters over a line."""
    name = plain(text)
    return name.replace(" ", "") if tight(BEHIND.sub("", name)) != BEHIND.sub("", name) else name
