"""Keep this Python process off the network: it may talk to this machine alone.

Python imports a module of this name by itself when it starts, if its folder is on PYTHONPATH. So the root
conftest.py puts it there, and every process that a test starts, a notebook's kernel above all, is kept off too.
"""

import ipaddress
import socket
import sys


class NetworkRefusedError(RuntimeError):
    """Not an OSError: code that takes those for a bad connection, and tries again, must not swallow this one."""


def is_loopback(host: str | bytes | None) -> bool:
    if not host:
        return True  # "any address of this machine", as a server asks for
    if isinstance(host, bytes | bytearray):
        host = bytes(host).decode("ascii", "replace")
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse(event: str, args: tuple) -> None:
    match event:
        case "socket.connect" | "socket.sendto" | "socket.sendmsg":
            sock, address = args
            if address is None or sock.family not in (socket.AF_INET, socket.AF_INET6):
                return
            host = address[0]
        case "socket.getaddrinfo" | "socket.gethostbyname" | "socket.gethostbyaddr":
            host = args[0]
        case _:
            return
    if not is_loopback(host):
        raise NetworkRefusedError(f"tests run without a network, but this one asks for {host!r} ({event})")


# Python reports each such call to an audit hook before it makes it, whichever library asks; none can take it off.
sys.addaudithook(refuse)
