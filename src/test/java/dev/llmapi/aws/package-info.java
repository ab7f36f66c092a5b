/** Checks of the AWS adapters against fakes on the loopback. */
@NullMarked
package dev.llmapi.aws;

import org.jspecify.annotations.NullMarked;
