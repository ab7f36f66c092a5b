/**
 * The stores on one DynamoDB table: keys {@code pk} and {@code sk}, both strings, and {@code ttl}.
 *
 * <pre>
 * pk            sk                what
 * P#project     C#share           counters and open leases        {@link dev.llmapi.aws.dynamodb.DynamoLedger}
 * P#project     G#lease           the lease of a dead call         two days
 * R#project     receipt id        a receipt                       until it expires
 * U#project     day#words#row     usage of a day                  for good
 * USAGE         project           which projects have usage
 * PROJECTS      project           a project                       {@link dev.llmapi.aws.dynamodb.DynamoAccounts}
 * K#key         K                 a key
 * A#project     key               the same, to be listed
 * I#project#key A, A#answer#part  a claim, and its answer         {@link dev.llmapi.aws.dynamodb.DynamoIdempotency}
 * </pre>
 */
@NullMarked
package dev.llmapi.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
