"""A run that is killed at random moments and resumed: no picture is lost, and none is paid for twice but those that
were being drawn when it was killed."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from helpers.journal import Journal
from tests.experiments.service import Service, environment, running

KILLS = 20
AT_ONCE = 4
PICTURES = 90

# Forks for every life, since importing boto3 anew twenty times would be most of the test's time.
DRIVER = f"""
import os, sys
from helpers import experiment
import boto3, botocore.session, filelock, traitlets  # what a run imports later
while sys.stdin.readline():
    life = os.fork()
    if not life:
        try:
            done = experiment("a fox", seed=range(1, {PICTURES + 1}), at_once={AT_ONCE}, yes=True)
            os._exit(0 if done.counts["made"] == {PICTURES} else 3)
        finally:
            os._exit(4)
    print("life", life, flush=True)
    print("ended", os.waitstatus_to_exitcode(os.waitpid(life, 0)[1]), flush=True)
"""


def said(driver, word):
    """The number that the driver says after a word; a life says other things, too."""
    for line in driver.stdout:
        if line.startswith(word):
            return int(line.split()[1])
    raise AssertionError(f"the driver ended and never said {word!r}")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forked")
def test_a_run_that_is_killed_twenty_times_has_every_picture_once(tmp_path):
    chance = random.Random(6)
    pictures = tmp_path / "pictures"
    with running(Service(latency=0.03)) as service:
        driver = subprocess.Popen(
            [sys.executable, "-c", DRIVER],
            env=os.environ | environment(service, pictures),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
        )
        with driver:
            for _ in range(KILLS):
                print("live", file=driver.stdin, flush=True)
                life = said(driver, "life")
                assert service.wait_for(len(service.asked) + chance.randint(1, 5))
                time.sleep(chance.uniform(0, 0.08))  # some die before their calls are answered, some while they write
                os.kill(life, signal.SIGKILL)
                assert said(driver, "ended") == -signal.SIGKILL
            print("live", file=driver.stdin, flush=True)
            assert said(driver, "ended") == 0
            driver.stdin.close()
        calls = Counter(asked["seed"] for asked in service.asked)
    assert set(calls) == set(range(1, PICTURES + 1))
    again = sum(calls.values()) - PICTURES
    assert again <= KILLS * AT_ONCE, f"{again} pictures were paid for again; {KILLS * AT_ONCE} could be under way"
    # Every picture that is on disk was asked for, and none lies there twice that was there before it was asked again.
    # An empty record is a name that was taken for a picture which never came to be written.
    kept = Counter(json.loads(words)["seed"] for path in pictures.glob("2*.json") if (words := path.read_text("utf-8")))
    assert set(kept) == set(calls) and all(kept[seed] <= calls[seed] for seed in kept)
    ends = [line for line in Journal(next(pictures.glob("experiments/*/manifest.jsonl"))).news()[1] if "end" in line]
    assert {line["state"] for line in ends} == {"made"}
    assert len({line["end"] for line in ends}) == PICTURES
    assert all((pictures / line["file"]).stat().st_size for line in ends)
