// Tools: calls, their results sent back, parallel, streamed, run by the helper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, chat, client, user } from './gateway.mjs';

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather of a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    },
    strict: true,
  },
};
const twoCities = user('What is the weather in Paris and London?');
const expected = [{ city: 'Paris' }, { city: 'London' }];

test('tool, asked for: is called, and its result answered', async () => {
  const messages = user('What is the weather in Paris?');
  const asked = (await chat({ tools: [weather], messages })).choices[0];
  const [call] = asked.message.tool_calls;

  assert.equal(asked.finish_reason, 'tool_calls');
  assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Paris' });

  const result = { role: 'tool', tool_call_id: call.id, content: '14 degrees and rain' };
  const answered = (await chat({ tools: [weather], messages: [...messages, asked.message, result] })).choices[0];
  assert.equal(answered.finish_reason, 'stop');
  assert.match(answered.message.content, /14 degrees and rain/);
});

test('tools, two cities: are two parallel calls', async () => {
  const calls = (await chat({ tools: [weather], messages: twoCities })).choices[0].message.tool_calls;

  assert.deepEqual(calls.map((call) => JSON.parse(call.function.arguments)), expected);
});

test('tools, streamed: parallel calls add up', async () => {
  const calls = [];
  for (const chunk of await all(chat({ tools: [weather], messages: twoCities, stream: true }))) {
    for (const piece of chunk.choices[0].delta.tool_calls ?? []) {
      calls[piece.index] ??= { id: piece.id, name: piece.function.name, text: '' };
      calls[piece.index].text += piece.function.arguments ?? '';
    }
  }

  assert.deepEqual(calls.map((call) => JSON.parse(call.text)), expected);
  assert.ok(calls.every((call) => call.id && call.name === 'get_weather'));
});

for (const stream of [false, true]) {
  test(`tools, run by the helper${stream ? ', streamed' : ''}: the loop ends with an answer`, async () => {
    const seen = [];
    const runner = client.chat.completions.runTools({
      model: 'sandbox/chat',
      messages: twoCities,
      stream,
      tools: [
        {
          type: 'function',
          function: {
            ...weather.function,
            parse: JSON.parse,
            function: (city) => {
              seen.push(city);
              return '14 degrees and rain';
            },
          },
        },
      ],
    });

    assert.match(await runner.finalContent(), /14 degrees and rain/);
    assert.deepEqual(seen, expected);
  });
}
