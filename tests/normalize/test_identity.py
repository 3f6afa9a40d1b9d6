"""Who issues a plan, and the id that people recognise."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from normalize.publisher.bureaux import BUREAUX_FILE
from normalize.publisher.institutions import DISTRICTS_FILE, named, of_domain, opening
from normalize.publisher.plan_ids import latin
from normalize.publisher.profile import RESERVED, profile_of
from plan.data_files import tables_of
from plan.errors import PlanError
from plan.records.base import Place
from plan.records.printed import DocumentYear, ExtractedPlan, Issuer
from plan.records.values import IssuerRule
from tests.conftest import extracted, program, year_table

AT = Place(page=1, paragraph=1)


def plan(title: str, *cover: str, **fields: object) -> ExtractedPlan:
    issuers = tuple(Issuer(rule="on-cover", printed=text, place=AT) for text in cover)
    made = extracted(year_table(("개관 목표(개소)", "30", "10", "20")))
    return replace(made, title=title, title_rule="named", issuers=(*issuers, *made.issuers), **fields)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("서울특별시 시민참여 기본계획", "서울특별시"),
        ("부산시 주요업무계획", "부산광역시"),
        ("서울특별시 강남구 업무계획", "서울특별시 강남구"),
        ("수원시 업무계획", "경기도 수원시"),
        ("경기도 광주시 업무계획", "경기도 광주시"),
        ("강원특별자치도 고성군", "강원특별자치도 고성군"),
        ("광 주 광 역 시 교 육 청", "광주광역시교육청"),
        ("국토교통부 공고", "국토교통부"),
        ("관계부처 합동", "관계부처 합동"),
    ],
)
def test_an_institution_is_told_by_the_longest_name(text: str, name: str) -> None:
    found = opening(text)
    assert found is not None
    assert found.institution.name == name


@pytest.mark.parametrize(
    "text", ["광주시 업무계획", "중구 업무계획", "고성군 계획", "서울특별시의회 계획", "가람시 계획"]
)
def test_a_name_of_several_or_of_none_is_no_institution(text: str) -> None:
    assert opening(text) is None


def test_a_domain_tells_its_institution_and_not_one_that_ends_alike() -> None:
    found = of_domain("opengov.seoul.go.kr")
    assert found is not None
    assert found.name == "서울특별시"
    assert of_domain("notseoul.go.kr") is None


def test_there_are_226_cities_counties_and_boroughs_and_two_of_jeju() -> None:
    rows = tables_of(DISTRICTS_FILE)["district"]
    names = [(row["province"], name) for row in rows for name in row["names"]]
    assert len(names) == len(set(names)) == 226 + 2


@pytest.mark.parametrize(
    ("title", "cover", "name"),
    [
        ("물빛도시공사 중장기 경영목표(2026~2030)", (), "물빛도시공사"),
        ("2026년 새솔대학교 발전계획", (), "새솔대학교"),
        ("중장기 경영계획(2026~2030)", ("재단법인 나래문화재단",), "나래문화재단"),
        ("서울교통공사 안전관리 계획", ("서울특별시",), "서울교통공사"),
        ("교통안전 기본계획", ("가온교통연구원", "서울특별시"), "서울특별시"),  # whoever wrote it for the city
        ("지방의료원 경영개선 계획", (), ""),
        ("거점대학교 육성 계획", (), ""),
        ("중장기 경영계획", ("부산대학교 산학협력단 관계자 일동",), ""),
        ("도로 확장공사 시행계획", (), ""),
        ("하수관로정비공사 추진계획", (), ""),  # works, no corporation
        ("옥상방수공사 시행계획", (), ""),
        ("가로등이설공사 시행계획", (), ""),
        ("도로공사 시행계획", (), ""),
        ("가온산업공단 관리기본계획", (), ""),  # an estate
        ("한국물빛공사 경영목표", (), "한국물빛공사"),
        ("상급종합병원 확충 계획", (), ""),
        ("학교도서관 진흥 종합계획", (), ""),
        ("문화재단 사업계획", (), ""),
        ("물빛의료원 건립 기본계획", ("부산광역시",), "부산광역시"),  # about the body, by the city
        ("새솔대학교 지원 계획", (), ""),
        ("새솔대학교 기숙사 신축 계획", (), "새솔대학교"),
        ("제2차 물빛도시공사 경영계획", (), "물빛도시공사"),
        ("’26년 물빛도시공사 업무계획", (), "물빛도시공사"),
        ("2026~2030년 물빛도시공사 중장기 경영목표", (), "물빛도시공사"),
        ("경영목표(2026~2030)", ("물 빛 도 시 공 사",), "물빛도시공사"),
        ("경영목표(2026~2030)", ("물빛도시공사(주)",), "물빛도시공사"),
        ("수원시 시설관리공단 업무계획", (), "수원시 시설관리공단"),  # the city's own corporation
        ("자치구 시설관리공단 운영계획", (), ""),
        ("서울시립대학교 발전계획", (), "서울시립대학교"),  # and not the city
        ("부산광역시 도서관 발전계획", (), "부산광역시"),
        ("중구 도시재생 계획", ("한빛연구원",), ""),  # whose 중구 it is nobody says; the institute wrote it for them
        ("도시재생 기본계획", ("가온군", "한빛연구원"), ""),
        ("의정활동 집행계획", ("가온시의회", "의회사무국"), "가온시의회"),
        ("2025년 주요업무계획", ("가온시의회", "물빛국"), ""),  # laid before the council, and not its own
    ],
)
def test_a_body_of_no_list_is_told_by_how_its_name_ends(title: str, cover: tuple[str, ...], name: str) -> None:
    found = profile_of(plan(title, *cover))
    assert found.provider_name == name


@pytest.mark.parametrize(
    "before", ["제3차", "제6기", "민선 8기", "2026년", "’26년", "2026~2030년", "(2026~2030)", "2026학년도"]
)
def test_years_and_counts_stand_before_the_name_of_an_institution(before: str) -> None:
    assert profile_of(plan(f"{before} 부산광역시 관광 기본계획")).provider_name == "부산광역시"


def test_another_spelling_of_the_institution_makes_no_other_id() -> None:
    ids = {profile_of(plan(f"{name} 주요업무계획")).plan_id for name in ("부산시", "부산광역시", "’26년 부산시")}
    assert ids == {"busan-juyo-eommu-gyehoek-2024-2025"}


def test_the_office_of_the_cover_is_part_of_title_and_id() -> None:
    found = profile_of(plan("2025년 주요업무계획", "행정문화위원회", "문 화 체 육 국", "부산광역시"))
    assert (found.provider_name, found.office) == ("부산광역시", "문화체육국")
    assert found.title == "부산광역시 문화체육국 2025년 주요업무계획"
    assert found.plan_id.startswith("busan-munhwacheyukguk-juyo-eommu-gyehoek")


def test_blanks_in_a_title_and_the_name_of_the_file_make_no_other_id() -> None:
    one, other = plan("부산광역시 주요업무계획"), plan("부산광역시 주요 업무 계획")
    renamed = replace(other, source=replace(other.source, name="최종 (2).hwpx"))
    assert profile_of(one).plan_id == profile_of(renamed).plan_id


def test_a_changed_plan_has_an_id_of_its_own() -> None:
    first, changed = plan("부산광역시 관광 기본계획"), plan("부산광역시 관광 기본계획 1차 변경계획")
    assert profile_of(first).plan_id != profile_of(changed).plan_id


def test_only_a_document_without_a_title_is_named_by_its_digest() -> None:
    made = plan("", title_place=AT)
    assert profile_of(replace(made, title_rule="none")).plan_id == f"plan-{made.source.sha256[:8]}"


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_no_id_is_a_reserved_name_of_windows(name: str) -> None:
    with pytest.raises(PlanError, match="device in Windows") as refused:
        profile_of(plan("가람시 업무계획"), name)
    assert refused.value.code == "plan-id"
    assert RESERVED.fullmatch(profile_of(plan(name.upper())).plan_id) is None


def test_plans_of_unknown_offices_are_told_apart_by_their_programmes_and_not_by_the_file() -> None:
    one = plan("2025년 주요업무계획", programs=(program("P1", "책 나눔 장터"),))
    renamed = replace(one, source=replace(one.source, name="최종 (2).pdf", sha256="f" * 64))
    other = replace(one, programs=(program("P1", "강변 길 잇기"),))
    ids = [profile_of(each).plan_id for each in (one, renamed, other)]
    assert ids[0] == ids[1] != ids[2]
    assert all(plan_id.startswith("juyo-eommu-gyehoek-2024-2025-") for plan_id in ids), ids


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("종로구", "jongnogu"),
        ("독립문", "dongnimmun"),
        ("백마", "baengma"),
        ("신문로", "sinmunno"),
        ("왕십리", "wangsimni"),
        ("별내", "byeollae"),
        ("신라", "silla"),
        ("학여울", "hangnyeoul"),
        ("해돋이", "haedoji"),
        ("낙동강", "nakdonggang"),
        ("압구정", "apgujeong"),
        ("낙성대", "nakseongdae"),
        ("국민권익위원회", "gungmingwonigwiwonhoe"),
        ("K-water 계획", "k-water-gyehoek"),
    ],
)
def test_names_are_romanised_as_they_are_pronounced(name: str, expected: str) -> None:
    assert latin(name) == expected


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("서울교통공사 역사정원 조성계획", "서울교통공사"),
        ("부산대학교 발전계획", "부산대학교"),
        ("바른군 정원 조성계획", ""),
    ],
)
def test_a_form_does_not_give_the_plan_of_another_body_a_publisher(title: str, own: str) -> None:
    form = Issuer(rule="in-form", printed="국토교통부", place=AT)
    assert profile_of(replace(plan(title), issuers=(form,))).provider_name == own
    assert profile_of(replace(plan("도시 정원 조성계획"), issuers=(form,))).provider_name == "국토교통부"


def test_a_division_on_the_cover_says_whose_the_plan_is() -> None:
    assert profile_of(plan("마을정원 조성계획", "전라남도 순천시 정원조성과")).provider_name == "전라남도 순천시"


def released(year: int, *contacts: str) -> ExtractedPlan:
    boxes = tuple(Issuer(rule="contact-box", printed=text, place=AT) for text in contacts)
    said = DocumentYear(year=year, rule="release", printed=f"{year}. 3. 14.", place=AT)
    return replace(plan("해외 물길이 늘었다", document_year=said), title_rule="kind-and-subject", issuers=boxes)


@pytest.mark.parametrize(
    ("year", "contacts", "ministry"),
    [
        (2025, ("대외경제국 물길과", "책임자"), "기획재정부"),
        (2026, ("대외경제국", "물길과"), "재정경제부"),
        (2007, ("대외경제국",), ""),
        (2025, ("국토교통부", "대외경제국"), ""),
        (2025, ("국토도시실", "국토도시실"), "국토교통부"),
        (2017, ("연구개발정책실",), ""),
        (2025, ("물길정책국",), ""),
    ],
)
def test_a_bureau_says_whose_it_is_by_its_years(year: int, contacts: tuple[str, ...], ministry: str) -> None:
    found = profile_of(released(year, *contacts))
    assert (found.provider_name, found.provider_rule) == (ministry, "contact-box" if ministry else "")
    assert not ministry or found.plan_id.endswith(f"-{year}")


def test_each_bureau_is_of_a_listed_ministry_and_two_rows_of_one_name_are_of_other_years() -> None:
    rows = tables_of(BUREAUX_FILE)["bureau"]
    assert all(named(row["institution"]) and row["seen"] for row in rows)
    for name in {name for row in rows for name in row["name"]}:
        own = sorted((row["first"], row.get("last", 9999)) for row in rows if name in row["name"])
        assert all(before[1] < after[0] for before, after in pairwise(own)), name


@pytest.mark.parametrize(("top", "office"), [("물길관리본부", "물길관리본부"), ("물길관리본부장", ""), ("부시장", "")])
def test_the_office_of_its_organisation_chart_is_part_of_title_and_id(top: str, office: str) -> None:
    made = plan("2025년도 주요업무계획", "부산광역시")
    chart = Issuer(rule="top-of-chart", printed=top, place=AT)
    found = profile_of(replace(made, issuers=(*made.issuers, chart)))
    assert (found.provider_name, found.office) == ("부산광역시", office)
    assert ("부산광역시 물길관리본부" in found.title) == ("mulgilgwallibonbu" in found.plan_id) == bool(office)


def test_the_chart_of_one_office_is_not_that_of_the_plan_of_the_whole_city() -> None:
    made = plan("부산광역시 주요업무계획")
    chart = Issuer(rule="top-of-chart", printed="물길관리본부", place=AT)
    assert profile_of(replace(made, issuers=(*made.issuers, chart))).office == ""


def test_what_a_file_is_called_is_no_part_of_the_id_where_the_institution_is_known() -> None:
    made = replace(plan("narae-plan", "부산광역시"), title_rule="name-of-file")
    renamed = replace(made, title="copy-of-it")
    assert profile_of(made).plan_id == profile_of(renamed).plan_id == "busan-2024-2025"
    untitled = replace(made, title="", title_rule="none")
    assert profile_of(untitled).plan_id == "busan-2024-2025"


PLACES: tuple[tuple[IssuerRule, str, str], ...] = (  # in the order in which they are believed
    ("on-cover", "부산광역시", "부산광역시"),
    ("running-head", "대구광역시", "대구광역시"),
    ("in-form", "국토교통부", "국토교통부"),
    ("notice", "과학기술정보통신부 공고 제2026-0320호", "과학기술정보통신부"),
    ("imprint", "한국재정정보원", "한국재정정보원"),
    ("domain", "opengov.seoul.go.kr", "서울특별시"),
    ("file-name", "인천광역시 업무계획", "인천광역시"),
    ("agency", "정보통신기획평가원", "정보통신기획평가원"),
    ("contact-box", "보건복지부", "보건복지부"),
)


@pytest.mark.parametrize("first", range(len(PLACES)))
def test_the_first_place_that_names_an_institution_is_believed(first: int) -> None:
    texts = tuple(Issuer(rule=rule, printed=printed, place=AT) for rule, printed, _ in PLACES[first:])
    found = profile_of(replace(plan("물길 기본계획"), issuers=texts))
    assert (found.provider_rule, found.provider_name) == (PLACES[first][0], PLACES[first][2])
