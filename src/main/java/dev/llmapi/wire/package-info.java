/** Formats, both ways and pure: bytes to the model and back, one package a format. */
@NullMarked
package dev.llmapi.wire;

import org.jspecify.annotations.NullMarked;
