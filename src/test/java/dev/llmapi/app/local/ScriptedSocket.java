package dev.llmapi.app.local;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A socket from which comes what a test says. */
final class ScriptedSocket implements HelidonSocket {

  private final BlockingQueue<Supplier<byte @Nullable []>> reads = new LinkedBlockingQueue<>();
  private final Semaphore readers = new Semaphore(0);
  private volatile boolean closed;

  void sends(String text) {
    reads.add(() -> text.getBytes(StandardCharsets.UTF_8));
  }

  void hangsUp() {
    reads.add(() -> null);
  }

  void fails(IOException cause) {
    reads.add(() -> {
      throw new UncheckedIOException(cause);
    });
  }

  /** Waits until somebody reads. */
  void awaitReader() throws InterruptedException {
    readers.acquire();
  }

  @Override
  public byte @Nullable [] get() {
    readers.release();
    try {
      return reads.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void idle() {}

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public int read(BufferData buffer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(BufferData buffer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PeerInfo remotePeer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PeerInfo localPeer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public String socketId() {
    return "socket";
  }

  @Override
  public String childSocketId() {
    return "child";
  }
}
