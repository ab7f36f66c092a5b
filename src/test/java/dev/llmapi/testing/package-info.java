/** What tests of several packages share: seeded documents and bodies in pieces. */
@NullMarked
package dev.llmapi.testing;

import org.jspecify.annotations.NullMarked;
