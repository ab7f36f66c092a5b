/** The whole gateway, served on this machine, as the official Java client sees it. */
@NullMarked
package dev.llmapi.e2e;

import org.jspecify.annotations.NullMarked;
