"""Add accounts and set passwords."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.accounts import GROUPS, AccountError, add_account, change_password, random_password


class Command(BaseCommand):
    help = "Add an account, or set a password. Without --password-stdin a random one is printed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        add = actions.add_parser("add", help="add an account")
        add.add_argument("--group", choices=GROUPS, default="Reader", help="Reader unless given")
        password = actions.add_parser("password", help="set an account's password")
        for action in (add, password):
            action.add_argument("name", metavar="NAME")
            action.add_argument(
                "--password-stdin", action="store_true", help="read it from standard input"
            )

    def handle(self, *_args: Any, **options: Any) -> None:
        name = options["name"]
        password = _from_stdin() if options["password_stdin"] else random_password()
        try:
            if options["action"] == "add":
                add_account(name, options["group"], password)
                self.stdout.write(f"Added {name} ({options['group']}).")
            else:
                change_password(name, password)
                self.stdout.write(f"The password of {name} is changed.")
        except AccountError as error:
            raise CommandError(str(error)) from error
        if not options["password_stdin"]:
            self.stdout.write(f"Password, shown only now: {password}")


def _from_stdin() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise CommandError("No password came from standard input.")
    return password
