/** Tests of the server on this machine. */
@NullMarked
package dev.llmapi.app.local;

import org.jspecify.annotations.NullMarked;
