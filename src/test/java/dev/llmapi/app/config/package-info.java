@NullMarked
package dev.llmapi.app.config;

import org.jspecify.annotations.NullMarked;
