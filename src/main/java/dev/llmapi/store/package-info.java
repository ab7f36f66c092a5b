/** What the gateway keeps, as ports: each has an embedded store and one on DynamoDB. */
@NullMarked
package dev.llmapi.store;

import org.jspecify.annotations.NullMarked;
