/** How many tokens an image is, by each maker's own formula. */
@NullMarked
package dev.llmapi.pricing.image;

import org.jspecify.annotations.NullMarked;
