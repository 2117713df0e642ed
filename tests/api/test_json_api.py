"""The JSON API: sign-in, leads, decisions, evidence, search, problems, its own description."""

from __future__ import annotations

import pytest

from core.repositories import jobs, targets
from pipeline.indexing import drain
from pipeline.rooms import open_rooms
from tests.api.conftest import PASSWORD


@pytest.fixture
def token(visitor):
    answer = visitor.post("/api/v1/session", json={"name": "admin", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["role"] == "operator"
    return {"x-csrf-token": answer.json()["csrf"]}


def test_health_needs_no_sign_in_and_tells_nothing_else(visitor):
    assert visitor.get("/api/v1/health").json() == {"status": "ok", "database": True, "queue": 0}


def test_a_wrong_password_is_a_problem_document(visitor):
    answer = visitor.post("/api/v1/session", json={"name": "admin", "password": "wrong"})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {"type": "about:blank", "title": "请先登录", "status": 401, "detail": "用户名或密码不正确"}


def test_leads_are_listed_with_numbers_and_filtered(visitor, token, world):
    world.simple_lead()
    world.simple_lead("乙", "乙保本", ("保本",), category="finance_return", severity="high", key="two.example")
    body = visitor.get("/api/v1/leads").json()
    assert body["total"] == 2
    assert [lead["severity"] for lead in body["leads"]] == ["high", "medium"]
    assert {"value": "finance_return", "count": 1} in body["facets"]["category"]
    assert visitor.get("/api/v1/leads?category=finance_return&text=保本").json()["total"] == 1
    assert visitor.get("/api/v1/leads?limit=1&offset=1").json()["leads"][0]["severity"] == "medium"


def test_a_lead_is_given_with_spans_and_history(visitor, token, world):
    lead = world.simple_lead()
    body = visitor.get(f"/api/v1/leads/{lead.id}").json()
    assert body["findings_total"] == 1
    finding = body["findings"][0]
    assert finding["articles"] == ["广告法第九条第三项"]
    document = visitor.get(f"/api/v1/documents/{finding['document_kind']}/{finding['document_id']}").json()
    span = finding["spans"][0]
    assert document[span["field"]][span["start"] : span["end"]] == span["text"] == "最好"
    assert [event["action"] for event in body["events"]] == ["new"]


def test_deciding_needs_the_token_and_the_newest_version(visitor, token, world):
    lead = world.simple_lead()
    said = {"action": "dismiss", "reason": "误报", "version": 1}
    assert visitor.post(f"/api/v1/leads/{lead.id}/decision", json=said).status_code == 403
    answer = visitor.post(f"/api/v1/leads/{lead.id}/decision", json=said, headers=token)
    assert answer.json()["status"] == "dismissed"
    again = visitor.post(f"/api/v1/leads/{lead.id}/decision", json=said, headers=token)
    assert again.status_code == 409
    assert again.json()["title"] == "内容已被他人更新"
    undone = visitor.post(f"/api/v1/leads/{lead.id}/decision", json={"action": "undo", "reason": "点错", "version": 2}, headers=token)
    assert undone.json()["status"] == "new"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"action": "burn", "reason": "x", "version": 1},
        {"action": "confirm", "reason": "", "version": 1},
        {"action": "confirm", "reason": "x", "version": 1, "more": 1},
    ],
)
def test_a_decision_that_is_wrong_is_refused_with_the_field(visitor, token, world, said):
    lead = world.simple_lead()
    answer = visitor.post(f"/api/v1/leads/{lead.id}/decision", json=said, headers=token)
    assert answer.status_code == 422
    assert answer.json()["status"] == 422


def test_evidence_is_described_and_compared(visitor, token, world):
    capture = world.capture("https://shop.example/a")
    body = visitor.get(f"/api/v1/captures/{capture.id}").json()
    assert (body["sha256"], body["warc"], body["chain"][0]["status"]) == (capture.sha256, capture.warc, 302)
    assert visitor.get(f"/api/v1/captures/{capture.id}/check").json()["good"] is True
    path = world.store.folder / capture.warc
    path.write_bytes(path.read_bytes()[:-40])
    broken = visitor.get(f"/api/v1/captures/{capture.id}/check").json()
    assert broken["good"] is True or broken["problems"]  # the request's record lies behind the response's
    path.write_bytes(path.read_bytes()[: capture.length - 5])
    assert visitor.get(f"/api/v1/captures/{capture.id}/check").json()["good"] is False


def test_shops_and_search_answer(visitor, token, world, settings):
    assert visitor.get("/api/v1/search?q=茶").json()["total"] == 0
    world.simple_lead()
    rooms = open_rooms(settings)
    drain(rooms)
    rooms.close()
    found = visitor.get("/api/v1/search", params={"q": "最好", "filter": "kind=listing", "facets": "kind"}).json()
    assert found["total"] == 1
    assert found["hits"][0]["highlights"][0]["text"] == "最好"
    assert found["facets"] == {"kind": [{"value": "listing", "count": 1}]}
    assert visitor.get("/api/v1/search?filter=nothing").status_code == 400
    assert visitor.get("/api/v1/search?filter=colour=red").status_code == 400
    shops = visitor.get("/api/v1/shops").json()
    assert visitor.get(f"/api/v1/shops/{shops['shops'][0]['id']}").json()["key"] == "shop.example"


def test_a_target_is_added_and_its_job_waits_for_a_worker(visitor, token, world):
    from pipeline import app as queue

    queue.current.cache_clear()
    answer = visitor.post("/api/v1/targets", json={"url": "https://shop.example/", "every": 3600}, headers=token)
    queue.current.cache_clear()
    assert answer.status_code == 202
    job = answer.json()
    assert visitor.get(f"/api/v1/jobs/{job['id']}").json()["status"] == "due"
    assert [item["id"] for item in visitor.get("/api/v1/jobs").json()] == [job["id"]]
    with world.database.read() as connection:
        assert targets.get(connection, job["target_id"]).every == 3600
        assert jobs.get(connection, job["id"]).status == "due"
    assert visitor.post("/api/v1/targets", json={"url": "file:///etc/passwd"}, headers=token).status_code == 400


@pytest.mark.parametrize("path", ["leads/x", "shops/x", "captures/x", "jobs/x", "documents/listing/x"])
def test_what_is_not_there_is_a_problem_document(visitor, token, path):
    answer = visitor.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.json()["title"] == "没有找到"


def test_the_description_names_every_operation_and_no_screen(visitor, token):
    described = visitor.get("/api/openapi.json").json()
    assert "/api/v1/leads/{lead_id}/decision" in described["paths"]
    assert all(path.startswith("/api/v1/") for path in described["paths"])
    page = visitor.get("/api/docs").text
    for path in described["paths"]:
        assert path in page


def test_signing_out_ends_the_session(visitor, token):
    assert visitor.get("/api/v1/session").json()["name"] == "admin"
    assert visitor.delete("/api/v1/session", headers=token).status_code == 204
    assert visitor.get("/api/v1/session").status_code == 401
