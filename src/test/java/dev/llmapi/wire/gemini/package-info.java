/** Tests of Gemini's format. */
@NullMarked
package dev.llmapi.wire.gemini;

import org.jspecify.annotations.NullMarked;
