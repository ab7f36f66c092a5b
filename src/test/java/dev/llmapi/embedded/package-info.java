/** The stores on SQLite, held to the suites of every store. */
@NullMarked
package dev.llmapi.embedded;

import org.jspecify.annotations.NullMarked;
