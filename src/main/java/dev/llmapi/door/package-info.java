/** One HTTP request as a front door presents it, and the ways to answer it. */
@NullMarked
package dev.llmapi.door;

import org.jspecify.annotations.NullMarked;
