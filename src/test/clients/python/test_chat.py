"""Chat whole and streamed, structured output, models."""

import asyncio

import openai
import pydantic
import pytest
from conftest import API_KEY, BASE_URL


def test_chat_plain_is_answered_with_usage_and_request_id(chat):
    answer = chat()

    assert answer.object == "chat.completion"
    assert answer.model == "sandbox/chat"
    assert answer.choices[0].finish_reason == "stop"
    assert "sandbox" in answer.choices[0].message.content
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0
    assert answer._request_id.startswith("req_")


def test_chat_receipt_rides_along(chat):
    receipt = chat().llmapi

    assert receipt["provider"] == "sandbox"
    assert receipt["attempts"][0]["status"] == 200


def test_chat_raw_response_has_the_headers(client):
    raw = client.chat.completions.with_raw_response.create(
        model="sandbox/chat", messages=[{"role": "user", "content": "Hello!"}]
    )

    assert raw.headers["x-llmapi-provider"] == "sandbox"
    assert raw.headers["x-request-id"] == raw.parse().llmapi["id"]


def test_chat_two_choices_are_answered(chat):
    assert [choice.index for choice in chat(n=2).choices] == [0, 1]


def test_chat_stop_ends_the_answer_before_it(chat):
    assert "sandbox" not in chat(stop=["sandbox"]).choices[0].message.content


def test_chat_output_limit_is_told_by_the_finish_reason(chat):
    answer = chat(max_completion_tokens=3)

    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == 3


def test_chat_logprobs_are_given_for_each_token(chat):
    logprobs = chat(logprobs=True, top_logprobs=2).choices[0].logprobs.content

    assert logprobs
    assert all(len(token.top_logprobs) == 2 for token in logprobs)


def test_stream_pieces_make_the_whole_answer(chat):
    whole = chat().choices[0].message.content
    chunks = list(chat(stream=True))

    assert chunks[0].choices[0].delta.role == "assistant"
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole
    assert [c.choices[0].finish_reason for c in chunks if c.choices[0].finish_reason] == ["stop"]
    assert len({chunk.id for chunk in chunks}) == 1


def test_stream_usage_asked_for_comes_last_without_choices(chat):
    chunks = list(chat(stream=True, stream_options={"include_usage": True}))

    assert chunks[-1].choices == []
    assert chunks[-1].usage.total_tokens == chat().usage.total_tokens
    assert all(chunk.usage is None for chunk in chunks[:-1])


def test_stream_usage_not_asked_for_is_not_there(chat):
    assert all(chunk.usage is None for chunk in chat(stream=True))


def test_stream_left_early_leaves_the_gateway_well(chat):
    with chat(stream=True) as stream:
        next(iter(stream))

    assert chat().choices


def test_stream_helper_collects_the_answer(client):
    messages = [{"role": "user", "content": "Hello!"}]
    with client.chat.completions.stream(model="sandbox/chat", messages=messages) as stream:
        kinds = [event.type for event in stream]

    assert kinds.count("content.done") == 1
    assert "sandbox" in stream.get_final_completion().choices[0].message.content


def test_async_client_twenty_streams_at_once_all_end():
    async def one(client):
        messages = [{"role": "user", "content": "Hello!"}]
        stream = await client.chat.completions.create(model="sandbox/chat", messages=messages, stream=True)
        return [chunk.choices[0].finish_reason async for chunk in stream][-1]

    async def all_of_them():
        async with openai.AsyncOpenAI(base_url=BASE_URL, api_key=API_KEY, max_retries=0) as client:
            return await asyncio.gather(*(one(client) for _ in range(20)))

    assert asyncio.run(all_of_them()) == ["stop"] * 20


class Address(pydantic.BaseModel):
    street: str
    zip_code: str


class Person(pydantic.BaseModel):
    name: str
    age: int
    addresses: list[Address]


def test_parse_class_comes_back_as_an_object(client):
    completion = client.chat.completions.parse(
        model="sandbox/chat",
        messages=[{"role": "user", "content": "Ada is 36 years old."}],
        response_format=Person,
    )

    parsed = completion.choices[0].message.parsed
    assert isinstance(parsed, Person)
    assert parsed.age == 36


def test_parse_stream_comes_back_as_an_object(client):
    with client.chat.completions.stream(
        model="sandbox/chat",
        messages=[{"role": "user", "content": "Ada is 36 years old."}],
        response_format=Person,
    ) as stream:
        stream.until_done()

    assert isinstance(stream.get_final_completion().choices[0].message.parsed, Person)


def test_json_schema_answer_fits_it(chat):
    schema = {
        "type": "object",
        "properties": {"color": {"enum": ["red", "green"]}, "parts": {"type": "array", "items": {"type": "integer"}}},
        "required": ["color", "parts"],
        "additionalProperties": False,
    }
    answer = chat(
        response_format={"type": "json_schema", "json_schema": {"name": "thing", "strict": True, "schema": schema}}
    )

    thing = pydantic.TypeAdapter(dict).validate_json(answer.choices[0].message.content)
    assert thing.keys() == {"color", "parts"}
    assert thing["color"] in ("red", "green")
    assert all(isinstance(part, int) for part in thing["parts"])


def test_json_object_answer_is_an_object(chat):
    answer = chat("Answer in JSON.", response_format={"type": "json_object"})

    assert pydantic.TypeAdapter(dict).validate_json(answer.choices[0].message.content)


def test_models_list_has_the_sandbox(client):
    assert {"sandbox/chat", "sandbox/vision", "sandbox/image"} <= {model.id for model in client.models.list()}


@pytest.mark.parametrize("name", ["sandbox/chat", "sandbox/fault-429"])
def test_models_retrieve_name_with_a_slash_is_found(client, name):
    model = client.models.retrieve(name)

    assert (model.id, model.object) == (name, "model")


@pytest.mark.parametrize("name", ["nobody/knows", "sandbox/none"])
def test_models_retrieve_unknown_name_is_not_found(client, name):
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve(name)


def test_key_in_the_api_key_header_is_taken():
    """As Azure's clients show it."""
    headers = {"Authorization": openai.Omit(), "api-key": API_KEY}
    with openai.OpenAI(base_url=BASE_URL, api_key="none") as client:
        assert client.models.list(extra_headers=headers).data
