/** The outermost layer: front doors, configuration, wiring, clock and identifiers. */
@NullMarked
package dev.llmapi.app;

import org.jspecify.annotations.NullMarked;
