/**
 * The proof behind {@code scripts/budget-proof.sh}: a provider that counts by itself, gateways as
 * processes of their own, and many calls at once against a small budget.
 */
@NullMarked
package dev.llmapi.proof;

import org.jspecify.annotations.NullMarked;
