"""A text has few forms, each for one purpose, and they stand in one place."""

from __future__ import annotations

import ast

import pytest

from plan.forms import bare, compatible, composed, letters, plain, same_print, single_spaced, unspaced
from tests.house.test_architecture import TREES

FORMING = "unicodedata.normalize"
FORMS = (bare, compatible, composed, letters, plain, same_print, single_spaced, unspaced)
PRINTED = (
    "",
    " ",
    "2024년 목표",
    "백만\u3000원",
    "PM₂.₅ (㎍/㎥)",
    "①\u200b1\n2",
    "실\u1105\u116b적",
    "‘24~’27",
    "\U000f02fb 가",
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("text", PRINTED, ids=ascii)
def test_what_has_a_form_keeps_it(form: type[str], text: str) -> None:
    assert form(form(text)) == form(text)


def test_each_form_keeps_what_it_is_for() -> None:
    assert unspaced("m W") == "mW" != unspaced("MW"), "capitals of a unit count"
    assert bare("MW") == bare("mw"), "those of a word do not"
    assert same_print("①") != same_print("1"), "what is quoted is held against what is printed"
    assert plain("① 숲") == "1 숲"
    assert letters("숲·길(2차)") == letters("숲길 2차")
    assert single_spaced("① 숲\u3000길") == "① 숲 길"


@pytest.mark.parametrize("module", [name for name in TREES if name not in ("plan.forms", "plan.script")])
def test_no_other_module_makes_forms_of_its_own(module: str) -> None:
    made = [
        node.lineno
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Attribute) and ast.unparse(node) == FORMING
    ]
    assert made == [], "plan/forms.py has them"
