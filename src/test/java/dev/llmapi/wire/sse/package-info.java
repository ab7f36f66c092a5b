@NullMarked
package dev.llmapi.wire.sse;

import org.jspecify.annotations.NullMarked;
