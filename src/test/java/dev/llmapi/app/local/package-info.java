/** Tests of the gateway as a process of its own. */
@NullMarked
package dev.llmapi.app.local;

import org.jspecify.annotations.NullMarked;
