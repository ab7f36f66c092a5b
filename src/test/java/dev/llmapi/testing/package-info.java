/** Fakes of the world around the gateway, written by hand, and the gateway itself for a test. */
@NullMarked
package dev.llmapi.testing;

import org.jspecify.annotations.NullMarked;
