/** Limits, charges and refusals, without a store. */
@NullMarked
package dev.llmapi.policy;

import org.jspecify.annotations.NullMarked;
