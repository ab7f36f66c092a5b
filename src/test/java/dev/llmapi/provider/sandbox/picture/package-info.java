@NullMarked
package dev.llmapi.provider.sandbox.picture;

import org.jspecify.annotations.NullMarked;
