"""The two lines of Python that the gateway prints when it starts work as printed."""

import os
import pathlib
import subprocess
import sys

import pytest
from conftest import BASE_URL


@pytest.fixture(scope="module")
def greeting():
    path = os.environ.get("LLMAPI_GREETING")
    if not path:
        pytest.skip("LLMAPI_GREETING does not name the output of a gateway")
    return pathlib.Path(path).read_text(encoding="utf-8")


def test_greeting_address_is_the_one_that_answers(greeting):
    assert f"address    {BASE_URL}\n" in greeting


def test_greeting_two_lines_print_an_answer(greeting):
    lines = [line for line in greeting.splitlines() if line.startswith(("from openai ", "print("))]
    assert len(lines) == 2

    program = "\n".join(lines) + "\n"
    ran = subprocess.run([sys.executable, "-"], input=program, capture_output=True, text=True, timeout=60)

    assert ran.returncode == 0, ran.stderr
    assert "sandbox" in ran.stdout
