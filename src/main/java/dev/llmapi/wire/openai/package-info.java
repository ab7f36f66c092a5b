/**
 * OpenAI's Chat Completions: read from clients, passed on to hosts that speak it, and written to
 * clients whatever the provider spoke.
 */
@NullMarked
package dev.llmapi.wire.openai;

import org.jspecify.annotations.NullMarked;
