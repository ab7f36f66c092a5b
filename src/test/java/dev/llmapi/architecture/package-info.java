/** The directions of dependency, checked. */
@NullMarked
package dev.llmapi.architecture;

import org.jspecify.annotations.NullMarked;
