"""Fills well-formed requests with what the demo hall knows, so that they reach its rules instead of ending at an unknown name."""

import os
import random
import time
import uuid

import schemathesis
from schemathesis import GenerationMode
from schemathesis.generation.meta import TestPhase

# The demo hall's clock is this far ahead of the machine's, in milliseconds.
AHEAD = int(os.environ["SUNHALL_AHEAD_MS"])
CHANCE = random.Random(20261124)
KEY = "Idempotency-Key"

# How often a made-up name gives way to one that exists.
KNOWN_SHARE = 0.7

PATH = {"window": [2, 3], "group": ["social", "medical", "household"], "ticket": list(range(1, 40))}
BODY = {"service": ["SB01", "SB02", "YB01", "YB02"], "staff": ["0203", "0204"], "number": [f"A{count:03}" for count in range(1, 20)], "window": [2, 3]}


def key():
    """A UUIDv7 of now, as hub time goes."""
    moment = int(time.time() * 1000) + AHEAD
    bits = (moment << 80) | (7 << 76) | (CHANCE.getrandbits(12) << 64) | (2 << 62) | CHANCE.getrandbits(62)
    return str(uuid.UUID(int=bits))


def fill(values, known):
    """Puts something that exists in the place of some made-up values; adds nothing."""
    for name, choices in known.items():
        if values.get(name) is not None and CHANCE.random() < KNOWN_SHARE:
            values[name] = CHANCE.choice(choices)


@schemathesis.hook
def before_call(context, case, kwargs):
    """A well-formed key becomes one of now; a missing or malformed one, and every request that is wrong on purpose, stays what it is."""
    headers = case.headers or {}
    try:
        uuid.UUID(headers.get(KEY, ""))
        headers[KEY] = key()
    except (ValueError, AttributeError, TypeError):
        pass
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    # A story of several requests names the ticket that it made itself.
    told = case.meta.phase.name == TestPhase.STATEFUL
    if case.path_parameters:
        fill(case.path_parameters, {name: known for name, known in PATH.items() if not (told and name == "ticket")})
    if isinstance(case.body, dict):
        fill(case.body, BODY)
