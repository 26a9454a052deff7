"""From the commit of a change to the first new page at the cache: milliseconds, story and front."""

import time

from . import stage

#: p95, in milliseconds; the budget of the design.
GOAL = 50
#: Times a run.
TIMES = 100


def main(arguments: list[str]) -> None:
    kind = arguments[0] if arguments else "nginx"
    times = int(arguments[1]) if len(arguments) > 1 else TIMES
    with stage.stage(kind) as running:
        found = measured(running.front.port, times)
    print(f"{kind}, {times} corrections; milliseconds from the commit to the first new page")
    for name, values in found.items():
        p50, p95, most = (stage.share(values, part) for part in (0.5, 0.95, 1))
        print(f"  {name:<10} p50 {p50:6.1f}   p95 {p95:6.1f}   max {most:6.1f}")
    figures = [(f"fresh p95, {name}", stage.share(found[name], 0.95), GOAL, "ms") for name in found]
    stage.verdict(figures)


def measured(port: int, times: int) -> dict[str, list[float]]:
    from django.contrib.auth import get_user_model

    from articles.drafts import saving, workflow
    from articles.press.publish import publish

    reporter, chief = (get_user_model().objects.get(username=one) for one in ("reporter", "chief"))
    article = stage.writer()(f"Die erste Fassung {time.time_ns()}")
    path = publish(article, by=chief).story.path
    found: dict[str, list[float]] = {"story": [], "front": []}
    with_reader = stage.Reader(port)
    for number in range(times):
        words = f"Fassung {number} um {time.time_ns()}"
        article.refresh_from_db()
        article.headline = words
        saving.save(article, by=reporter)
        workflow.approve(article, by=chief)
        with_reader.get(path), with_reader.get("/")
        stage.idle()
        publish(article, by=chief)
        for name, moment in awaited(with_reader, {"story": path, "front": "/"}, words).items():
            found[name].append(moment)
    return found


def awaited(reader: stage.Reader, paths: dict[str, str], words: str) -> dict[str, float]:
    """Milliseconds until each of these pages has these words."""
    begun, seen = time.perf_counter(), dict[str, float]()
    while len(seen) < len(paths):
        for name, path in paths.items():
            if name not in seen and words.encode() in reader.get(path)[1]:
                seen[name] = (time.perf_counter() - begun) * 1e3
        if time.perf_counter() - begun > 15:
            return seen | {name: 15_000.0 for name in paths if name not in seen}
        time.sleep(0.001)
    return seen
