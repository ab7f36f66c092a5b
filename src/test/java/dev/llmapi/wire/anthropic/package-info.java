/** Tests of Anthropic's wire. */
@NullMarked
package dev.llmapi.wire.anthropic;

import org.jspecify.annotations.NullMarked;
