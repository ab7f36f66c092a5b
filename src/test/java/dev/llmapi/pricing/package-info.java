@NullMarked
package dev.llmapi.pricing;

import org.jspecify.annotations.NullMarked;
