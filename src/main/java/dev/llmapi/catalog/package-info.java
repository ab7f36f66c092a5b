/** What is known of platforms and models, as tables in the resources beside this package; pure. */
@NullMarked
package dev.llmapi.catalog;

import org.jspecify.annotations.NullMarked;
