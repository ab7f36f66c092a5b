package dev.llmapi.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider on the loopback that does with each request what a test has told it: answers, stalls,
 * drips, resets. It speaks HTTP/1.1 over a bare socket, so that it can also speak it badly.
 * Thread-safe.
 */
public final class FakeProvider implements AutoCloseable {

  /** Longer than anything takes; a test that waits so long has failed. */
  private static final int PATIENCE_SECONDS = 20;

  private final ServerSocket server;
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<CountDownLatch> calls = new LinkedBlockingQueue<>();
  private final Semaphore notAwaited = new Semaphore(0);
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private FakeProvider(ServerSocket server) {
    this.server = server;
  }

  /** A provider that listens on a free port. */
  public static FakeProvider start() {
    try {
      FakeProvider fake =
          new FakeProvider(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("fake-provider").start(fake::accept);
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What to do with the next request for which nothing is planned yet. */
  public void plan(Reply reply) {
    replies.add(reply);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The next request that came, waited for. */
  public Received take() throws InterruptedException {
    Received request = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  /** How many requests came and were not taken. */
  public int pending() {
    return received.size();
  }

  /** Waits for one connection more, whether or not a request comes over it. */
  public void awaitConnection() throws InterruptedException {
    if (!notAwaited.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("no connection came");
    }
  }

  /** How many connections came so far. */
  public int connections() {
    return connections.get();
  }

  /** Waits until the other side has closed the connection of the oldest call not yet asked for. */
  public void awaitHangUp() throws InterruptedException {
    CountDownLatch hungUp = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (hungUp == null || !hungUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the connection was not closed");
    }
  }

  /** Forgets what was planned and what came, so that tests may share a provider. */
  public void forget() {
    replies.clear();
    received.clear();
    calls.clear();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        connections.incrementAndGet();
        notAwaited.release();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  /** One thread reads, so that a hang-up is seen at any time; this one answers. */
  private void serve(Socket socket) {
    CountDownLatch hungUp = new CountDownLatch(1);
    BlockingQueue<Optional<Received>> requests = new LinkedBlockingQueue<>();
    try (socket) {
      Line line = new Line(socket, hungUp);
      Thread.ofVirtual().start(() -> read(socket, requests, hungUp));
      for (Optional<Received> request = requests.take();
          request.isPresent();
          request = requests.take()) {
        Reply reply = replies.poll();
        if (reply == null) {
          throw new IOException("nothing is planned for this request");
        }
        calls.add(hungUp);
        received.add(request.get());
        reply.to(request.get(), line);
      }
    } catch (IOException e) {
      // The other side went away, or was sent away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static void read(
      Socket socket, BlockingQueue<Optional<Received>> requests, CountDownLatch hungUp) {
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        requests.add(Optional.of(HttpReader.readRequest(in)));
      }
    } catch (EOFException e) {
      // The other side has closed.
    } catch (IOException e) {
      // It has reset the connection, or we have closed it.
    } finally {
      hungUp.countDown();
      requests.add(Optional.empty());
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
