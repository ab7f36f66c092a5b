// Images in and out of chat.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import OpenAI from 'openai';
import { all, chat, failureOf } from './gateway.mjs';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

const crc32 = (bytes) => {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
    }
  }
  return ~sum >>> 0;
};

/** A PNG of 40 x 20 blue pixels. */
const bluePng = () => {
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from('00000028000000140802000000', 'hex');
  const row = Buffer.concat([Buffer.alloc(1), Buffer.concat(Array(40).fill(Buffer.from('0000ff', 'hex')))]);
  const pixels = deflateSync(Buffer.concat(Array(20).fill(row)));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
};

const dataUrl = (image) => `data:image/png;base64,${image.toString('base64')}`;

const lookingAt = (url) => [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url } },
    ],
  },
];

const see = (url) => chat({ model: 'sandbox/vision', messages: lookingAt(url) });
const draw = (members = {}) =>
  chat({
    model: 'sandbox/image',
    modalities: ['text', 'image'],
    messages: [{ role: 'user', content: 'Draw a red circle' }],
    ...members,
  });
const drawn = (image) => {
  const [head, data] = image.image_url.url.split(',');
  assert.equal(head, 'data:image/png;base64');
  const bytes = Buffer.from(data, 'base64');
  assert.ok(bytes.subarray(0, 8).equals(signature));
  return bytes;
};

test('vision: facts of the image are told', async () => {
  const text = (await see(dataUrl(bluePng()))).choices[0].message.content;

  for (const fact of [/PNG/, /40/, /20/, /blue/i]) {
    assert.match(text, fact);
  }
});

test('vision, truncated image: is named', async () => {
  const error = await failureOf(see(dataUrl(bluePng().subarray(0, 20))));

  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.match(error.param, /^messages\[0\]\.content\[1\]/);
});

test('image out: is drawn, and streamed the same', async () => {
  const [image] = (await draw()).choices[0].message.images;
  const streamed = (await all(draw({ stream: true }))).flatMap((chunk) => chunk.choices[0].delta.images ?? []);

  assert.deepEqual(streamed.map(drawn), [drawn(image)]);
});
