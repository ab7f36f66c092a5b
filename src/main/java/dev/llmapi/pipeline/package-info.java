/** One request, from admission to the receipt: the steps in the order of time. */
@NullMarked
package dev.llmapi.pipeline;

import org.jspecify.annotations.NullMarked;
