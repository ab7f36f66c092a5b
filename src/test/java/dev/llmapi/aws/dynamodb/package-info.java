/** The stores on DynamoDB, held to the suites of every store against AWS's stand-in. */
@NullMarked
package dev.llmapi.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
