/** What the pipeline does with a request: who is tried, what is told, when it ends. */
@NullMarked
package dev.llmapi.pipeline;

import org.jspecify.annotations.NullMarked;
