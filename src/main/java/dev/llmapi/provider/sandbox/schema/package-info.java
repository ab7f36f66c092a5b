/** JSON schemas: a value that fits one, with what the prompt says in it where that fits. */
@NullMarked
package dev.llmapi.provider.sandbox.schema;

import org.jspecify.annotations.NullMarked;
