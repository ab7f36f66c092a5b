@NullMarked
package dev.llmapi.pricing.image;

import org.jspecify.annotations.NullMarked;
