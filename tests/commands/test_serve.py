"""``manage.py serve`` as a user starts it: real processes on a free loopback port."""

import gc
import http.client
import io
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings as loaded
from django.core.management import CommandError, call_command

from articles.management.children import Children, Commands, ServerStopped, stop
from articles.management.commands import serve
from articles.management.site import answers, bind_address, why_not_free
from articles.management.steps import step
from articles.management.stopping import Stop

LAST_LINE = "Ctrl-C stops everything."
SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
END = (sys.executable, "-c", "raise SystemExit(3)")
DEAF = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    " print('ready', flush=True); time.sleep(60)"
)
STUBBORN = (sys.executable, "-c", DEAF)


@pytest.fixture
def port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path, port):
    """Start the command on the free port; whatever a test leaves running is killed."""
    started = []

    def run():
        environ = os.environ | {
            "NEWSROOM_DATA": str(tmp_path / "data"),
            "NEWSROOM_URL": f"http://127.0.0.1:{port}",
            "PYTHONUNBUFFERED": "1",
        }
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=loaded.BASE_DIR, env=environ, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def until_ready(process) -> str:
    """Return what the command printed up to its last line."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if LAST_LINE in line:
            return "".join(lines)
    pytest.fail("It ended:\n" + "".join(lines))


def end(process, number=signal.SIGINT) -> tuple[int, str]:
    process.send_signal(number)
    rest = process.stdout.read()
    return process.wait(timeout=30), rest


def descendants(pid: int) -> set[int]:
    """Return the processes below ``pid``."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found, news = set(), {pid}
    while news:
        found |= news
        news = {child for child, parent in parents.items() if parent in found} - found
    return found - {pid}


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists()}


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()


def accounts(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "data" / "newsroom.sqlite3")) as database:
        return database.execute("SELECT username, password FROM auth_user").fetchall()


def test_first_start_serves_and_ctrl_c_stops_everything(start, port, tmp_path):
    process = start()
    said = until_ready(process)
    children = descendants(process.pid)

    assert get(port, "/search?q=verysecretword")[0] == 200
    status, rest = end(process)

    assert status == 0
    assert len(children) >= 4  # The server with its two workers, and the index worker.
    assert alive(children) == set()
    assert re.search(r"The demo archive: \d\d new", said)
    assert f"http://127.0.0.1:{port}\n" in said
    assert "manage.py ingest FOLDER" in said
    assert "verysecretword" not in said + rest


def test_second_start_keeps_accounts_and_says_how_to_reset(start, tmp_path):
    first = start()
    password = re.search(r"with the password (\S+) ", until_ready(first))[1]
    end(first, signal.SIGTERM)
    before = accounts(tmp_path)

    second = start()
    said = until_ready(second)
    status, _ = end(second, signal.SIGHUP)

    assert status == 0
    assert accounts(tmp_path) == before
    assert password not in said
    assert "manage.py user password admin" in said
    assert "demo archive" not in said


def test_a_dead_web_server_ends_it(start):
    process = start()
    until_ready(process)
    gunicorn = [
        pid
        for pid in descendants(process.pid)
        if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]

    os.kill(min(gunicorn), signal.SIGTERM)  # The oldest is the master.
    rest = process.stdout.read()

    assert process.wait(timeout=30) == 1
    assert "The web server ended by itself" in rest
    assert "Traceback" not in rest


def test_a_killed_command_leaves_nothing(start):
    process = start()
    until_ready(process)
    children = descendants(process.pid)

    process.kill()

    deadline = time.monotonic() + 20
    while alive(children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert alive(children) == set()


def test_a_taken_port_is_one_sentence(start, port):
    with closing(socket.create_server(("127.0.0.1", port))):
        process = start()
        said = process.stdout.read()

    assert process.wait() == 1
    assert said.count("\n") == 1
    assert f"127.0.0.1:{port} (Address already in use)" in said


@contextmanager
def interrupted_after(text: str, out: io.StringIO, number=signal.SIGINT):
    """Send ourselves a signal once ``text`` was printed."""

    def watch():
        deadline = time.monotonic() + 60
        while text not in out.getvalue() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(os.getpid(), number)

    thread = threading.Thread(target=watch)
    thread.start()
    yield
    thread.join()


@pytest.fixture
def here(settings, tmp_path, port):
    """Settings to serve from this very process, on a demo of one article."""
    for name in ("wire", "feeds"):
        (tmp_path / "seeds" / name).mkdir(parents=True)
    text = "date 2024-06-07\n\n(Demo Wire) -- Ann Lee met Bo Ek in Oslo on Friday.\n"
    (tmp_path / "seeds" / "wire" / "1.txt").write_text(text)
    settings.SEEDS_DIR, settings.BIND_PORT = tmp_path / "seeds", port


@pytest.mark.django_db
def test_serve_in_this_process(here):
    out = io.StringIO()
    with interrupted_after(LAST_LINE, out):
        call_command("serve", stdout=out)

    lines = [line for line in out.getvalue().splitlines() if line]
    assert [line for line in lines if line.endswith(" …")][:3] == [
        "Bringing the database up to date …",
        "Collecting styles and scripts …",
        "Bringing in the demo archive …",
    ]
    assert "Staff: sign in as admin with the password" in out.getvalue()
    assert lines[-2:] == ["Stopping …", "Stopped."]


@pytest.mark.django_db
def test_serve_again_in_this_process(here):
    call_command("user", "add", "ann", "--group", "Librarian", stdout=io.StringIO())
    out = io.StringIO()
    with interrupted_after(LAST_LINE, out, signal.SIGTERM):
        call_command("serve", stdout=out)

    assert "Staff: sign in as ann. A new password: " in out.getvalue()
    assert "manage.py user password ann" in out.getvalue()


# The interrupt may come while Django walks a folder, whose listing is then left to the collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db
def test_a_signal_before_the_site_is_up_says_so(here):
    out, err = io.StringIO(), io.StringIO()
    with interrupted_after("Collecting", out), pytest.raises(SystemExit) as caught:
        call_command("serve", stdout=out, stderr=err)
    gc.collect()

    assert caught.value.code == 130
    assert "The next start goes on." in err.getvalue()


def test_a_taken_port_is_a_command_error(settings):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        settings.BIND_PORT = taken.getsockname()[1]
        with pytest.raises(CommandError, match="Nothing can listen on"):
            call_command("serve")


@pytest.mark.django_db
def test_an_index_that_cannot_be_built_does_not_keep_the_site_down(here, settings, monkeypatch):
    def broken(*_args, **_options):
        raise CommandError("The disk is full.")

    monkeypatch.setattr("articles.management.commands.reindex.Command.handle", broken)
    out = io.StringIO()
    with interrupted_after(LAST_LINE, out):
        call_command("serve", stdout=out)

    assert "Searching is limited: The disk is full." in out.getvalue()


@pytest.mark.django_db
def test_a_large_index_is_left_to_the_worker(here, monkeypatch):
    monkeypatch.setattr("articles.management.commands.serve.QUICKLY_INDEXED", 0)
    out = io.StringIO()
    with interrupted_after(LAST_LINE, out):
        call_command("serve", stdout=out)

    assert "The index has to be built anew; the index worker does that meanwhile." in out.getvalue()
    assert "Indexed" not in out.getvalue()


@pytest.mark.django_db
def test_trouble_on_the_way_ends_it(here, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.SEEDS_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "file" / "static"

    with pytest.raises(CommandError, match="cannot be used"):
        call_command("serve", stdout=io.StringIO())


def test_a_dead_worker_is_restarted():
    said = []
    with Children(Commands(SLEEP, END), said.append, Stop(), pause=0.1) as children:
        first = children.worker
        children.wait(until=lambda: children.worker is not first)

    assert said[0] == "The index worker ended (status 3); starting another in 0 s."
    assert children.server.poll() == -signal.SIGTERM


def test_a_server_that_ends_is_an_error_and_stops_the_worker():
    with (
        pytest.raises(ServerStopped, match="status 3"),
        Children(Commands(END, SLEEP), print, Stop()) as children,
    ):
        children.wait(until=lambda: False)

    assert children.worker.poll() == -signal.SIGTERM


def test_a_signal_interrupts_and_is_remembered():
    before = signal.getsignal(signal.SIGTERM)
    with Stop() as told:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            told.no_more_interrupts()  # Had the first one met a destructor, this one would not.
        signal.raise_signal(signal.SIGINT)

    assert told.to_stop
    assert signal.getsignal(signal.SIGTERM) == before


def test_nohup_is_heeded():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with Stop() as told:
        signal.raise_signal(signal.SIGHUP)
    signal.signal(signal.SIGHUP, before)

    assert not told.to_stop


def test_a_stubborn_process_is_killed():
    process = subprocess.Popen(STUBBORN, stdout=subprocess.PIPE)
    with closing(process.stdout):
        process.stdout.readline()
        stop([process], grace=0.1)

    assert process.returncode == -signal.SIGKILL


def test_a_step_says_that_it_goes_on():
    said = []
    with step("Working", said.append, every=0.01):
        time.sleep(0.1)

    assert said[:2] == ["Working …", "Working: 0 s …"]


def test_addresses_are_written_as_browsers_do():
    assert bind_address("127.0.0.1", 80) == "127.0.0.1:80"
    assert bind_address("::1", 80) == "[::1]:80"


def test_a_place_that_is_not_ours_is_not_free():
    assert why_not_free("192.0.2.1", 8000)
    assert why_not_free("no-such-host.invalid", 8000)
    assert why_not_free("127.0.0.1", 0) == ""


def test_nothing_answers_where_nothing_listens(port):
    assert not answers("127.0.0.1", port, "localhost")


@pytest.mark.parametrize(("cores", "workers"), [(None, 2), (1, 2), (2, 3), (64, 5)])
def test_no_core_is_idle_and_memory_is_spared(monkeypatch, cores, workers):
    monkeypatch.setattr(serve.os, "cpu_count", lambda: cores)

    assert serve._workers() == workers
