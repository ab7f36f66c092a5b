// What all tests share: a client without retries, and what is asked of it.
import OpenAI from 'openai';

export const baseURL = process.env.LLMAPI_BASE_URL;
export const apiKey = process.env.LLMAPI_API_KEY;
export const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, timeout: 60_000 });

export const user = (content) => [{ role: 'user', content }];

/** Asks the sandbox for a chat completion; members replace those of a plain request. */
export const chat = (members = {}, options = {}) =>
  client.chat.completions.create({ model: 'sandbox/chat', messages: user('Hello!'), ...members }, options);

export const all = async (stream) => {
  const chunks = [];
  for await (const chunk of await stream) {
    chunks.push(chunk);
  }
  return chunks;
};

/** What the promise is rejected with. */
export const failureOf = (promise) =>
  promise.then(
    () => {
      throw new Error('this should have failed');
    },
    (error) => error,
  );
