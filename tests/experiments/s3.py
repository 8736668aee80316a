"""S3 on this machine, as moto has it."""

import logging
import warnings
from contextlib import contextmanager, suppress

import boto3

BUCKET = "workshop-pictures"


@contextmanager
def serving():
    """S3 with one bucket: its address, and what an environment holds to reach it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    environment = {
        "AWS_ENDPOINT_URL_S3": address,
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY",
        "AWS_REGION": "us-west-2",
    }
    keys = {"aws_access_key_id": "any", "aws_secret_access_key": "any", "region_name": "us-west-2"}
    s3 = boto3.client("s3", endpoint_url=address, **keys)
    with suppress(s3.exceptions.BucketAlreadyOwnedByYou):  # of another server in this process: moto has one memory
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    try:
        yield address, environment
    finally:
        s3.close()
        server.stop()
