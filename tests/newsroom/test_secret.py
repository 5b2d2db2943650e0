from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.secret import MIN_LENGTH, secret_key


def test_makes_a_long_key_for_its_owner_only(tmp_path):
    key = secret_key(tmp_path / "secret")

    assert len(key) > MIN_LENGTH
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_keeps_the_key(tmp_path):
    assert secret_key(tmp_path / "secret") == secret_key(tmp_path / "secret")


def test_two_at_once_agree(tmp_path):
    with ThreadPoolExecutor(1) as other:
        theirs = other.submit(secret_key, tmp_path / "secret")
        ours = secret_key(tmp_path / "secret")

    assert theirs.result() == ours


def test_refuses_a_key_too_short(tmp_path):
    (tmp_path / "secret").write_text("short")

    with pytest.raises(ImproperlyConfigured, match="Delete it to make a new one"):
        secret_key(tmp_path / "secret")


def test_says_when_no_key_can_be_made(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="cannot be used: No such file"):
        secret_key(tmp_path / "nowhere" / "secret")
