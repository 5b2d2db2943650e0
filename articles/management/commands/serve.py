"""Get everything ready, then serve the archive until Ctrl-C."""

import os
import shlex
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections

from articles.accounts import add_first_account, staff_name
from articles.ingest.demo import demo_is_wanted
from articles.management.children import Children, Commands, ServerStopped
from articles.management.sentences import in_one_sentence
from articles.management.site import answers, bind_address, why_not_free
from articles.management.steps import step
from articles.management.stopping import Stop
from articles.models import Article
from articles.search.engines import get_engine
from articles.search.rebuilding import why_unusable

EXIT_INTERRUPTED = 130
THREADS = 4
MOST_WORKERS = 5
LONGEST_ADDRESS = 8190  # gunicorn allows no more, but for no limit at all.
QUICKLY_INDEXED = 1_000
"""Articles that are indexed in a few seconds, which nobody minds to wait."""


class Command(BaseCommand):
    help = "Bring everything up to date and serve the archive, with its index worker, until Ctrl-C."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self._check_port()
        try:
            with Stop() as told:
                self._prepare()
                told.no_more_interrupts()
                self._serve(told)
        except (DatabaseError, OSError, ServerStopped) as error:
            raise CommandError(in_one_sentence(error)) from error
        except KeyboardInterrupt:
            self.stderr.write("Stopped before the site was up. The next start goes on.")
            sys.exit(EXIT_INTERRUPTED)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _check_port(self) -> None:
        host, port = settings.BIND_HOST, settings.BIND_PORT
        if reason := why_not_free(host, port):
            raise CommandError(
                f"Nothing can listen on {bind_address(host, port)} ({reason}): stop what does,"
                f" or choose another port, as in NEWSROOM_URL=http://127.0.0.1:{port + 1}."
            )

    def _prepare(self) -> None:
        with step("Bringing the database up to date", self._say):
            call_command("migrate", interactive=False, verbosity=0)
        with step("Collecting styles and scripts", self._say):
            call_command("collectstatic", interactive=False, verbosity=0)
        if demo_is_wanted():
            self._say("Bringing in the demo archive …")
            call_command("demo", "load", stdout=self.stdout)
        self._say("Looking at the index …")
        self._prepare_index()

    def _prepare_index(self) -> None:
        """Have a small archive's index ready; a larger one is built while the site is up."""
        if why_unusable(get_engine()) and Article.objects.count() > QUICKLY_INDEXED:
            self._say("The index has to be built anew; the index worker does that meanwhile.")
            return
        try:
            call_command("reindex", if_missing=True, stdout=self.stdout)
        except CommandError as failure:
            self._say(f"Searching is limited: {failure}")

    def _serve(self, told: Stop) -> None:
        host, port = settings.BIND_HOST, settings.BIND_PORT
        name = settings.SITE_URL.netloc
        connections.close_all()
        with Children(_commands(host, port), self._say, told) as children:
            with step("Starting the web server and the index worker", self._say):
                children.wait(until=lambda: answers(host, port, name))
            if not told.to_stop:
                self._say(_last_lines())
            connections.close_all()
            children.wait(until=lambda: False)
            self._say("Stopping …")
        self._say("Stopped.")


def _commands(host: str, port: int) -> Commands:
    """Return what is started. No request is logged: a reporter's searches are nobody's business."""
    gunicorn = [sys.executable, "-m", "gunicorn", "newsroom.wsgi:application"]
    gunicorn += ["--bind", bind_address(host, port), "--chdir", str(settings.BASE_DIR)]
    gunicorn += ["--worker-class", "gthread", "--workers", str(_workers())]
    # A worker that kept connections would have all the readers while the others had none.
    gunicorn += ["--threads", str(THREADS), "--worker-connections", str(THREADS)]
    gunicorn += ["--logger-class", "articles.management.quiet_log.QuietLogger"]
    gunicorn += ["--limit-request-line", str(LONGEST_ADDRESS)]
    gunicorn += ["--graceful-timeout", "5", "--log-level", "error", "--no-control-socket"]
    worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"]
    return Commands(gunicorn, worker)


def _workers() -> int:
    """Return one more than there are cores, so that none is idle while a page waits for a disk."""
    return min((os.cpu_count() or 1) + 1, MOST_WORKERS)


def _last_lines() -> str:
    manage = _manage()
    if name := staff_name():
        account = f"Staff: sign in as {name}. A new password: {manage} user password {name}"
    else:
        new = add_first_account()
        account = (
            f"Staff: sign in as {new.name} with the password {new.password} (shown only now)."
            f"\nAnother password: {manage} user password {new.name}"
        )
    return (
        f"\nNewsroom is at {settings.SITE_URL.geturl()}\n{account}\n"
        f"Your own articles: {manage} ingest FOLDER\nCtrl-C stops everything."
    )


def _manage() -> str:
    """Return how to type ``manage.py`` in another terminal, so that it finds this archive."""
    here = Path(sys.prefix) == settings.BASE_DIR / ".venv"
    python = ".venv/bin/python" if here else shlex.quote(sys.executable)
    data = os.environ.get("NEWSROOM_DATA", "").strip()
    return f"{f'NEWSROOM_DATA={shlex.quote(data)} ' if data else ''}{python} manage.py"
