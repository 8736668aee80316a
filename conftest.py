"""One clean and offline environment for every test run: for tests/, for notebooks/, and for their kernels.

It is set when pytest loads this file, before any test module or kernel is there, through os.environ: what a test
starts inherits it.
"""

import atexit
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
