"""The actions of CKAN's API (docs.ckan.org, API guide): called by name, and what is wrong said as an error of ours."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongpyo.portals.site import Answer, Site
from plan.errors import PlanError
from plan.particles import particle

SAID = 400  # characters of what a site says is wrong
FORBIDDEN = (401, 403)
NOT_THERE = 404
LOOKS = ("package_show", "datastore_search")  # actions that may find nothing
UNKNOWN = "Action name not known"  # what CKAN says, as a text, of an action that no plugin gives


class NotThereError(Exception):
    """The site has no dataset, resource or table of this name."""


class NoActionError(Exception):
    """The site knows no action of this name: it has no DataStore."""


class CkanActions:
    """The actions of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def call(self, action: str, payload: Mapping[str, Any]) -> Any:
        """The result of an action; its numbers are as exact as they were sent."""
        body = json.dumps(payload, ensure_ascii=False).encode()
        return self._result(action, self.site.post(f"/api/3/action/{action}", body, "application/json"))

    def look(self, action: str, payload: Mapping[str, Any], **lists: str) -> dict[str, Any]:
        """The result of an action that reads: an object with these lists of objects, each with this key (or '')."""
        body = json.dumps(payload, ensure_ascii=False).encode()
        answer = self.site.post(f"/api/3/action/{action}", body, "application/json")
        shown = self._result(action, answer)
        if not isinstance(shown, dict) or not all(_are_objects(shown.get(name), key) for name, key in lists.items()):
            raise self._no_api(action, answer)
        return shown

    def upload(self, action: str, fields: Mapping[str, str], name: str, content: bytes) -> Any:
        """The result of an action that takes a file."""
        mark = uuid.uuid4().hex
        parts = [_part(mark, f'name="{key}"', value.encode()) for key, value in fields.items()]
        parts.append(_part(mark, f'name="upload"; filename="{name}"\r\nContent-Type: text/csv', content))
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        answer = self.site.post(f"/api/3/action/{action}", body, f"multipart/form-data; boundary={mark}")
        return self._result(action, answer)

    def _result(self, action: str, answer: Answer) -> Any:
        said = _json_of(answer.body)
        if isinstance(said, str) and UNKNOWN in said and action.startswith("datastore"):
            raise NoActionError(action)
        if not isinstance(said, dict) or "success" not in said:
            raise self._no_api(action, answer)
        if said["success"] is True and "result" in said:
            return said["result"]
        error = said.get("error")
        kind = error.get("__type", "") if isinstance(error, dict) else ""
        if action in LOOKS and (answer.status == NOT_THERE or kind == "Not Found Error"):
            raise NotThereError(action)
        if answer.status in FORBIDDEN or kind == "Authorization Error":
            raise self._forbidden(action)
        raise self._refused(action, error)

    def _no_api(self, action: str, answer: Answer) -> PlanError:
        kind = self.site.without_key(answer.kind)
        return PlanError(
            "portal-no-api",
            ko=f"'{self.site.url}'의 답이 CKAN API의 것이 아닙니다({action}: HTTP {answer.status}, {kind}). "
            "--url이 CKAN 사이트의 첫 주소인지, 앞에 로그인이나 방화벽이 없는지 보십시오.",
            en=f"'{self.site.url}' did not answer as CKAN's API does ({action}: HTTP {answer.status}, {kind}). "
            "See that --url is the root of a CKAN site and that no login page or firewall stands in front of it.",
            site=self.site.url,
            action=action,
        )

    def _forbidden(self, action: str) -> PlanError:
        return PlanError(
            "portal-forbidden",
            ko=f"'{self.site.url}'에서 이 키로는 {action}{particle(action, '을/를')} 할 수 없습니다. "
            "키가 바르고 기한이 남았는지, 그 사용자가 조직(--organization)의 편집자인지 보십시오.",
            en=f"'{self.site.url}' does not let this key do {action}. See that the key is right and has not expired, "
            "and that its user is an editor of the organization (--organization).",
            site=self.site.url,
            action=action,
        )

    def _refused(self, action: str, error: object) -> PlanError:
        what = self.site.without_key(json.dumps(error, ensure_ascii=False, default=str))[:SAID]
        return PlanError(
            "portal-refused",
            ko=f"'{self.site.url}'에서 {action}{particle(action, '을/를')} 받아들이지 않았습니다: {what}",
            en=f"'{self.site.url}' refused {action}: {what}",
            site=self.site.url,
            action=action,
        )


def _are_objects(value: object, key: str) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and (not key or key in one) for one in value)


def _json_of(body: bytes) -> Any:
    try:
        return json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError):
        return None


def _part(mark: str, head: str, content: bytes) -> bytes:
    return f"--{mark}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
