from io import StringIO

from articles.management.progress import progress


def test_progress_in_lines(monkeypatch):
    monkeypatch.setattr("articles.management.progress.SECONDS_BETWEEN_LINES", 0)
    stream = StringIO()

    with progress("Reading", stream) as step:
        step(0.5, 100)

    assert "50%, 100 articles" in stream.getvalue()


def test_progress_on_a_terminal():
    class Terminal(StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    with progress("Reading", stream) as step:
        step(1.0, 100)

    assert "articles/s" in stream.getvalue()
