@NullMarked
package dev.llmapi.pricing.text;

import org.jspecify.annotations.NullMarked;
