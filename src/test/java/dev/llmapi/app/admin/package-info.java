/** Administration as its users meet it: over HTTP, with its key. */
@NullMarked
package dev.llmapi.app.admin;

import org.jspecify.annotations.NullMarked;
