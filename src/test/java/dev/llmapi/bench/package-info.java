/**
 * The benchmark behind {@code make bench}: a mock upstream, a load tool and the table they fill, on
 * the JDK alone.
 */
@NullMarked
package dev.llmapi.bench;

import org.jspecify.annotations.NullMarked;
