/**
 * The gateway's door on AWS Lambda: the Runtime API with streamed answers, SnapStart, proxy events.
 */
@NullMarked
package dev.llmapi.app.lambda;

import org.jspecify.annotations.NullMarked;
