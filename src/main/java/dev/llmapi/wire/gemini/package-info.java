/** Google's Gemini API ({@code generateContent}, {@code streamGenerateContent}), both ways. */
@NullMarked
package dev.llmapi.wire.gemini;

import org.jspecify.annotations.NullMarked;
