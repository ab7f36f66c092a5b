/**
 * A YAML document that is read strictly: every fault is told with its line, all of them at once.
 */
@NullMarked
package dev.llmapi.app.config.yaml;

import org.jspecify.annotations.NullMarked;
