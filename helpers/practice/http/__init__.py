"""The practice service over HTTP on loopback, for any Bedrock client: boto3, the AWS CLI, another language's SDK.

HTTP/1.1 and HTTP/2 are read and written by h11 and h2, which do no input and output of their own; that, the limits and
what goes wrong on demand are here, on asyncio.
"""

from helpers.practice.http.limits import Limits
from helpers.practice.http.server import HOST, Server

__all__ = ["HOST", "Limits", "Server"]
