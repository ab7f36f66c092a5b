@NullMarked
package dev.llmapi.provider.sandbox.talk;

import org.jspecify.annotations.NullMarked;
