"""Speaks for the official Python client: reads {"open", ...} and {"client", "method", "args"} from its input, a line each."""

import json
import re
import sys

from authing import AuthenticationClient, ManagementClient

CLIENTS = {}


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def snake_keys(args):
    return {snake(name): value for name, value in args.items()}


def answer(asked):
    if "open" in asked:
        kind = {"management": ManagementClient, "authentication": AuthenticationClient}[asked["open"]]
        CLIENTS[asked["open"]] = kind(**snake_keys(asked["options"]))
        return {}
    client = CLIENTS[asked["client"]]
    method = getattr(client, snake(asked["method"]), None)
    if method is None:
        return {"missing": True}
    if "positional" in asked:
        return {"result": method(*asked["positional"])}
    return {"result": method(**snake_keys(asked.get("args") or {}))}


for line in sys.stdin:
    try:
        told = answer(json.loads(line))
    except Exception as error:  # whatever the client throws is for the test to see
        told = {"error": repr(error)}
    print(json.dumps(told), flush=True)
