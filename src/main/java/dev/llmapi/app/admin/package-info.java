/** The administration: projects, keys and their limits, over HTTP. */
@NullMarked
package dev.llmapi.app.admin;

import org.jspecify.annotations.NullMarked;
