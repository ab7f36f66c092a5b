/** Checks of the Lambda door against a stand-in of the Runtime API. */
@NullMarked
package dev.llmapi.app.lambda;

import org.jspecify.annotations.NullMarked;
