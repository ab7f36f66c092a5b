/** What the gateway keeps, as ports: each has a store in memory, on SQLite and on DynamoDB. */
@NullMarked
package dev.llmapi.store;

import org.jspecify.annotations.NullMarked;
