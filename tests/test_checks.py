import pytest
from django.core.checks import run_checks

from articles import checks


def ids(problems) -> list[str]:
    return [problem.id for problem in problems]


@pytest.fixture
def mounts(tmp_path):
    path = tmp_path / "mounts"
    path.write_text("/dev/sda / ext4 rw 0 0\nserver:/srv /srv/share nfs4 rw 0 0\n")
    return path


def test_project_passes(db):
    assert run_checks(databases=["default"]) == []


def test_a_folder_that_everybody_may_read_is_told(tmp_path):
    tmp_path.chmod(0o755)
    assert ids(checks.data_folder_problems(tmp_path)) == ["articles.W001"]

    tmp_path.chmod(0o700)
    assert ids(checks.data_folder_problems(tmp_path)) == []


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    assert ids(checks.data_folder_problems(tmp_path, writable=False)) == ["articles.E001"]


def test_an_open_index_is_an_error(tmp_path, mounts):
    tmp_path.chmod(0o750)
    assert ids(checks.index_problems(tmp_path, mounts)) == ["articles.E002"]

    tmp_path.chmod(0o700)
    assert ids(checks.index_problems(tmp_path, mounts)) == []


def test_an_index_on_the_network_is_told(mounts):
    from pathlib import Path

    assert ids(checks.index_problems(Path("/srv/share/index"), mounts)) == ["articles.W002"]


def test_a_machine_without_mounts_tells_nothing(tmp_path):
    assert checks.file_system(tmp_path, tmp_path / "none") == ""


def test_old_sqlite_and_no_log_are_errors():
    assert ids(checks.sqlite_problems((3, 34, 1), "delete")) == ["articles.E003", "articles.E004"]
    assert ids(checks.sqlite_problems((3, 35, 0), "wal")) == []


def test_a_template_that_does_not_compile_is_an_error(tmp_path, settings):
    (tmp_path / "bad.html").write_text("{% if %}")
    (tmp_path / "good.html").write_text("{% if 1 %}{% endif %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    assert ids(checks.template_problems(tmp_path)) == ["articles.E005"]


def test_our_templates_compile():
    assert checks.check_templates() == []
