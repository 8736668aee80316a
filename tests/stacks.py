"""``make stacks``: the browser tests with other versions of Jupyter than the lock's, each in a venv of its own.

``python -m tests.stacks lab45`` runs one of them. It takes minutes and downloads, so `make test` leaves it alone.

ipykernel 7.4 is in none of them: it lets a click overtake the text typed before it, and pyproject.toml excludes it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".stacks"

# Of each line of JupyterLab that the workshop supports, one.
STACKS = {
    "lab44": ["jupyterlab==4.4.10", "ipywidgets==8.1.8", "ipykernel==6.31.0"],  # the older kernel line
    "lab45": ["jupyterlab==4.5.10", "ipywidgets==8.1.9", "ipykernel==7.3.0"],  # SageMaker Distribution 4.4
    "lab46": ["jupyterlab==4.6.*", "ipywidgets==8.1.9", "ipykernel==7.3.0"],  # the newest of all that is supported
}


def make(name: str) -> Path:
    """The stack's Python. What the stack does not name, and what those need, is as in the locks."""
    folder = FOLDER / name
    python, ready = folder / "bin" / "python", folder / ".ready"
    locks = [ROOT / lock for lock in ("requirements.lock", "tests/requirements.lock")]
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks) + repr(STACKS[name]).encode()).hexdigest()
    if not ready.exists() or ready.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--no-deps", "--require-hashes", *(f"-r{lock}" for lock in locks)], check=True)
        subprocess.run([*install, "--no-deps", "--no-build-isolation", "-e", ROOT], check=True)
        subprocess.run([*install, *STACKS[name]], check=True)
        ready.write_text(wanted)
    return python


def run(name: str) -> bool:
    """Run the browser tests in a stack; whether all of them passed."""
    print(f"=== {name}: {' '.join(STACKS[name])}", flush=True)
    environment = os.environ | {"CI": "true", "PYTHONPATH": str(ROOT)}  # CI: without a browser it fails, not skips
    tests = [make(name), "-m", "pytest", "-p", "no:nbval", "-q", "tests/browser"]
    return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode == 0


def main() -> None:
    wanted = sys.argv[1:] or list(STACKS)
    if unknown := set(wanted) - set(STACKS):
        sys.exit(f"{', '.join(sorted(unknown))}: no such stack. There are {', '.join(STACKS)}.")
    failed = [name for name in wanted if not run(name)]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
