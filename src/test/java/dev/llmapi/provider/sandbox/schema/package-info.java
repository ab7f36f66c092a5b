@NullMarked
package dev.llmapi.provider.sandbox.schema;

import org.jspecify.annotations.NullMarked;
