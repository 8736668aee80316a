"""The guard itself: what conftest.py promises about the network and the environment, here and in a child process."""

import os
import socket
import subprocess
import sys

import boto3
import pytest

# 192.0.2.0/24 and .invalid are reserved for such examples: nobody is there, even if the guard should fail.
STRANGER = "192.0.2.1"


def test_connecting_elsewhere_is_refused():
    with socket.socket() as sock, pytest.raises(RuntimeError, match=STRANGER):
        sock.connect((STRANGER, 80))


def test_sending_elsewhere_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as sock, pytest.raises(RuntimeError, match=STRANGER):
        sock.sendto(b"?", (STRANGER, 53))


@pytest.mark.parametrize("look_up", [socket.gethostbyname, lambda name: socket.getaddrinfo(name, 443)])
def test_looking_up_a_name_is_refused(look_up):
    with pytest.raises(RuntimeError, match="pictures"):
        look_up("pictures.invalid")


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()


def test_a_child_process_is_kept_off_too():
    code = "import socket; socket.gethostbyname('pictures.invalid')"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "NetworkRefusedError" in child.stderr


def test_no_aws_credentials_are_found():
    assert boto3.Session().get_credentials() is None
    assert "IMAGE_WORKSHOP_MODE" not in os.environ
