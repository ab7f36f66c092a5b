/** The local server: the same gateway behind HTTP on this machine, or in a container. */
@NullMarked
package dev.llmapi.app.local;

import org.jspecify.annotations.NullMarked;
