/** How many tokens a text is at most, for each maker's tokenizer. */
@NullMarked
package dev.llmapi.pricing.text;

import org.jspecify.annotations.NullMarked;
