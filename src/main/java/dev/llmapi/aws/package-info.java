/** The only code that uses the AWS SDK. */
@NullMarked
package dev.llmapi.aws;

import org.jspecify.annotations.NullMarked;
