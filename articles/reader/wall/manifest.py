"""Who may do what with which table. What is not named here is denied."""

#: What readers may select; the policies then say which rows.
READER_TABLES = (
    "articles_absence",
    "articles_beat",
    "articles_byline",
    "articles_dossier",
    "articles_edition",
    "articles_entry",
    "articles_entryedition",
    "articles_formerperson",
    "articles_formertopic",
    "articles_front",
    "articles_gone",
    "articles_link",
    "articles_logo",
    "articles_person",
    "articles_picture",
    "articles_pictureuse",
    "articles_plate",
    "articles_redirect",
    "articles_rendering",
    "articles_rendition",
    "articles_section",
    "articles_slot",
    "articles_story",
    "articles_storyindossier",
    "articles_storyinsection",
    "articles_storytag",
    "articles_tag",
    "articles_tide",
    "articles_tombstone",
)
#: Of these tables readers may select some columns only.
READER_COLUMNS: dict[str, tuple[str, ...]] = {
    "articles_house": (
        *("version", "name", "tagline", "feed_text", "training_crawlers"),
        *("logo_id", "logo_dark_id"),
    ),
}
READER_FUNCTIONS = (
    "newsroom_clock()",
    "newsroom_order(text)",
    "newsroom_did_you_mean(jsonb)",
    "newsroom_moved(text)",
    "newsroom_search(jsonb,text[],boolean,boolean,timestamp with time zone,"
    "timestamp with time zone,bigint,bigint,integer)",
    "newsroom_server_clock()",
    "newsroom_stamp(text)",
    "newsroom_turn()",
)

EVERYTHING = ("DELETE", "INSERT", "SELECT", "UPDATE")

#: Where an editor may do less than everything.
EDITOR_LIMITS: dict[str, tuple[str, ...]] = {
    "articles_article": ("INSERT", "SELECT", "UPDATE"),
    "articles_decision": ("INSERT", "SELECT"),
    "articles_edition": ("DELETE", "INSERT", "SELECT"),
    "articles_entry": ("INSERT", "SELECT", "UPDATE"),
    "articles_entryedition": ("INSERT", "SELECT"),
    "articles_front": ("INSERT", "SELECT"),
    "articles_house": ("INSERT", "SELECT"),
    "articles_logo": ("INSERT", "SELECT"),
    "articles_planversion": ("INSERT", "SELECT"),
    "articles_remark": ("INSERT", "SELECT", "UPDATE"),
    "articles_share": ("INSERT", "SELECT", "UPDATE"),
    "articles_sharereply": ("INSERT", "SELECT"),
    "articles_sharevisit": ("INSERT", "SELECT"),
    "articles_signature": ("INSERT", "SELECT"),
    "articles_slot": ("INSERT", "SELECT"),
    "articles_version": ("INSERT", "SELECT"),
    "django_migrations": ("SELECT",),
}


def reader_rights(tables: list[str]) -> dict[str, tuple[str, ...]]:
    return {table: ("SELECT",) for table in tables if table in READER_TABLES}


def editor_rights(tables: list[str]) -> dict[str, tuple[str, ...]]:
    return {table: EDITOR_LIMITS.get(table, EVERYTHING) for table in tables}
