@NullMarked
package dev.llmapi.wire.openai;

import org.jspecify.annotations.NullMarked;
