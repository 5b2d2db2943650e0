import pytest

from articles.search import engines


@pytest.fixture
def use_engine(monkeypatch):
    def use_engine(kind):
        monkeypatch.setattr(engines, "WhooshEngine", kind)
        engines.get_engine.cache_clear()
        return engines.get_engine()

    return use_engine
