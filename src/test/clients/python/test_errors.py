"""Each error raises the class that fits, with what the caller needs to know."""

import json
import pathlib
import time

import openai
import pytest
from conftest import API_KEY, BASE_URL

CASES = json.loads((pathlib.Path(__file__).parent.parent / "errors.json").read_text(encoding="utf-8"))
CLASSES = {
    400: openai.BadRequestError,
    404: openai.NotFoundError,
    429: openai.RateLimitError,
    502: openai.InternalServerError,
    503: openai.InternalServerError,
}
BREAKS_IN_MID_STREAM = ["sandbox/fault-cut", "sandbox/fault-malformed"]


def check(error, case):
    assert type(error) is CLASSES[case["status"]]
    assert (error.status_code, error.param, error.code) == (case["status"], case["param"], case["code"])
    assert error.request_id.startswith("req_")
    assert API_KEY not in str(error)
    if case["param"]:
        assert case["param"].split(".")[-1].split("[")[0] in str(error)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_error_whole_raises_its_class(chat, case):
    with pytest.raises(openai.APIStatusError) as raised:
        chat(**case["request"])

    check(raised.value, case)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["request"].get("model") not in BREAKS_IN_MID_STREAM],
    ids=lambda case: case["case"],
)
def test_error_before_the_stream_raises_its_class(chat, case):
    with pytest.raises(openai.APIStatusError) as raised:
        chat(stream=True, **case["request"])

    check(raised.value, case)


@pytest.mark.parametrize("model", BREAKS_IN_MID_STREAM)
def test_error_in_mid_stream_raises_after_what_came(chat, model):
    pieces = []

    with pytest.raises(openai.APIError) as raised:
        for chunk in chat(model=model, stream=True):
            pieces.append(chunk.choices[0].delta.content)
            assert chunk.choices[0].finish_reason is None

    assert len(pieces) > 1
    assert raised.value.code == "upstream_broken"


def test_wrong_key_raises_authentication_error(client):
    with pytest.raises(openai.AuthenticationError) as raised:
        client.with_options(api_key="sk-wrong-0123456789abcdef").models.list()

    assert raised.value.code == "invalid_api_key"
    assert "sk-wrong" not in str(raised.value)


def test_unknown_path_raises_not_found_error(client):
    with pytest.raises(openai.NotFoundError, match="openapi.json"):
        client.fine_tuning.jobs.list()


def test_body_above_the_limit_raises_with_413(chat):
    with pytest.raises(openai.APIStatusError) as raised:
        chat("x" * (65 << 20))

    assert raised.value.status_code == 413
    assert "max_body_bytes" in str(raised.value)


def test_slow_provider_raises_when_the_client_gives_up(client):
    with pytest.raises(openai.APITimeoutError):
        client.with_options(timeout=0.5).chat.completions.create(
            model="sandbox/fault-slow", messages=[{"role": "user", "content": "Hello!"}]
        )


def test_rate_limit_client_with_retries_waits_as_told():
    before = time.monotonic()
    with openai.OpenAI(base_url=BASE_URL, api_key=API_KEY, max_retries=1) as client:
        with pytest.raises(openai.RateLimitError) as raised:
            client.chat.completions.create(
                model="sandbox/fault-429", messages=[{"role": "user", "content": "Hello!"}]
            )

    assert raised.value.response.headers["retry-after"] == "2"
    assert time.monotonic() - before >= 2
