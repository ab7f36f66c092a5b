/** Anthropic's Messages format, both ways. */
@NullMarked
package dev.llmapi.wire.anthropic;

import org.jspecify.annotations.NullMarked;
