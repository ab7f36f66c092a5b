/**
 * The golden files: what a client sent and what each provider must be sent, what a provider said
 * and what the client must be told. {@code -Dgolden=write} writes them anew; read every difference.
 */
@NullMarked
package dev.llmapi.golden;

import org.jspecify.annotations.NullMarked;
