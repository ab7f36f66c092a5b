/**
 * What tests of several packages share: fakes of the world around the gateway, seeded documents.
 */
@NullMarked
package dev.llmapi.testing;

import org.jspecify.annotations.NullMarked;
