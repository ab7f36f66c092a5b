@NullMarked
package dev.llmapi.app.config.yaml;

import org.jspecify.annotations.NullMarked;
