"""``python -m helpers.practice --port 9000``: Bedrock's image models on this machine, over HTTP."""

from __future__ import annotations

import argparse
import sys

from helpers.practice.server import Server
from helpers.practice.service import Rules


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m helpers.practice",
        description="Amazon Bedrock's image models on this machine, for clients with AWS_ENDPOINT_URL_BEDROCK_RUNTIME.",
    )
    parser.add_argument("--port", type=int, default=9000, help="0 picks a free one (default: 9000)")
    parser.add_argument(
        "--lifecycle",
        choices=("lab", "aws"),
        default="lab",
        help="lab: retired models answer too, as old code needs them; aws: they are refused as AWS does (default: lab)",
    )
    options = parser.parse_args()
    try:
        server = Server(options.port, Rules(retired_answer=options.lifecycle == "lab"))
    except (OSError, OverflowError) as error:
        sys.exit(f"Port {options.port} cannot be used ({error}). Try another one, or --port 0 for a free one.")
    print(f"ready: {server.address}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


if __name__ == "__main__":
    main()
