"""Rows of an older office after it was brought to today's tables."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desktop_admin.models.claims import ClaimRow
from desktop_admin.models.policy import ReasonRow
from desktop_admin.office.database import Database
from desktop_admin.rules.names import company_key
from tests.office.test_tables import upgrade


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Tables of the version in which the test begins; empty."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    else:
        opened = Database(request.getfixturevalue("postgres_url"))
    if opened.data_file is not None:
        opened.data_file.found()
    yield opened
    opened.close()


def test_a_company_is_found_by_what_its_name_looks_like(database: Database) -> None:
    upgrade(database, "0009")
    with database.writing() as session:
        session.execute(
            text(
                "insert into company (id,credit_code,name,name_key,initials,legal_representative,county,phone,created_at,"
                "version) values (1,'91110000600037341L','⻢岭（贵州）公司','⻢岭(贵州)公司','m','','','','2026-11-01',1)"
            )
        )
        session.execute(
            text(
                "insert into company_name (company_id,name,name_key,since) values (1,'⻰山公司','⻰山公司','2026-11-01')"
            )
        )
    upgrade(database, "head")
    with database.reading() as session:
        assert session.scalar(text("select name_key from company")) == company_key("马岭(贵州)公司")
        assert session.scalar(text("select name_key from company_name")) == company_key("龙山公司")


def test_reasons_of_an_older_office_know_their_decision(database: Database) -> None:
    """0012: what is wrong with a paper is for 退回; what an office wrote itself stays on both lists."""
    upgrade(database, "0011")
    rows = (("seal_missing", "没有盖章", ""), ("age", "年龄不符合要求", ""), ("r_own", "本地的原因", ""))
    with database.writing() as session:
        for place, (code, words, slot) in enumerate(rows):
            session.execute(
                text(
                    "insert into reason (code,text,slot,category,digit,active,sort,version)"
                    " values (:code,:words,:slot,'',0,true,:sort,1)"
                ),
                {"code": code, "words": words, "slot": slot, "sort": place},
            )
    upgrade(database, "head")
    with database.reading() as session:
        kinds = {row.code: row.given_for for row in session.scalars(select(ReasonRow))}
        texts = set(session.scalars(select(ReasonRow.text)))
    assert kinds == {
        "seal_missing": "return",
        "age": "",
        "r_own": "",
        "not_genuine": "reject",
        "returned_in_vain": "reject",
    }
    assert "没有盖章" in texts


def test_an_office_that_is_not_founded_gets_its_reasons_when_it_is(database: Database) -> None:
    upgrade(database, "head")
    with database.reading() as session:
        assert session.scalar(text("select count(*) from reason")) == 0


def test_what_was_put_before_there_were_purposes_is_a_paper(database: Database) -> None:
    upgrade(database, "0012")
    with database.writing() as session:
        for sha256, kept in (("a" * 64, True), ("b" * 64, False), ("c" * 64, False)):
            session.execute(
                text(
                    "insert into file (sha256,size,put_at,kept) values (:sha256,1,'2026-11-01T00:00:00+00:00',:kept)"
                ),
                {"sha256": sha256, "kept": kept},
            )
        for sha256 in ("a" * 64, "b" * 64):
            session.execute(
                text("insert into file_facts (sha256,inspector,facts,text) values (:sha256,13,'{}','[]')"),
                {"sha256": sha256},
            )
    upgrade(database, "head")
    with database.reading() as session:
        found = session.execute(text("select sha256, purpose, kept from file_use order by sha256")).all()
    assert [tuple(row) for row in found] == [("a" * 64, "paper", True), ("b" * 64, "paper", False)], (
        "what nobody has looked at is just coming or going"
    )


def test_whoever_had_a_dossier_open_has_it_still(database: Database) -> None:
    at = "2026-11-01T08:00:00+00:00"
    upgrade(database, "0013")
    with database.writing() as session:
        for statement in (
            "insert into staff (id,name,roles,password_hash,active,must_change,created_at,version)"
            f" values (3,'李四','[]','',true,false,'{at}',1)",
            "insert into company (id,credit_code,name,name_key,initials,legal_representative,county,phone,created_at,"
            f"version) values (1,'91110000600037341L','甲','甲','j','','','','{at}',1)",
            "insert into candidate (id,name,name_typed,pinyin,initials,pinyin_given,company_id,source,created_at,version)"
            f" values (1,'石','石','shi','s',false,1,'','{at}',1)",
            "insert into submission (id,candidate_id,company_id,category,state,attempt,cycle,missed_cycle,late_minutes,"
            "next_month,border,admitted,certificate,expires,precheck,bad_file,replaced,duplicate,aside_note,created_at,"
            f"version) values (7,1,1,'C2_renewal','waiting',1,'','',0,false,false,false,'','','green',false,false,false,"
            f"'','{at}',1)",
            f"insert into claim (submission_id,staff_id,since,last_at) values (7,3,'{at}','{at}')",
        ):
            session.execute(text(statement))
    upgrade(database, "head")
    with database.reading() as session:
        (row,) = session.scalars(select(ClaimRow))
        assert (row.kind, row.subject_id, row.staff_id, row.since) == (
            "submission",
            7,
            3,
            datetime.fromisoformat(at),
        )
