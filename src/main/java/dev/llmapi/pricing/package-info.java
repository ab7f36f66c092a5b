/** What a call costs: dated prices, upper bounds of tokens, estimates and bills; pure. */
@NullMarked
package dev.llmapi.pricing;

import org.jspecify.annotations.NullMarked;
