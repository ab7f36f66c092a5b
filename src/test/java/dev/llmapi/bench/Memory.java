package dev.llmapi.bench;

import java.util.OptionalLong;

/**
 * The gateway's resident memory, in bytes; empty where it cannot be known.
 *
 * @param afterStart after its first right answer
 * @param afterLoad after all rows, those with images among them
 * @param peak the most in all this time
 */
record Memory(OptionalLong afterStart, OptionalLong afterLoad, OptionalLong peak) {}
