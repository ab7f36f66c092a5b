/**
 * The stores of a gateway that is one process: SQLite in a folder of its own, written by one thread
 * in groups.
 */
@NullMarked
package dev.llmapi.embedded;

import org.jspecify.annotations.NullMarked;
