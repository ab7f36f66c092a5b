/** Words: the language that a prompt is written in, the sentences to answer with, small skills. */
@NullMarked
package dev.llmapi.provider.sandbox.talk;

import org.jspecify.annotations.NullMarked;
