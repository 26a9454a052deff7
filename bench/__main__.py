"""`python -m bench VERB`: measure one thing and print a table."""

import sys

VERBS = {
    "pages": "public pages as production serves them: rates, processor time, memory, growth",
    "serve": "the public process as production runs it, for measuring from outside",
    "hard": "500 saves at once, random edits, 100 crashes, 200 raced signatures: nothing is lost",
    "leaks": "10,000 questions to the site for a word that readers must not have",
    "wall": "what readers' role may not do in the database, tried statement by statement",
    "matrix": "every address of the desk by every method and role; every field nobody was shown",
    "bombs": "hostile inputs, each in a process of its own: how it ends, processor time, memory",
    "embargo": "seen too early, and seconds late, at the cache, with a worker and without",
    "copies": "answers a second from the cache, beside nginx with a file of the same bytes",
    "herd": "renders of one page for 128 readers at once",
    "ticker": "renders of a ticker's entries for 2,000 readers who poll them at the cache",
    "outage": "application killed, hung, database stopped: errors and waits behind the cache",
    "kills": "1,000 desks killed at work: half done, acknowledged and missing, stale at the cache",
    "fresh": "from the commit to the first new page at the cache (nginx or varnish)",
    "feeds": "an unchanged feed beside a full one, and ten thousand pollers at a server",
    "links": "a linked story at a thousand stories and at a million; fills its database",
    "pictures": "photographs of 12 megapixels into all their renditions: rate and peak memory",
    "desk": "every screen of the desk at a hundred thousand articles: time, statements, menus",
    "load": "published stories by the million from a file of JSON lines, as the owner",
    "search": "database time of searches, for rare and common words",
    "upgrade": "readers and editors at a site that is being upgraded: errors, waits, lost saves",
    "suggestions": "how many suggestions are right, and how long they take",
}


def main() -> None:
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb not in VERBS:
        sys.exit("\n".join(f"python -m bench {name:<8} {what}" for name, what in VERBS.items()))
    module = __import__(f"bench.{verb}", fromlist=["main"])
    module.main(sys.argv[2:])


if __name__ == "__main__":
    main()
