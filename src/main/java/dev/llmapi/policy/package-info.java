/** Who may call, and how much: sealed decisions. */
@NullMarked
package dev.llmapi.policy;

import org.jspecify.annotations.NullMarked;
