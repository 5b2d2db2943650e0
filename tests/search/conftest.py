"""Assertions of the contract say as much as those of a test module."""

import pytest

pytest.register_assert_rewrite("tests.search.contract")
