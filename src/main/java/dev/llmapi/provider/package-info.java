/** Whom we call: hosts, paths, authentication and clocks of each provider, as data. */
@NullMarked
package dev.llmapi.provider;

import org.jspecify.annotations.NullMarked;
