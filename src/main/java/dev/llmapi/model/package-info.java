/**
 * What a chat is, on the JDK alone: requests, content parts, stream events, usage and failures.
 *
 * <p>Every client's format is read into this model and every provider's is written from it.
 */
@NullMarked
package dev.llmapi.model;

import org.jspecify.annotations.NullMarked;
