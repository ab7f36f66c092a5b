/** The contract that every provider passes, through the whole gateway, against a fake upstream. */
@NullMarked
package dev.llmapi.provider;

import org.jspecify.annotations.NullMarked;
