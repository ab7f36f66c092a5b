@NullMarked
package dev.llmapi.wire.json;

import org.jspecify.annotations.NullMarked;
