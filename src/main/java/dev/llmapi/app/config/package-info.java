/** The configuration: {@code llmapi.yaml} and the environment, read into records and checked. */
@NullMarked
package dev.llmapi.app.config;

import org.jspecify.annotations.NullMarked;
