/**
 * The sandbox: a deterministic stand-in for a model, for trying the gateway with no account and no
 * key.
 *
 * <p>It is spoken to as any host is: the bytes of an OpenAI chat completions request go in, a
 * status, headers and the bytes of the answer come out. {@link dev.llmapi.provider.sandbox.Sandbox}
 * is the entry.
 */
@NullMarked
package dev.llmapi.provider.sandbox;

import org.jspecify.annotations.NullMarked;
