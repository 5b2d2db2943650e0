"""The environment is made from a tiny lock file of one package that the test builds itself."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from newsroom import environment
from newsroom.environment import UNFINISHED, Place, main

SOURCE = Path(environment.__file__)


@pytest.fixture(autouse=True)
def offline(monkeypatch, tmp_path):
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("NEWSROOM_DATA", str(tmp_path / "data"))


def build_wheel(folder: Path, version: str) -> str:
    """Build a package ``tiny`` in ``folder`` and return its line for a lock file."""
    folder.mkdir(exist_ok=True)
    path = folder / f"tiny-{version}-py3-none-any.whl"
    info = f"tiny-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", f"VERSION = '{version}'\n")
        wheel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n"
        )
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return f"tiny=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def place(tmp_path) -> Place:
    root = tmp_path / "checkout"
    (root / ".requirements").mkdir(parents=True)
    line = build_wheel(tmp_path / "wheels", "1.0")
    place = Place(root)
    place.lock("run").write_text(line)
    place.lock("dev").write_text(f"# for developers\n{line}")
    return place


@pytest.fixture(scope="session")
def empty_venv(tmp_path_factory) -> Path:
    """Make one environment with pip, to be copied: making one takes seconds."""
    folder = tmp_path_factory.mktemp("venv") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture
def venv(place, empty_venv) -> Path:
    shutil.copytree(empty_venv, place.venv, symlinks=True, copy_function=os.link)
    return place.venv


def installed(place: Place) -> str:
    code = "import tiny; print(tiny.VERSION)"
    done = subprocess.run([place.python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def test_a_fresh_checkout_gets_its_environment(place, capsys):
    assert main(["run"], place.root) == 0

    assert installed(place) == "1.0"
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("  ")] == [
        "Making an environment in .venv.",
        "Installing the packages of .requirements/run.txt.",
        "The environment is ready.",
    ]


def test_the_next_run_does_nothing(place, venv, capsys):
    main(["run"], place.root)
    capsys.readouterr()

    assert main(["run"], place.root) == 0
    assert capsys.readouterr().out == ""


def test_a_changed_lock_is_installed(place, venv, tmp_path):
    main(["run"], place.root)
    place.lock("run").write_text(build_wheel(tmp_path / "wheels", "2.0"))

    main(["run"], place.root)

    assert installed(place) == "2.0"


def test_a_developers_environment_serves_to_run(place, venv, capsys):
    main(["dev"], place.root)
    capsys.readouterr()

    assert main(["run"], place.root) == 0
    assert capsys.readouterr().out == ""


def test_an_environment_to_run_is_extended_for_developers(place, venv, capsys):
    main(["run"], place.root)
    capsys.readouterr()

    assert main(["dev"], place.root) == 0
    assert "Installing the packages of .requirements/dev.txt." in capsys.readouterr().out


def test_an_interrupted_install_is_repaired(place, venv, capsys):
    place.stamp.write_text(UNFINISHED)
    (venv / "leftover").touch()

    assert main(["run"], place.root) == 0
    assert installed(place) == "1.0"
    assert not (venv / "leftover").exists()


def test_an_environment_of_another_python_is_made_anew(place, venv):
    place.stamp.write_text("run 3.1 0000\n")
    (venv / "leftover").touch()

    assert main(["run"], place.root) == 0
    assert not (venv / "leftover").exists()


def test_an_environment_without_pip_is_made_anew(place, venv):
    shutil.rmtree(next(venv.glob("lib/python*/site-packages/pip")))

    assert main(["run"], place.root) == 0
    assert installed(place) == "1.0"


def test_a_package_that_was_not_locked_is_refused(place, venv, capsys):
    place.lock("run").write_text("tiny==1.0 --hash=sha256:" + "0" * 64)

    assert main(["run"], place.root) == 1
    said = capsys.readouterr().err
    assert said.startswith("A package is not the one that was locked")
    assert said.count("\n") == 1


def test_no_network_is_said_in_one_sentence(place, venv, capsys, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")

    assert main(["run"], place.root) == 1
    said = capsys.readouterr().err
    assert said.startswith("No network, it seems: connect and run this again")
    assert str(place.log) in said


def test_another_failure_names_the_log(place, venv, capsys):
    place.lock("run").write_text("tiny==9.9 --hash=sha256:" + "0" * 64)

    assert main(["run"], place.root) == 1
    assert str(place.log) in capsys.readouterr().err
    assert b"tiny==9.9" in place.log.read_bytes()


def test_missing_ensurepip_names_the_package(place, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)

    assert main(["run"], place.root) == 1
    assert "apt-get install python3-venv" in capsys.readouterr().err


def test_a_venv_that_fails_names_the_log(place, capsys):
    place.venv.write_text("a file in the way")

    assert main(["run"], place.root) == 1
    assert capsys.readouterr().err.startswith(".venv could not be made")


def test_a_data_folder_that_cannot_be_written_is_named(place, capsys, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("NEWSROOM_DATA", str(tmp_path / "file"))

    assert main(["run"], place.root) == 1
    assert "choose another folder with NEWSROOM_DATA" in capsys.readouterr().err


def test_var_holds_the_log_where_no_data_folder_is_named(place, monkeypatch):
    monkeypatch.setenv("NEWSROOM_DATA", "not/absolute")

    assert Place(place.root).log == place.root / "var" / "environment.log"
    assert place.shown(Place(place.root).log) == "var/environment.log"


def test_nothing_is_silent_for_long(place, venv, capsys, monkeypatch):
    monkeypatch.setattr(environment, "HEARTBEAT_SECONDS", 0.05)

    main(["run"], place.root)

    beats = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  0 s")]
    assert beats


def test_progress_names_the_package(tmp_path):
    log = tmp_path / "log"
    log.write_bytes(b"Collecting django==5.2\n  Downloading somewhere/numpy-2.whl (9 MB)\n")

    assert environment._at(log) == ", at numpy-2.whl"

    log.write_bytes(log.read_bytes() + b"Installing collected packages: django, numpy\n")
    assert environment._at(log) == ", putting the packages in place"


def test_ctrl_c_ends_it_quietly(place, capsys, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "make", interrupted)

    assert main(["run"], place.root) == 130
    assert "the next run goes on" in capsys.readouterr().err


def test_stopping_it_stops_what_it_started(place, tmp_path):
    shutil.copytree(SOURCE.parent, place.root / "newsroom")
    command = [sys.executable, place.root / "newsroom" / SOURCE.name, "run"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.terminate()
        said = process.stderr.read()

    assert process.returncode == 130
    assert b"the next run goes on" in said
    assert main(["run"], place.root) == 0


@pytest.mark.parametrize("arguments", [[], ["all"], ["run", "dev"]])
def test_anything_else_prints_the_usage(arguments, capsys):
    assert main(arguments) == 2
    assert "run|dev" in capsys.readouterr().err


def test_an_old_python_can_read_the_file():
    ast.parse(SOURCE.read_text(), feature_version=(3, 6))


def test_an_old_python_is_told_in_one_sentence():
    pretend = "import sys, runpy; sys.version_info = (3, 9, 2, 'final', 0)\n"
    code = f"{pretend}runpy.run_path({str(SOURCE)!r}, run_name='__main__')"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("Newsroom needs Python 3.11 or newer, and this is 3.9:")


def test_locks_have_hashes_and_no_addresses():
    for kind in environment.KINDS:
        lock = Place(environment.ROOT).lock(kind).read_text()
        assert "--hash=sha256:" in lock
        assert "://" not in lock
