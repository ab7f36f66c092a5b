"""Azure's own client, whose paths and header are others."""

import urllib.parse

import openai
import pytest
from conftest import API_KEY, BASE_URL, PATIENCE_SECONDS

ENDPOINT = urllib.parse.urljoin(BASE_URL, "/")


@pytest.fixture(scope="module")
def azure():
    with openai.AzureOpenAI(
        azure_endpoint=ENDPOINT,
        api_key=API_KEY,
        api_version="2024-10-21",
        max_retries=0,
        timeout=PATIENCE_SECONDS,
    ) as made:
        yield made


def ask(client, **members):
    return client.chat.completions.create(
        model="sandbox/chat", messages=[{"role": "user", "content": "Hello!"}], **members
    )


def test_azure_plain_is_answered(azure):
    answer = ask(azure)

    assert answer.model == "sandbox/chat"
    assert "sandbox" in answer.choices[0].message.content


def test_azure_stream_ends_with_its_reason(azure):
    chunks = list(ask(azure, stream=True))

    assert [choice.finish_reason for chunk in chunks for choice in chunk.choices][-1] == "stop"


def test_azure_deployment_of_the_client_is_answered():
    with openai.AzureOpenAI(
        azure_endpoint=ENDPOINT, azure_deployment="chat", api_key=API_KEY, api_version="2024-10-21"
    ) as client:
        assert ask(client).model == "sandbox/chat"


def test_azure_v1_is_answered():
    with openai.OpenAI(base_url=ENDPOINT + "openai/v1/", api_key=API_KEY, max_retries=0) as client:
        assert ask(client).model == "sandbox/chat"


def test_azure_wrong_key_raises_authentication_error(azure):
    with pytest.raises(openai.AuthenticationError):
        ask(azure.with_options(api_key="wrong"))
