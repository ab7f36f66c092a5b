/** Tests of one chat completion's way through the gateway. */
@NullMarked
package dev.llmapi.pipeline;

import org.jspecify.annotations.NullMarked;
