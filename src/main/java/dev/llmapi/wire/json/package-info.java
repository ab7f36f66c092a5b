/** What every JSON format needs: writing around bytes that are not copied, reading in one pass. */
@NullMarked
package dev.llmapi.wire.json;

import org.jspecify.annotations.NullMarked;
