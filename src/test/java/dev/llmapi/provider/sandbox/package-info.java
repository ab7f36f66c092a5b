@NullMarked
package dev.llmapi.provider.sandbox;

import org.jspecify.annotations.NullMarked;
