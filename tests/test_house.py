"""The house rules that no linter counts."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = {"desk", "wire", "press", "delivery", "drafts", "reader", "catalog", "text", "darkroom"}
FRONT_DOORS = {"__init__", "admin", "apps", "checks", "models", "management"}
DATA = {"locale", "migrations"}

# Who may hand HTML on unescaped: what comes from the blocks, cleaned on the way in and again here.
TRUSTED_HTML = {
    "articles/desk/admin/jobs.py",  # another package's cells, less style attributes
    "articles/desk/tags.py",
    "articles/reader/tags.py",
}
TRUSTED_TEMPLATES = "templates/reader/pieces/"  # printed once, from an edition that never changes

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python(*folders: str) -> Iterator[tuple[str, str, ast.Module]]:
    for folder in folders:
        for path in sorted((HOUSE / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text(encoding="utf-8")
                yield path.relative_to(HOUSE).as_posix(), text, ast.parse(text)


def functions() -> Iterator[tuple[str, Function]]:
    for name, _, tree in python("articles", "newsroom"):
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield f"{name}:{node.lineno} {node.name}", node


def calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What is called and on which line: `.name` for a method, `name` otherwise."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, f".{node.func.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id


def texts() -> Iterator[tuple[str, str]]:
    """Every text file that is, or is about to be, under version control."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-coz", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        check=False,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = HOUSE / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode("utf-8", errors="replace")


def test_a_file_fits_on_a_few_screens():
    long = [name for name, text, _ in python("articles", "newsroom") if text.count("\n") > 300]
    long += [name for name, text, _ in python("tests") if text.count("\n") > 400]
    assert long == []


def test_a_function_fits_on_one_screen():
    assert [name for name, f in functions() if f.end_lineno - f.lineno >= 40] == []


def test_every_signature_has_types():
    def bare(function: Function) -> bool:
        given = function.args
        named = [*given.posonlyargs, *given.args]
        if named and named[0].arg in {"self", "cls"}:
            named = named[1:]
        named += [*given.kwonlyargs, *filter(None, [given.vararg, given.kwarg])]
        return function.returns is None or any(one.annotation is None for one in named)

    assert [name for name, function in functions() if bare(function)] == []


def test_every_module_says_what_it_is_for():
    modules = python("articles", "newsroom", "tests")
    assert [
        name for name, text, tree in modules if text.strip() and not ast.get_docstring(tree)
    ] == []


def test_nothing_stands_outside_the_rooms():
    known = ROOMS | FRONT_DOORS | DATA | {"__pycache__"}
    assert {path.stem for path in (HOUSE / "articles").iterdir()} - known == set()


def test_only_a_few_hand_html_on_unescaped():
    loose = {
        name
        for name, _, tree in python("articles", "newsroom")
        for _, called in calls(tree)
        if called.lstrip(".") in {"mark_safe", "SafeString", "SafeText"}
    }
    assert loose - TRUSTED_HTML == set()


def test_only_a_few_templates_switch_escaping_off():
    off = re.compile(r"\|\s*(safe|safeseq)\b|autoescape\s+off")
    found = [
        path.relative_to(HOUSE).as_posix()
        for folder in ("articles", "templates")
        for path in (HOUSE / folder).rglob("*.*")
        if path.suffix in {".html", ".xml", ".txt", ".json"}
        and off.search(path.read_text(encoding="utf-8"))
    ]
    assert [name for name in found if not name.startswith(TRUSTED_TEMPLATES)] == []


def test_queries_are_not_pasted_together():
    pasted = [
        f"{name}:{line} {called}"
        for name, _, tree in python("articles", "newsroom")
        for line, called in calls(tree)
        if called in {".raw", ".extra", "RawSQL", ".RawSQL"}
    ]
    assert pasted == []


def test_no_model_overrides_save():
    """A bulk write or another process would not come by: a rule is a constraint or a verb."""
    overriding = [
        f"{name}:{method.lineno}"
        for name, _, tree in python("articles")
        if "/models" in name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, Function) and method.name in {"save", "delete"}
    ]
    assert overriding == []


def test_no_file_names_a_folder_of_somebodys_machine():
    foreign = re.compile(r"(?<![\w.>-])/(?:work|home|root|Users)/\w")
    assert [name for name, text in texts() if foreign.search(text)] == []


def test_rooms_only_look_down():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache", "--no-logo"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
