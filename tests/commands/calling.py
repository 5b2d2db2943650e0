"""Commands as a shell would call them."""

from io import StringIO

from django.core.management import call_command


def call(*arguments):
    """Return a command's exit status and what it wrote to both outputs."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command(*arguments, stdout=out, stderr=err)
    except SystemExit as error:
        code = error.code
    return code, out.getvalue(), err.getvalue()
