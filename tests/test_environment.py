"""pyproject.toml, environment.yml and the two locks say the same, on every system and Python a learner may have."""

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
LOCKS = [ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock"]

DEPENDENCIES = PYPROJECT["project"]["dependencies"]
BUILD = PYPROJECT["build-system"]["requires"]
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
TEST = [line for line in EXTRAS["test"] if not line.startswith(PYPROJECT["project"]["name"])] + EXTRAS["cluster"]

# What decides a marker. Any patch release of Python will do.
MACHINES = [
    {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "aarch64"},
    {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "arm64"},
    {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "x86_64"},
    {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
]
PYTHONS = [
    {
        "python_version": version,
        "python_full_version": f"{version}.7",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for version in ["3.11", "3.12", "3.13", "3.14"]
]
TARGETS = [machine | python for machine, python in product(MACHINES, PYTHONS)]

# From the package list of SageMaker Distribution 4.0.0, the first 4.x. (4.2.0 still has this very numpy.)
# filelock is inferred, too: its PyTorch needs it, of any version.
# Of packaging the least that can be there: its langchain-core 0.3.81 needs it. h11 and h2 are inferred: its JupyterLab
# needs httpx, that needs httpcore, and conda-forge's recipe of httpcore depends on both.
SAGEMAKER = {
    **{"jupyterlab": "4.5.3", "ipywidgets": "8.1.8", "ipykernel": "7.1.0", "packaging": "23.2"},
    **{"boto3": "1.40.70", "pillow": "11.3.0", "numpy": "1.26.4", "h11": "0.16.0", "h2": "4.3.0"},
    **{"scipy": "1.16.3", "filelock": "3.16"},
}


def entries(lock: Path) -> list[str]:
    """One line for each package: its pin, its marker, its hashes."""
    text = re.sub(r"^ *#.*\n", "", lock.read_text("utf-8"), flags=re.MULTILINE)  # the header, and who needs a package
    return text.replace("\\\n", " ").splitlines()


def pins(lock: Path) -> list[Requirement]:
    return [Requirement(entry.split(" --hash=")[0]) for entry in entries(lock)]


def pinned_for(target: dict[str, str]) -> dict[str, list[Version]]:
    """The versions that pip would install from both locks, by package name."""
    found: dict[str, list[Version]] = {}
    for pin in [pin for lock in LOCKS for pin in pins(lock)]:
        if pin.marker is None or pin.marker.evaluate(target):
            version = next(iter(pin.specifier)).version
            found.setdefault(canonicalize_name(pin.name), []).append(Version(version))
    return found


def label(target):
    return "-".join(target[key] for key in ["sys_platform", "platform_machine", "python_version"])


@pytest.fixture(params=TARGETS, ids=label)
def target(request):
    return request.param


@pytest.mark.parametrize("lock", LOCKS, ids=["runtime", "tests"])
class TestLock:
    def test_every_package_has_one_exact_version_and_hashes(self, lock):
        assert entries(lock)
        for entry in entries(lock):
            assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+", entry), entry

    def test_no_address_of_an_index(self, lock):
        assert not re.search(r"://|--(extra-)?index|--find-links", lock.read_text("utf-8"))

    def test_the_header_says_how_to_remake_it(self, lock):
        assert "make lock" in "".join(lock.read_text("utf-8").splitlines()[:3])


def test_each_dependency_has_one_version_within_its_bounds(target):
    found = pinned_for(target)
    for requirement in map(Requirement, DEPENDENCIES + BUILD + TEST):
        versions = found[canonicalize_name(requirement.name)]
        assert len(versions) == 1 and requirement.specifier.contains(versions[0]), f"{requirement}: {versions}"


def test_no_package_has_two_versions(target):
    assert {name: versions for name, versions in pinned_for(target).items() if len(versions) > 1} == {}


def test_a_learner_needs_the_first_lock_alone():
    runtime, tests = ({canonicalize_name(pin.name) for pin in pins(lock)} for lock in LOCKS)
    assert {canonicalize_name(Requirement(line).name) for line in DEPENDENCIES + BUILD} <= runtime
    assert not runtime & tests


def test_conda_asks_for_the_same_packages():
    *specs, last = CONDA["dependencies"]
    # A new environment has the lock's bounds; SageMaker Distribution keeps what it has.
    bounds = dict(line.split("<") for line in PYPROJECT["tool"]["uv"]["constraint-dependencies"])
    expected = [re.sub("<.*", f"<{bounds.get(Requirement(line).name)}", line) for line in DEPENDENCIES]
    assert sorted(specs) == sorted([*expected, f"python{PYPROJECT['project']['requires-python']}", "pip"])
    assert last == {"pip": ["-e ."]}, "pip must come last, with the project itself"


def test_sagemaker_distribution_lacks_three_small_packages_alone():
    missing = [
        requirement.name
        for requirement in map(Requirement, DEPENDENCIES)
        if not requirement.specifier.contains(SAGEMAKER.get(requirement.name, "0"))
    ]
    assert missing == ["anywidget", "voila", "nbval"]


@pytest.mark.parametrize("file", ["pyproject.toml", "environment.yml"])
def test_every_dependency_says_who_needs_it(file):
    names = {Requirement(line).name for line in DEPENDENCIES}
    lines = [line for line in (ROOT / file).read_text("utf-8").splitlines() if re.match(r'^ +[-"]', line)]
    explained = {re.match(r"\w+", line.strip(' -"'))[0] for line in lines if re.search(r"# \S+", line)}
    assert names <= explained
