package dev.llmapi.app.lambda;

/**
 * A request without side effects.
 *
 * @param event as API Gateway sends it; copied before it is read
 * @param status of the answer to it
 * @param times how often it is sent: the JIT wants repetition
 */
@SuppressWarnings("ArrayRecordComponent") // It carries bytes; nothing compares it.
record Sample(byte[] event, int status, int times) {}
