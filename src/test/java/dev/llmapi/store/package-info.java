/** What every store must hold to, as suites that each implementation runs. */
@NullMarked
package dev.llmapi.store;

import org.jspecify.annotations.NullMarked;
