package dev.llmapi.provider.sandbox;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.provider.Transport;
import dev.llmapi.provider.UpstreamCall;
import dev.llmapi.provider.UpstreamReply;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** Reaches the sandbox as if it were a host at the other end of a line. Thread-safe. */
public final class SandboxTransport implements Transport {

  private final Sandbox sandbox;

  public SandboxTransport(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public UpstreamReply send(UpstreamCall call) {
    byte[] body = call.body().joined();
    return new Reply(sandbox.answer(body, 0, body.length));
  }

  private record Reply(SandboxReply reply) implements UpstreamReply {

    @Override
    public int status() {
      return reply.status();
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.ofNullable(reply.headers().get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return reply.body().read(bytes, offset, length);
      } catch (IOException e) {
        throw FailureException.of(
            FailureKind.UPSTREAM_BROKEN, "The sandbox broke its answer off, as it was asked to.");
      }
    }

    @Override
    public void close() {
      InputStream body = reply.body();
      try {
        body.close();
      } catch (IOException e) {
        throw new IllegalStateException("the sandbox's stream holds nothing that can fail", e);
      }
    }
  }
}
