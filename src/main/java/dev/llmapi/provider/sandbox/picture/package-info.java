/** Pictures: what is true of those that were sent, and the drawing of new ones. */
@NullMarked
package dev.llmapi.provider.sandbox.picture;

import org.jspecify.annotations.NullMarked;
