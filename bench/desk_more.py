"""The rest of what the desk lists: remarks and notices, pictures, the wire, fronts and dossiers."""

from collections.abc import Iterator

from .desk_tables import ARTICLE, EDITOR, OURS, PICTURES, SECTIONS, TOPICS, USER, put, series, some


def more(size: int) -> Iterator[str]:
    yield from talk(size)
    yield from pictures()
    yield from wire(size)
    yield from elsewhere(size)


def talk(size: int) -> Iterator[str]:
    said = {"text": "'Is that so? ' || n", "block": "''", "before": "''", "after": "''"}
    yield put(
        "remark", "bench_article", "n % 3 = 0 OR lot > 86", article_id=ARTICLE, by_id=EDITOR,
        key="gen_random_uuid()", quote="''", at="at + interval '1 hour'",
        resolved_at="CASE WHEN n % 2 = 0 THEN at + interval '2 hours' END",
        resolved_by_id=f"CASE WHEN n % 2 = 0 THEN {USER} END", **said,
    )  # fmt: skip
    yield put(
        "remark", series(80), article_id=str(OURS), by_id=EDITOR, key="gen_random_uuid()",
        quote="''", **said,
    )  # fmt: skip
    told = f"""(SELECT id, row_number() OVER (ORDER BY id) AS place FROM articles_user) AS u,
        {series(300)}"""
    yield put(
        "notice", told, to_id="u.id", kind="'decision'", by_id=USER, to_mail="false",
        article_id=f"{OURS} + (n * 13 + place * 7) % {size}", at="now() - n * interval '1 hour'",
        read_at="CASE WHEN n > 60 THEN now() END",
    )  # fmt: skip
    yield put(
        "watch", f"articles_user u, {series(30)}", by_id="u.id",
        article_id=f"{OURS} + (n * 31 + u.id) % {size}",
    )  # fmt: skip
    yield put(
        "autosave", "bench_article", "n % 100 = 92", tab="gen_random_uuid()", seen="3",
        words="'{\"headline\": \"Typed\"}'", article_id=ARTICLE, by_id=USER,
    )  # fmt: skip
    yield put(
        "share", "bench_article", "n % 100 = 88", version="3", guest="'Guest ' || n",
        digest="md5('s' || n) || md5('t' || n)", may_approve="false",
        expires_at="now() + interval '7 days'", article_id=ARTICLE, by_id=USER,
    )  # fmt: skip


def pictures() -> Iterator[str]:
    ours = f"{OURS} + n"
    flag = {"no_social": "false", "sensitive": "false"}
    yield put(
        "picture", series(PICTURES), id=ours, key="'q' || lpad(n::text, 7, '0')",
        alt="CASE WHEN n % 30 = 1 THEN '' ELSE 'A ferry, number ' || n END", caption="''",
        credit="'Photograph: Person ' || n % 90", width="1500", height="1000", colour="'#b2a38d'",
        usable_until="CASE WHEN n % 20 = 0 THEN now() + interval '1 day' * (n / 20 % 60 - 30) END",
        focus_x="500", focus_y="440", crops="'{}'", **flag,
    )  # fmt: skip
    yield put(
        "original", series(PICTURES), file="'00/' || n || '.jpg'", filename="n || '.jpg'",
        media_type="'image/jpeg'", size="40000", digest="md5('o' || n) || md5('p' || n)",
        likeness="n * 7919", title="'Ferry ' || n", holder="''", note="''",
        uploaded_by_id=USER, uploaded_at="now() - n * interval '3 hours'", picture_id=ours,
    )  # fmt: skip
    yield put(
        "taggedpicture", "articles_original, LATERAL (SELECT picture_id - 1000000 AS n) AS m",
        f"picture_id >= {OURS}", content_object_id="id", tag_id=some(TOPICS),
    )  # fmt: skip


def wire(size: int) -> Iterator[str]:
    ours = f"{OURS} + n"
    yield put(
        "supplier", series(20), id=ours, name="'Supplier ' || n", every="15", active="n % 5 > 0",
        address="'https://supplier' || n || '.example/rss.xml'", etag="''", modified="''",
        outcome="'12 new'", failures="0", licence="''", printing="''", asked_at="now()",
    )  # fmt: skip
    yield put(
        "route", series(200), order="n", words="'Hafen'", subjects="''", ignore="false",
        language="''", section_id=f"{OURS} + n % {SECTIONS}", supplier_id=f"{OURS} + n % 20",
    )  # fmt: skip
    states = "'taken', 'updated', 'merged', 'ignored', 'refused'"
    yield put(
        "dispatch", "bench_article", "n % 5 = 0", source="'Supplier ' || n % 20",
        guid="'supplier:' || n", number="1", headline="headline", why="''",
        told="jsonb_build_object('headline', headline, 'body', body)",
        state=f"CASE WHEN n % 200 = 0 THEN 'offered' ELSE (ARRAY[{states}])[1 + n / 5 % 5] END",
        article_id=f"CASE WHEN n % 3 < 2 THEN {ARTICLE} END", article_version="1",
        digest="md5('d' || n) || md5('e' || n)", filename="''", content="body::bytea",
        received_at="at", former="''", sketch="ARRAY[n, n + 1, n + 2]",
    )  # fmt: skip
    lines = max(size // 10, 100)
    yield put(
        "redirect", series(lines), path="'/old/' || n || '.html'", to="'/corrections/'",
        live_from="now() - interval '1 day'",
    )  # fmt: skip
    yield put(
        "missing", series(lines), day="(now() - n % 30 * interval '1 day')::date",
        path="'/lost/' || n / 30", times="1 + n % 90",
    )  # fmt: skip


def elsewhere(size: int) -> Iterator[str]:
    yield put(
        "dossier", series(200), id=f"{OURS} + n", title="'Dossier ' || n",
        slug="'bench-dossier-' || n", introduction="''", live_from="now() - interval '1 day'",
        tag_id=some(TOPICS),
    )  # fmt: skip
    yield put(
        "chosen", f"{series(200)}, {series(20, 'k')}", dossier_id=f"{OURS} + n",
        article_id=f"{OURS} + (n * 41 + k) % {size}",
    )  # fmt: skip
    yield put(
        "planversion",
        f"(SELECT * FROM articles_planversion ORDER BY number DESC LIMIT 1) p, {series(1_000)}",
        number="p.number + 1 + n", content="p.content", by_id="p.by_id", plan_id="p.plan_id",
    )  # fmt: skip
    yield put(
        "front", f"(SELECT max(number) AS most FROM articles_front) f, {series(1_000)}",
        number="f.most + 1 + n", live_from="now() - interval '1 hour' * (1001 - n)",
        version="1", breaking="''",
    )  # fmt: skip
    yield put(
        "slot", "articles_front f, (SELECT * FROM articles_slot) AS s", "f.number > 1",
        uid="s.uid", live_from="f.live_from", place="s.place", order="s.order",
        kicker="s.kicker", headline="s.headline", standfirst="s.standfirst", front_id="f.id",
        picture_id="s.picture_id",
    )  # fmt: skip
    yield """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
        SELECT 'delivery', 'refresh', '{}', 'succeeded' FROM generate_series(1, 20000)"""
