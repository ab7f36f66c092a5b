/** Tests of what is put together. */
@NullMarked
package dev.llmapi.app;

import org.jspecify.annotations.NullMarked;
