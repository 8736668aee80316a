"""One clean and offline environment for every test run: for tests/, for notebooks/, and for their kernels.

It is set when pytest loads this file, before any test module or kernel is there, through os.environ: what a test
starts inherits it.
"""

import atexit
import itertools
import os
import runpy
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent
OFFLINE = ROOT / "tests" / "offline"

scratch = tempfile.TemporaryDirectory(prefix="image-workshop-tests-")
atexit.register(scratch.cleanup)

# Whoever runs the tests may have AWS credentials, a region, a profile or a language: no test may see them.
for name in [name for name in os.environ if name.startswith(("AWS_", "IMAGE_WORKSHOP_"))]:
    del os.environ[name]

os.environ |= {
    "AWS_CONFIG_FILE": f"{scratch.name}/no-aws-config",
    "AWS_SHARED_CREDENTIALS_FILE": f"{scratch.name}/no-aws-credentials",
    "AWS_EC2_METADATA_DISABLED": "true",
    "IMAGE_WORKSHOP_PICTURES": f"{scratch.name}/pictures",
    # One thread for matrix products: they are small here, and other workers need the cores that idle threads keep busy.
    "OMP_NUM_THREADS": "1",
    "PYTHONPATH": os.pathsep.join(filter(None, [str(OFFLINE), os.environ.get("PYTHONPATH")])),
}

runpy.run_path(str(OFFLINE / "sitecustomize.py"))


def pytest_configure(config):
    """The notebooks' kernels listen on sockets in a folder, and not on ports.

    A free port is looked for before the kernel that is to listen there has started; another one that starts meanwhile,
    or any call, may take it.
    """
    if config.getoption("nbval", default=False) and os.name == "posix":
        from nbval import kernel

        number, manager = itertools.count(), kernel.KernelManager
        kernel.KernelManager = lambda **more: manager(
            transport="ipc", connection_file=f"{scratch.name}/{next(number)}.json", **more
        )
