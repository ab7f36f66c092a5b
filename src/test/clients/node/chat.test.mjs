// Chat whole and streamed, structured output, models.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { all, apiKey, baseURL, chat, client, failureOf, user } from './gateway.mjs';

test('chat, plain: is answered with usage and request id', async () => {
  const answer = await chat();

  assert.equal(answer.model, 'sandbox/chat');
  assert.equal(answer.choices[0].finish_reason, 'stop');
  assert.match(answer.choices[0].message.content, /sandbox/);
  assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
  assert.match(answer._request_id, /^req_/);
  assert.equal(answer.llmapi.provider, 'sandbox');
});

test('stream: its pieces make the whole answer, usage last', async () => {
  const whole = (await chat()).choices[0].message.content;
  const chunks = await all(chat({ stream: true, stream_options: { include_usage: true } }));

  assert.equal(chunks[0].choices[0].delta.role, 'assistant');
  assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), whole);
  assert.deepEqual(chunks.at(-1).choices, []);
  assert.ok(chunks.at(-1).usage.total_tokens > 0);
});

test('stream left early: leaves the gateway well', async () => {
  const stream = await chat({ stream: true });
  for await (const chunk of stream) {
    assert.ok(chunk.id);
    break;
  }

  assert.ok((await chat()).choices);
});

test('stream helper: collects answer and usage', async () => {
  const stream = client.chat.completions.stream({
    model: 'sandbox/chat',
    messages: user('Hello!'),
    stream_options: { include_usage: true },
  });

  assert.match(await stream.finalContent(), /sandbox/);
  assert.ok((await stream.totalUsage()).total_tokens > 0);
});

test('parse: the class comes back as an object', async () => {
  const Person = z.object({ name: z.string(), age: z.number().int(), tags: z.array(z.string()) });
  const completion = await client.chat.completions.parse({
    model: 'sandbox/chat',
    messages: user('Ada is 36 years old.'),
    response_format: zodResponseFormat(Person, 'person'),
  });

  assert.equal(Person.parse(completion.choices[0].message.parsed).age, 36);
});

test('models: the list has the sandbox, and names with a slash are found', async () => {
  const names = (await all(client.models.list())).map((model) => model.id);

  for (const name of ['sandbox/chat', 'sandbox/vision', 'sandbox/image']) {
    assert.ok(names.includes(name));
    assert.equal((await client.models.retrieve(name)).id, name);
  }
});

test('models: an unknown name is not found', async () => {
  const error = await failureOf(client.models.retrieve('nobody/knows'));

  assert.ok(error instanceof OpenAI.NotFoundError);
});

test('key in the api-key header: is taken', async () => {
  const azure = new OpenAI({
    baseURL,
    apiKey: 'none',
    defaultHeaders: { authorization: null, 'api-key': apiKey },
  });

  assert.ok((await azure.models.list()).data.length > 0);
});
