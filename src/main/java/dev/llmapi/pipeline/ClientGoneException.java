package dev.llmapi.pipeline;

import java.io.IOException;

/** The client has hung up: nobody is left to be told. The upstream call ends with it. */
public final class ClientGoneException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ClientGoneException(IOException cause) {
    super("the client is gone", cause, false, false);
  }
}
