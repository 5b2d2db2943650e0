"""Damaged files: a clear error or right answers, and every file stays as it is."""

import random
import shutil
import tempfile
from pathlib import Path

import pytest

from articles.search.engine import EngineError, IndexUnreadable, SearchRequest
from articles.search.whoosh.engine import WhooshEngine
from tests.search.contract.build import NOW, fill, search
from tests.search.effort import FACTOR
from tests.search.faults.damage import DAMAGES, SHARED, contents, files, flip, without_rights
from tests.search.faults.operations import TREES, states_seen, written

FLIPS = 30 * FACTOR
STATE = {number: written(number) for number in (1, 3, 4, 5, 6, 7, 8)}
ARRAYS = "*.arrays"
NOT_ALL_OVER = ("longer", "a neighbour")


@pytest.fixture(scope="module")
def sound():
    """Return a folder that another user may reach, with an index of two segments."""
    with tempfile.TemporaryDirectory(prefix=SHARED) as shared:
        folder = Path(shared, "index")
        engine = WhooshEngine(folder)
        engine.create()
        for first in (1, 5):
            fill(engine, *(written(number) for number in range(first, first + 4)))
        with engine.writer() as writer:
            writer.remove(2)
        yield folder


@pytest.fixture
def copied(sound):
    """Return a function that puts a fresh copy of the sound index in the same place again."""
    folder = sound.with_name("copy")

    def copy():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(sound, folder, symlinks=True)
        return folder

    return copy


def parts(folder, pattern="*"):
    return [path.relative_to(folder) for path in files(folder) if path.match(pattern)]


def is_refused(folder):
    """Use everything; tell whether it was refused, and fail if answers are wrong."""
    engine = WhooshEngine(folder)
    refusals = []
    try:
        seen = states_seen(engine, (STATE,))
        use_everything(engine)
    except EngineError as error:
        refusals.append(str(error))
    assert all("reindex" in refusal for refusal in refusals)
    assert refusals or seen == [0]
    return bool(refusals)


def use_everything(engine):
    for tree in TREES:
        search(engine, tree)
    engine.facet_values(SearchRequest(now=NOW), "people")
    engine.suggest("o", now=NOW)
    engine.terms_like("oik", now=NOW)
    engine.status()
    engine.verify((number, 1) for number in STATE)


def test_the_sound_index_is_not_refused(sound):
    assert len(parts(sound)) > 3
    assert not is_refused(sound)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_refused_or_does_no_harm_and_files_stay(sound, copied, damage):
    refused = []
    for part in parts(sound):
        folder = copied()
        DAMAGES[damage](folder / part)
        before = contents(folder)

        refused.append(is_refused(folder))

        assert contents(folder) == before, part
    assert any(refused)


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name not in NOT_ALL_OVER])
def test_arrays_that_are_damaged_all_over_are_refused(sound, copied, damage):
    for part in arrays_of(sound):
        folder = copied()
        DAMAGES[damage](folder / part)

        assert is_refused(folder), part


def arrays_of(sound):
    if not (found := parts(sound, ARRAYS)):
        pytest.skip("this layout has no files of arrays")
    return found


def flips_of(sound, part):
    size = (sound / part).stat().st_size
    dice = random.Random(str(part.suffix) + str(size))
    return [(dice.randrange(size), dice.randrange(1, 256)) for _ in range(FLIPS)]


def test_a_flipped_byte_raises_no_other_error(sound, copied):
    assert arrays_of(sound)
    for part in parts(sound):
        folder = copied()
        for place, bits in flips_of(sound, part):
            flip(folder / part, place, bits)
            before = contents(folder)

            complaint = unexpected(folder)

            assert complaint is None, (part, place, bits)
            assert contents(folder) == before
            flip(folder / part, place, bits)


def unexpected(folder):
    """Return what other error than the engine's own is raised by using everything."""
    engine = WhooshEngine(folder)
    for use in (lambda: states_seen(engine, (STATE,)), lambda: use_everything(engine)):
        try:
            use()
        except EngineError:
            continue
        except Exception as error:  # noqa: BLE001  Any other is what this looks for.
            return error
    return None


def test_verify_finds_each_flipped_byte_of_arrays_and_names_the_file(sound, copied):
    for part in arrays_of(sound):
        folder = copied()
        for place, bits in flips_of(sound, part):
            flip(folder / part, place, bits)
            with pytest.raises(IndexUnreadable, match=part.name):
                WhooshEngine(folder).verify((number, 1) for number in STATE)
            flip(folder / part, place, bits)
        assert not is_refused(folder)


def test_merging_does_not_hide_a_flipped_byte(sound, copied):
    for part in arrays_of(sound):
        for place, bits in flips_of(sound, part)[::6]:
            folder = copied()
            flip(folder / part, place, bits)

            assert is_noticed(folder), (part, place, bits)


def is_noticed(folder):
    """Commit until some commit has merged; right answers will do as well as a complaint."""
    engine, state = WhooshEngine(folder), dict(STATE)
    try:
        for number in range(11, 31):
            state[number] = written(number)
            fill(engine, state[number])
        engine.verify((number, 1) for number in state)
    except EngineError:
        return True
    return states_seen(engine, (state,)) == [0]


@pytest.mark.parametrize("mode", [0o000, 0o200])
def test_unreadable_files_are_refused(sound, copied, mode):
    refused = []
    for part in parts(sound):
        folder = copied()
        before = contents(folder)
        with without_rights(folder / part, mode):
            refused.append(is_refused(folder))
        assert contents(folder) == before
    assert any(refused)


def test_an_unreadable_folder_is_refused(copied):
    folder = copied()

    with without_rights(folder, 0o000):
        assert is_refused(folder)


def test_a_folder_that_is_read_only_can_be_searched(copied):
    folder = copied()
    (generation,) = folder.glob("generation-*")
    with without_rights(generation, 0o500), without_rights(folder, 0o500):
        assert not is_refused(folder)
        with pytest.raises((EngineError, OSError)):
            fill(WhooshEngine(folder), written(9))
        assert not is_refused(folder)

    fill(WhooshEngine(folder), written(9))
    assert states_seen(WhooshEngine(folder), (STATE | {9: written(9)},)) == [0]


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_index_that_is_damaged_all_over_can_be_rebuilt(copied, damage):
    folder = copied()
    for part in parts(folder):
        if damage != "a neighbour":
            DAMAGES[damage](folder / part)

    with WhooshEngine(folder).rebuild(STATE.values()):
        pass

    assert states_seen(WhooshEngine(folder), (STATE,)) == [0]
