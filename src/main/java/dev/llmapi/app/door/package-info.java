/** What every front door shows the gateway: one HTTP request, and the way to answer it. */
@NullMarked
package dev.llmapi.app.door;

import org.jspecify.annotations.NullMarked;
