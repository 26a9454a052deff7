"""The statements that make a desk of the words in `bench_article`: `n` numbers the articles from
the newest on, `lot` is one of a hundred and says where an article stands.
"""

from collections.abc import Iterator

OURS = 1_000_000
#: Whatever the size: people of the bylines, topics, outlets, accounts, sections, pictures.
PEOPLE, TOPICS, SOURCES, ACCOUNTS, SECTIONS, PICTURES = 2_000, 2_000, 1_500, 300, 40, 10_000
#: Lots: live as it is; then changed since print, withdrawn, due; approved and in no edition;
#: submitted; drafts; spiked.
STATE = """CASE WHEN lot < 80 THEN 'approved' WHEN lot < 82 THEN 'draft' WHEN lot < 84
    THEN 'submitted' WHEN lot < 88 THEN 'approved' WHEN lot < 90 THEN 'submitted'
    WHEN lot < 95 THEN 'draft' ELSE 'spiked' END"""
#: Versions of an ordinary article; and of the newest, which has much of everything.
VERSIONS, LONGEST = 3, 200
#: The newest rows of the articles: what people work on.
RECENT = 2_000


def put(table: str, source: str, where: str = "", /, **values: str) -> str:
    """An INSERT from a SELECT: a column, and what it gets."""
    names = ", ".join(f'"{name}"' for name in values)
    rows = f"SELECT {', '.join(values.values())} FROM {source}"
    return f"INSERT INTO articles_{table} ({names}) {rows} {f'WHERE {where}' if where else ''}"


def some(many: int, step: int = 7919, n: str = "n") -> str:
    """The number of one of so many rows of ours."""
    return f"({OURS} + ({n} * {step}) % {many})"


def series(many: int, name: str = "n") -> str:
    return f"generate_series(0, {many - 1}) AS {name}"


def statements(size: int) -> Iterator[str]:
    yield from names()
    yield from articles()
    yield from histories()
    yield from editions()
    yield from around(size)


USER = some(ACCOUNTS)
EDITOR = some(ACCOUNTS, 104_729)
#: The three of the demo who look at the desk have work of their own.
WRITER = f"""CASE WHEN n % 60 = 7 THEN (SELECT id FROM articles_user WHERE username =
    (ARRAY['reporter', 'editor', 'chief'])[1 + n / 60 % 3]) ELSE {USER} END"""
ARTICLE = f"{OURS} + n"


def names() -> Iterator[str]:
    ours = f"{OURS} + n"
    yield put(
        "user",
        f"{series(ACCOUNTS)}, (SELECT password FROM articles_user LIMIT 1) AS one",
        id=ours, password="one.password", is_superuser="false", username="'account' || n",  # noqa: S106
        first_name="'Given' || n", last_name="'Family' || n % 90",
        email="'account' || n || '@example.org'", is_staff="true", is_active="n % 10 > 0",
        date_joined="now()", language="''", tour="1",
    )  # fmt: skip
    yield put(
        "user_groups", f"{series(ACCOUNTS)}, auth_group AS g",
        "g.name = (ARRAY['reporter', 'reporter', 'reporter', 'editor', 'chief'])[1 + n % 5]",
        user_id=ours, group_id="g.id",
    )  # fmt: skip
    yield put(
        "section", series(SECTIONS),
        id=ours, title="'Section ' || n", slug="'bench-section-' || n", description="''",
        rank="200 + n", hue="''",
        parent_id=f"CASE WHEN n % 4 > 0 THEN {OURS} + n - n % 4 END",
    )  # fmt: skip
    yield put(
        "person", series(PEOPLE),
        id=ours, name="'Person ' || n || ' ' || chr(65 + n % 26) || 'lund'",
        slug="'bench-person-' || n", role="'Correspondent'", biography="'Writes. ' || n",
    )  # fmt: skip
    yield put(
        "tag", series(TOPICS),
        id=ours, name="'Topic ' || n || ' ' || chr(65 + n % 26) || 'hafen'",
        slug="'bench-topic-' || n", introduction="''", synonyms="'{}'",
        kind="(ARRAY['topic', 'person', 'place', 'organisation', 'event'])[1 + n % 5]",
    )  # fmt: skip
    yield put(
        "source", series(SOURCES),
        id=ours, name="'Source ' || n", slug="'bench-source-' || n", url="''",
        kind="(ARRAY['outlet', 'agency', 'document', 'person'])[1 + n % 4]",
    )  # fmt: skip


def articles() -> Iterator[str]:
    in_work = "lot BETWEEN 80 AND 83 OR lot BETWEEN 88 AND 94"
    yield put(
        "article", "bench_article",
        id=ARTICLE, uid="gen_random_uuid()", state=STATE, kind="'story'",
        version=f"CASE WHEN n = 0 THEN {LONGEST} ELSE {VERSIONS} END",
        genre="(ARRAY['news', 'news', 'report', 'analysis', 'opinion'])[1 + n % 5]",
        kicker="'Kicker ' || n % 500", headline="headline", short_headline="''",
        standfirst="CASE WHEN n % 97 = 3 THEN '' ELSE standfirst END", body="body", place="''",
        language="language", slug="'bench-' || n", search_title="''", search_description="''",
        urgency="1 + n % 8", internal_note="''", lead_caption="''",
        external_id="CASE WHEN n % 4 = 0 THEN 'agency-' || n ELSE '' END",
        lead_id=f"CASE WHEN n % 3 = 0 THEN {some(PICTURES)} END",
        created_at="at", changed_at="at + interval '3 hours' * ((n * 31) % 20)",
        changed_by_id=EDITOR, created_by_id=USER, section_id=f"{OURS} + (n * 31) % {SECTIONS}",
        writer_id=f"CASE WHEN n % 5 > 0 THEN {WRITER} END",
        editor_id=f"CASE WHEN n % 3 = 0 THEN {EDITOR} END", priority="1 + n % 3",
        wanted_by=f"CASE WHEN ({in_work}) AND n % 2 = 0 THEN"
        " now() + interval '1 hour' * (n % 4000 - 1500) END",
        live_from="CASE WHEN lot = 90 THEN now() + interval '1 hour' * (n / 100 % 1000) END",
    )  # fmt: skip
    yield """INSERT INTO articles_vocabulary (article_id, vector) SELECT a.id,
        newsroom_vector(a.language, a.headline, a.standfirst, a.body)
        FROM articles_article a JOIN bench_article b ON a.id = b.n + 1000000"""
    yield put(
        "contribution", "bench_article", "n % 50 <> 9",
        article_id=ARTICLE, person_id=some(PEOPLE), role="''", order="0",
    )  # fmt: skip
    for k in range(3):
        yield put(
            "taggedarticle", "bench_article", "n % 41 <> 5",
            content_object_id=ARTICLE, tag_id=f"{OURS} + (n * 7919 + {k} * 661) % {TOPICS}",
        )  # fmt: skip
    yield put(
        "credit", "bench_article", "n % 3 = 0", article_id=ARTICLE, source_id=some(SOURCES),
        relation="'quoted'", url="''", in_text="true", order="0",
    )  # fmt: skip


def digest(number: str) -> str:
    return f"md5('a' || n || '/' || {number}) || md5('b' || n || '/' || {number})"


def histories() -> Iterator[str]:
    content = """jsonb_build_object('kind', kind, 'genre', genre, 'kicker', kicker, 'headline',
        a.headline, 'short_headline', '', 'standfirst', a.standfirst || ' ' || v, 'body', a.body,
        'lead_id', lead_id, 'lead_caption', '', 'section_id', section_id, 'place', '',
        'language', a.language, 'slug', slug, 'search_title', '', 'search_description', '',
        'urgency', urgency, 'internal_note', '', 'external_id', external_id, 'live_from',
        live_from, 'tags', '[]'::jsonb, 'bylines', '[]'::jsonb, 'credits', '[]'::jsonb, 'links',
        '[]'::jsonb)"""
    source = f"bench_article b JOIN articles_article a ON a.id = {ARTICLE},"
    yield put(
        "version", f"{source} generate_series(1, a.version) AS v",
        article_id="a.id", number="v", content=content, digest=digest("v"), by_id=USER,
        at="at + interval '2 minutes' * v", note="''",
    )  # fmt: skip
    signed = "bench_article b"
    for kind, who in (("wrote", USER), ("approved", EDITOR)):
        yield put(
            "signature", signed, f"lot < 90 AND ('{kind}' = 'wrote' OR lot < 80 OR lot > 83)"
            " AND ('wrote' = '" + kind + f"' OR {USER} <> {EDITOR})",
            article_id=ARTICLE, digest=digest(str(VERSIONS)), by_id=who, kind=f"'{kind}'",
            authority="true", at="at + interval '10 minutes'",
        )  # fmt: skip
    for verb, which in (("submit", "lot < 90"), ("approve", "lot < 88"), ("publish", "lot < 87")):
        yield put(
            "decision", source.removesuffix(","), which,
            article_id="a.id", uid="uid", verb=f"'{verb}'", by_id=EDITOR, why="''",
            at="at + interval '30 minutes'", version="3", digest=digest(str(VERSIONS)),
            details="'{}'",
        )  # fmt: skip
    yield put(
        "decision", series(20_000),
        verb="(ARRAY['log_in', 'log_out', 'log_in_failed'])[1 + n % 3]", by_id=USER, why="''",
        at="now() - n * interval '11 minutes'", digest="''", details="'{}'",
    )  # fmt: skip


def editions() -> Iterator[str]:
    yield put(
        "story", f"bench_article b JOIN articles_article a ON a.id = {ARTICLE}", "lot < 87",
        id=ARTICLE, uid="uid", path="'/bench/2026/01/' || n || '/'", kind="kind", genre="genre",
        language="a.language", section_id="section_id", branch_id=f"{OURS} + (n * 31) % 40 / 4 * 4",
        live_from="CASE WHEN lot = 86 THEN now() + interval '1 hour' * (1 + n / 100 % 700)"
        " ELSE at + interval '1 hour' END",
        withdrawn="lot IN (84, 85)", withdrawals="CASE WHEN lot IN (84, 85) THEN 1 ELSE 0 END",
    )  # fmt: skip
    printed = f"bench_article b JOIN articles_story s ON s.id = {ARTICLE}"
    empty = ("note", "kicker", "short_headline", "place", "search_title", "search_description")
    frozen = ("bylines", "credits", "links", "pictures")
    words = dict.fromkeys(empty, "''") | dict.fromkeys(frozen, "'[]'")
    live = f"CASE WHEN lot BETWEEN 80 AND 83 THEN {digest('2')} ELSE {digest('3')} END"
    for number, kind, which in ((1, "first", "true"), (2, "correction", "n % 10 = 1")):
        yield put(
            "edition", printed, which,
            id=f"{ARTICLE} + {(number - 1) * 10_000_000}", story_id="s.id", number=str(number),
            kind=f"'{kind}'", version="3", digest=live, format="1", story_kind="kind",
            live_from=f"live_from + interval '{number - 1} hours'", genre="genre",
            language="s.language", headline="headline", standfirst="standfirst", body="body",
            **words,
        )  # fmt: skip
    drawn = ("head", "top", "body", "card", "item", "entry", "json", "text")
    yield put(
        "rendering", f"articles_edition e WHERE e.id >= {OURS}",
        edition_id="e.id", **{name: f"'<p>{name}</p>'" for name in drawn},
    )  # fmt: skip
    child = {"live_from": "live_from", "withdrawn": "withdrawn", "story_id": "s.id"}
    yield put("storyinsection", printed, section_id="section_id", **child)
    yield put("storytag", printed, tag_id=some(TOPICS), **child)
    yield put("byline", printed, person_id=some(PEOPLE), role="''", **child)
    yield put(
        "gone", printed, "withdrawn", path="path", kind="'withdrawn'", reason="'On request.'",
        published_at="live_from", at="live_from + interval '1 day'", story_id="s.id",
        uid="uid", version="3",
    )  # fmt: skip


def around(size: int) -> Iterator[str]:
    """Links: two each, one in ten of them a promise; five hundred lead to the newest."""
    other = f"{OURS} + (n * 104729 + 17) % {size}"
    common = {"key": "substr(md5(n || '/0'), 1, 8)", "quoted": "''", "quoted_key": "''",
              "address": "''", "external": "''", "wording": "''", "note": "''",
              "settled": "false", "article_id": ARTICLE}  # fmt: skip
    yield put(
        "storylink", "bench_article", f"{other} <> {ARTICLE}", kind="'previous'", order="0",
        to_id=other, **common,
    )  # fmt: skip
    yield put(
        "storylink", "bench_article", "n BETWEEN 1 AND 500", kind="'background'", order="1",
        to_id=str(OURS), **common | {"key": "'bbbbbbbb'"},
    )  # fmt: skip
    promise = {"key": "'pppppppp'", "quoted": "'Promised ' || n", "quoted_key": "'promised ' || n"}
    yield put(
        "storylink", "bench_article", "n % 5 = 2", kind="'followed'", order="2", **common | promise
    )  # fmt: skip
    yield put(
        "recheck", "bench_article", f"n % 50 = 3 AND {other} <> {ARTICLE}", article_id=ARTICLE,
        cause_id=other, asked_by_id=USER,
    )  # fmt: skip
    yield put(
        "readership", f"bench_article b, {series(100, 'd')}",
        f"lot < 80 AND n < {RECENT} AND (n + d) % 3 = 0", article_id=ARTICLE,
        day="(now() - d * interval '1 day')::date", times="1 + (n * 37 + d) % 2000",
    )  # fmt: skip
    yield put(
        "outward", "bench_article", "n % 4 = 1", article_id=ARTICLE, host="'outside.example'",
        address="'https://outside.example/' || n", asked_at="now()", outcome="'404'",
        failures="CASE WHEN n % 40 = 1 THEN 5 ELSE 0 END",
        failed_since="CASE WHEN n % 40 = 1 THEN now() - interval '9 days' END",
        next_at="now() + interval '1 day'",
    )  # fmt: skip
