"""What all tests share: a client without retries, and what is asked of it."""

import os
import struct
import zlib

import openai
import pytest

BASE_URL = os.environ["LLMAPI_BASE_URL"]
API_KEY = os.environ["LLMAPI_API_KEY"]
PATIENCE_SECONDS = 60


@pytest.fixture(scope="session")
def client():
    with openai.OpenAI(base_url=BASE_URL, api_key=API_KEY, max_retries=0, timeout=PATIENCE_SECONDS) as made:
        yield made


@pytest.fixture(scope="session")
def chat(client):
    """Asks the sandbox for a chat completion; members replace those of a plain request."""

    def create(prompt="Hello!", **members):
        request = {"model": "sandbox/chat", "messages": [{"role": "user", "content": prompt}], **members}
        return client.chat.completions.create(**request)

    return create


@pytest.fixture(scope="session")
def blue_png():
    """A PNG of 40 x 20 blue pixels."""
    width, height = 40, 20
    rows = (b"\0" + b"\0\0\xff" * width) * height

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
