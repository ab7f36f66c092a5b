// Each error raises the class that fits, with what the caller needs to know.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import OpenAI from 'openai';
import { all, chat, client, failureOf } from './gateway.mjs';

const cases = JSON.parse(readFileSync(new URL('../errors.json', import.meta.url), 'utf8'));
const classes = {
  400: OpenAI.BadRequestError,
  404: OpenAI.NotFoundError,
  429: OpenAI.RateLimitError,
  502: OpenAI.InternalServerError,
  503: OpenAI.InternalServerError,
};
const breaksInMidStream = ['sandbox/fault-cut', 'sandbox/fault-malformed'];

const check = (error, expected) => {
  assert.equal(error.constructor, classes[expected.status]);
  assert.deepEqual(
    [error.status, error.param, error.code],
    [expected.status, expected.param, expected.code],
  );
  assert.match(error.requestID, /^req_/);
};

for (const one of cases) {
  test(`error, whole: ${one.case}`, async () => {
    check(await failureOf(chat(one.request)), one);
  });

  if (!breaksInMidStream.includes(one.request.model)) {
    test(`error, before the stream: ${one.case}`, async () => {
      check(await failureOf(all(chat({ ...one.request, stream: true }))), one);
    });
  }
}

for (const model of breaksInMidStream) {
  test(`error, in mid-stream: ${model} raises after what came`, async () => {
    const pieces = [];
    const error = await failureOf(
      (async () => {
        for await (const chunk of await chat({ model, stream: true })) {
          pieces.push(chunk);
        }
      })(),
    );

    assert.ok(error instanceof OpenAI.APIError);
    assert.equal(error.code, 'upstream_broken');
    assert.ok(pieces.length > 1);
    assert.ok(pieces.every((chunk) => chunk.choices[0].finish_reason === null));
  });
}

test('wrong key: raises AuthenticationError', async () => {
  const error = await failureOf(client.withOptions({ apiKey: 'sk-wrong-0123456789abcdef' }).models.list());

  assert.ok(error instanceof OpenAI.AuthenticationError);
  assert.equal(error.code, 'invalid_api_key');
});

test('body above the limit: raises with 413', async () => {
  const messages = [{ role: 'user', content: 'x'.repeat(65 << 20) }];
  const error = await failureOf(chat({ messages }));

  assert.ok(error instanceof OpenAI.APIError);
  assert.equal(error.status, 413);
});

test('slow provider: raises when the client gives up', async () => {
  const error = await failureOf(chat({ model: 'sandbox/fault-slow' }, { timeout: 500 }));

  assert.ok(error instanceof OpenAI.APIConnectionTimeoutError);
});
