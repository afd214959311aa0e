"""The shape of the code: what may import what, how long things may get, and nothing forgotten."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from bot.conversation import proposals, questions
from bot.conversation.agreeing import AGREE
from bot.conversation.commands import commands
from bot.conversation.decide import FOR_THE_PERSON
from bot.reports import kinds as reports
from bot.understanding import UNKNOWN, rules
from bot.understanding.slots import SLOTS
from tests.conversation.proposals.stories import STORIES, WITHOUT_STORY

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for top in ("chama", "bot") for path in (ROOT / top).rglob("*.py"))
MIGRATIONS = ROOT / "bot/store/migrations/versions"
"""Flat lists of tables, written once and never read again."""

LIBRARY = [path for path in SOURCES if path.is_relative_to(ROOT / "chama")]
UNDERSTANDING = [path for path in SOURCES if path.is_relative_to(ROOT / "bot/understanding")]
CONVERSATION = [path for path in SOURCES if path.is_relative_to(ROOT / "bot/conversation")]
PURE = LIBRARY + UNDERSTANDING + CONVERSATION

OUTSIDE_WORLD = frozenset(
    {
        *("asyncio", "socket", "ssl", "http", "urllib", "requests", "smtplib", "signal", "queue"),
        *(
            "os",
            "sys",
            "pathlib",
            "glob",
            "shutil",
            "tempfile",
            "subprocess",
            "importlib.resources",
        ),
        *("time", "random", "secrets", "uuid", "threading", "logging", "structlog"),
        *("flask", "werkzeug", "gunicorn", "sqlalchemy", "sqlite3", "psycopg", "dbos"),
        *("twilio", "africastalking", "mpesakit", "httpx"),
        *("streamlit", "starlette", "anyio", "uvicorn", "pandas", "altair"),
    }
)
OUTSIDE_CALLS = frozenset(
    {
        *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
        *("open", "input", "print", "exec", "eval"),
    }
)

READS_A_FILE = {
    # chama.statements.read(path) is the one door in the pure library (STYLE.md).
    "chama/statements/__init__.py": {"pathlib"},
    # A member made by hand gets an id of its own.
    "chama/models.py": {"uuid"},
}

DASHBOARD = {path.relative_to(ROOT).as_posix() for path in (ROOT / "bot/dashboard").rglob("*.py")}

SDK_FILES: dict[str, set[str]] = {
    "twilio": {"bot/channels/twilio_client.py", "bot/channels/twilio.py"},
    "africastalking": {"bot/channels/africastalking_client.py"},
    "dbos": {"bot/delivery.py"},
    "mpesakit": {"bot/payments/daraja/bodies.py"},
    **dict.fromkeys(("streamlit", "starlette", "anyio", "uvicorn", "pandas", "altair"), DASHBOARD),
    "reportlab": {"bot/reports/as_pdf.py", "bot/reports/bars.py"},
    "httpx": {
        *("bot/payments/daraja/transport.py", "bot/simulator/daraja/arrivals.py"),
        "bot/simulator/daraja/post.py",
    },
}

LONGEST_FUNCTION = 50
LONGEST_FILE = 600
TOO_LONG: dict[str, int] = {}
"""Functions and files that may be longer for now, with their length; it is to stay empty."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules that a file imports, wherever in it, with the names taken from them."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively."
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def is_one_of(module: str, tops: frozenset[str]) -> bool:
    parts = module.split(".")
    return any(".".join(parts[:end]) in tops for end in range(1, len(parts) + 1))


def lines_of_functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with how many lines it has."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{name_of(path)}:{node.name}", node.end_lineno - node.lineno + 1


def faults(paths: Sequence[Path], find: Callable[[Path], object]) -> dict[str, object]:
    """What is wrong in each file in which something is."""
    assert paths
    return {name_of(path): found for path in paths if (found := find(path))}


def test_pure_code_touches_nothing_outside() -> None:
    def reached(path: Path) -> set[str]:
        outside = {module for module in imported(path) if is_one_of(module, OUTSIDE_WORLD)}
        return {one.partition(".")[0] for one in outside} - READS_A_FILE.get(name_of(path), set())

    assert faults(PURE, reached) == {}


def test_pure_code_asks_no_clock_and_opens_no_file() -> None:
    def called(path: Path) -> set[str]:
        calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
        return {ast.unparse(call.func) for call in calls} & OUTSIDE_CALLS

    assert faults([path for path in PURE if name_of(path) not in READS_A_FILE], called) == {}


def test_the_library_never_imports_the_bot() -> None:
    bot = frozenset({"bot"})
    assert faults(LIBRARY, lambda path: {m for m in imported(path) if is_one_of(m, bot)}) == {}


@pytest.mark.parametrize(
    ("paths", "allowed"),
    [
        (UNDERSTANDING, frozenset({"bot.understanding", "bot.words"})),
        (
            CONVERSATION,
            frozenset(
                {"bot.conversation", "bot.understanding", "bot.messages", "bot.payments.port"}
            ),
        ),
    ],
    ids=["understanding", "conversation"],
)
def test_the_pure_folders_import_of_the_bot_only_what_they_build_on(
    paths: list[Path], allowed: frozenset[str]
) -> None:
    for path in paths:
        own = {module for module in imported(path) if is_one_of(module, frozenset({"bot"}))}
        strange = {module for module in own if not is_one_of(module, allowed)}
        assert strange <= {"bot"}, f"{name_of(path)} imports {strange}"


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def needed_at_once(path: Path, modules: Container[str]) -> set[str]:
    """The modules of ours that importing a file imports; a package comes before what is in it."""
    own, found = module_of(path), set[str]()
    for node in tree_of(path).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {one if one in modules else node.module for one in named}
    parents = {
        ".".join(one.split(".")[:end]) for one in found for end in range(1, one.count(".") + 2)
    }
    return {one for one in parents if one in modules and not f"{own}.".startswith(f"{one}.")}


def test_any_module_can_be_imported_first() -> None:
    """No circle of imports: which module somebody asks for first makes no difference."""
    modules = {module_of(path): path for path in SOURCES}
    needs = {name: needed_at_once(path, modules) for name, path in modules.items()}
    list(TopologicalSorter(needs).static_order())  # raises CycleError, with the circle


@pytest.mark.parametrize("sdk", SDK_FILES)
def test_each_sdk_stays_in_its_own_file(sdk: str) -> None:
    users = {
        name_of(path)
        for path in SOURCES
        if any(module.partition(".")[0] == sdk for module in imported(path))
    }
    assert users <= SDK_FILES[sdk]


def test_the_store_knows_no_channel_and_no_web() -> None:
    web = frozenset({"bot.channels", "bot.webhook", "bot.app", "flask", "dbos"})
    for path in (ROOT / "bot/store").rglob("*.py"):
        assert not {module for module in imported(path) if is_one_of(module, web)}


SHOWS_VIEWS = frozenset(
    {
        *("bot/simulator", "bot/export.py", "bot/operations.py", "bot/demo.py"),
        *("bot/constitutions", "bot/dashboard", "bot/reports"),
    }
)
"""Who reads the store for people and programs to look at; none of them asks a table itself."""


def test_views_build_on_the_store_and_on_the_pure_rules() -> None:
    """What is shown is what is agreed to: the rules that say so are the conversation's."""
    allowed = frozenset({"bot.views", "bot.store", "bot.conversation"})
    for path in (ROOT / "bot/views").rglob("*.py"):
        modules = imported(path)
        own = {module for module in modules if is_one_of(module, frozenset({"bot"}))}
        assert {module for module in own if not is_one_of(module, allowed)} <= {"bot"}
        assert not {module for module in modules if is_one_of(module, frozenset({"flask", "dbos"}))}


def test_only_who_shows_something_reads_views() -> None:
    readers = {
        name_of(path)
        for path in SOURCES
        if any(is_one_of(module, frozenset({"bot.views"})) for module in imported(path))
    }
    outside = {name for name in readers if not name.startswith("bot/views/")}
    assert outside
    assert {name for name in outside if not name.startswith((*SHOWS_VIEWS, "bot/cli.py"))} == set()


def test_who_shows_something_asks_no_table() -> None:
    shows = [path for path in SOURCES if name_of(path).startswith(tuple(SHOWS_VIEWS))]
    assert shows
    for path in shows:
        assert not {m for m in imported(path) if is_one_of(m, frozenset({"bot.store.tables"}))}


def test_a_module_opens_with_what_it_is_for() -> None:
    def is_silent(path: Path) -> bool:
        said = ast.get_docstring(tree_of(path)) or ""
        is_empty = not path.read_text("utf-8").strip()
        return not is_empty and not said.split("\n")[0].endswith((".", "!", "?"))

    assert faults(SOURCES, is_silent) == {}


def test_functions_and_files_stay_short() -> None:
    def too_long(path: Path) -> dict[str, int]:
        lengths = {where: n for where, n in lines_of_functions(path) if n > LONGEST_FUNCTION}
        file_lines = len(path.read_text("utf-8").splitlines())
        if file_lines > LONGEST_FILE:
            lengths[name_of(path)] = file_lines
        return {where: lines for where, lines in lengths.items() if TOO_LONG.get(where) != lines}

    written = [path for path in SOURCES if not path.is_relative_to(MIGRATIONS)]
    assert faults(written, too_long) == {}


def test_no_float_touches_money() -> None:
    """Money is named by its unit; a number so named is divided as a Decimal or with //."""

    def divided(path: Path) -> list[str]:
        nodes = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.BinOp)]
        parts = [ast.unparse(node.left) for node in nodes if isinstance(node.op, ast.Div)]
        return [part for part in parts if "cents" in part and "Decimal(" not in part]

    assert faults(SOURCES, divided) == {}


# --- nothing forgotten ---------------------------------------------------------------------------

INTENTS = frozenset(
    {
        *("rate", "exchange"),
        *("how_to_pay", "deadline", "who_is", "check_code", "member_status", "remind_one"),
        *("meeting", "leave", "no_mpesa_text", "tell_officers"),
        *("balance", "statement", "who_owes", "my_turn", "rota", "next_meeting", "round_status"),
        *("loan_balance", "receipt_lookup", "help", "pay", "paid_claim", "paid_cash", "pay_for"),
        *("late_notice", "apology", "welfare_contribute", "welfare_claim", "loan_request"),
        *("loan_repay", "dispute", "language", "stop", "start", "wrong_person", "switch_group"),
        *(
            "join",
            "confirm_yes",
            "confirm_no",
            "leave_it",
            "paid_for_me",
            "greeting",
            "thanks",
            "unknown",
        ),
        *("fine_member", "waive", "my_fines"),
        *("record_cash", "remind_all", "announce", "close_round", "confirm_disbursed"),
        *("number_changed", "remove_member"),
        *("add_member", "undo", "report", "approve", "reject", "open_questions"),
        *(
            "my_data",
            "link_which",
            "rules",
            "welfare_fund",
            "pay_out",
            "release_payout",
            "refund",
            "receive_phone",
            "pay_phone",
            "ask_to_pay",
            "give_back",
            "amend_rule",
        ),
        *("expense", "move_cash", "bank_move", "money_place", "not_group_money", "sent_by_mistake"),
        *("connect_phone", "disconnect_phone", "forwarding_phones"),
        *("dashboard", "stop_dashboard", "auditor", "stop_auditor", "my_file"),
    }
)
"""What people may want, as the labelled texts of tests/conversation name it."""


def test_every_intent_has_a_command_and_every_command_an_intent() -> None:
    assert set(commands()) == INTENTS


def test_every_intent_that_a_rule_can_find_is_known() -> None:
    found = {rule.intent for rule in rules.compiled(lambda _idea: 1)}
    assert found <= INTENTS
    assert set(SLOTS) <= INTENTS
    assert {UNKNOWN, *FOR_THE_PERSON} <= INTENTS


@pytest.mark.parametrize("kind", sorted(questions.kinds()))
def test_every_question_has_its_template_and_its_tests(kind: str) -> None:
    if kind != AGREE:  # which is shown by the template of what it puts
        assert has_template(f"ask_{kind.removeprefix('which_')}")
    assert (ROOT / f"tests/conversation/questions/test_{kind}.py").is_file()


@pytest.mark.parametrize(
    "view", sorted(path.stem for path in (ROOT / "bot/views").glob("[!_]*.py"))
)
def test_every_view_has_its_tests(view: str) -> None:
    assert (ROOT / f"tests/views/test_{view}.py").is_file()


@pytest.mark.parametrize("report", sorted(reports.kinds()))
def test_every_report_has_its_words_and_its_tests(report: str) -> None:
    name = reports.file_of_words(report)
    assert has_template(f"reports/{name}", "toml")
    assert (ROOT / f"tests/reports/kinds/test_{name}.py").is_file()


@pytest.mark.parametrize("kind", sorted(proposals.kinds()))
def test_every_proposal_has_its_template_its_story_and_its_tests(kind: str) -> None:
    assert has_template(f"ask_{kind}")
    assert kind in {*STORIES, *WITHOUT_STORY}
    assert (ROOT / f"tests/conversation/proposals/test_{kind}.py").is_file()


def has_template(name: str, ending: str = "txt") -> bool:
    """Whether every language has it."""
    files = (ROOT / f"templates/{language}/{name}.{ending}" for language in ("en", "sw"))
    return all(file.is_file() for file in files)


@pytest.mark.parametrize("command", sorted({module.__name__ for module in commands().values()}))
def test_every_command_has_its_tests(command: str) -> None:
    name = command.rpartition(".")[2]
    assert (ROOT / f"tests/conversation/commands/test_{name}.py").is_file()


def literals(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_template_is_said_and_whatever_is_said_has_a_template() -> None:
    templates = {path.stem for path in (ROOT / "templates/en").glob("[!_]*.txt")}
    assert templates <= {text for path in SOURCES for text in literals(tree_of(path))}
    said: set[str] = set()
    for path in PURE:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                place = {"reply": 0, "tell_officers": 0, "tell": 1}.get(node.func.attr)
                if place is not None and len(node.args) > place:
                    said |= literals(node.args[place])
    assert said <= templates
