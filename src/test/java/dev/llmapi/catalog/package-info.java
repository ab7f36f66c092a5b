@NullMarked
package dev.llmapi.catalog;

import org.jspecify.annotations.NullMarked;
