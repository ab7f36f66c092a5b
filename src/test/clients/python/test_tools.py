"""Tools: calls, their results sent back, parallel, streamed."""

import json

import pytest

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather of a city",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
            "additionalProperties": False,
        },
        "strict": True,
    },
}
CLOCK = {
    "type": "function",
    "function": {"name": "read_clock", "description": "The time of day", "parameters": {"type": "object"}},
}
TWO_CITIES = "What is the weather in Paris and London?"


def cities(calls):
    return [json.loads(call.function.arguments)["city"] for call in calls]


def test_tool_asked_for_is_called_and_its_result_answered(chat):
    asked = chat("What is the weather in Paris?", tools=[WEATHER, CLOCK])
    (call,) = asked.choices[0].message.tool_calls

    assert asked.choices[0].finish_reason == "tool_calls"
    assert call.function.name == "get_weather"
    assert cities([call]) == ["Paris"]

    answered = chat(
        tools=[WEATHER, CLOCK],
        messages=[
            {"role": "user", "content": "What is the weather in Paris?"},
            asked.choices[0].message,
            {"role": "tool", "tool_call_id": call.id, "content": "14 degrees and rain"},
        ],
    )
    assert answered.choices[0].finish_reason == "stop"
    assert "14 degrees and rain" in answered.choices[0].message.content


def test_tools_two_cities_are_two_parallel_calls(chat):
    calls = chat(TWO_CITIES, tools=[WEATHER]).choices[0].message.tool_calls

    assert cities(calls) == ["Paris", "London"]
    assert len({call.id for call in calls}) == 2


def test_tools_parallel_calls_off_is_one_call(chat):
    assert len(chat(TWO_CITIES, tools=[WEATHER], parallel_tool_calls=False).choices[0].message.tool_calls) == 1


def test_tools_streamed_parallel_calls_add_up(chat):
    calls = {}
    finish = []
    for chunk in chat(TWO_CITIES, tools=[WEATHER], stream=True):
        (choice,) = chunk.choices
        finish += [choice.finish_reason] if choice.finish_reason else []
        for piece in choice.delta.tool_calls or []:
            call = calls.setdefault(piece.index, {"id": piece.id, "name": piece.function.name, "arguments": ""})
            call["arguments"] += piece.function.arguments or ""

    assert finish == ["tool_calls"]
    assert [json.loads(call["arguments"]) for call in calls.values()] == [{"city": "Paris"}, {"city": "London"}]
    assert all(call["id"] and call["name"] == "get_weather" for call in calls.values())


def test_tools_stream_helper_parses_the_arguments(client):
    with client.chat.completions.stream(
        model="sandbox/chat", tools=[WEATHER], messages=[{"role": "user", "content": TWO_CITIES}]
    ) as stream:
        stream.until_done()

    calls = stream.get_final_completion().choices[0].message.tool_calls
    assert [call.function.parsed_arguments for call in calls] == [{"city": "Paris"}, {"city": "London"}]


CHOICES = [
    ("none", None),
    ("required", "tool_calls"),
    ({"type": "function", "function": {"name": "read_clock"}}, "read_clock"),
]


@pytest.mark.parametrize(("choice", "expected"), CHOICES, ids=["none", "required", "named"])
def test_tool_choice_is_obeyed(chat, choice, expected):
    answer = chat("Hello!", tools=[WEATHER, CLOCK], tool_choice=choice).choices[0]
    calls = answer.message.tool_calls

    if expected is None:
        assert calls is None
    elif expected == "tool_calls":
        assert calls
    else:
        assert [call.function.name for call in calls] == [expected]
