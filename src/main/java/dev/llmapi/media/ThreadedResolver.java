package dev.llmapi.media;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks another resolver on threads of its own, and waits only so long.
 *
 * <p>The JDK asks DNS in native code, which cannot be interrupted and holds on to the carrier of a
 * virtual thread: two slow names would stop a gateway of two cores. A question that nobody waits
 * for any more runs to its end, so that its answer is in the JDK's cache for the next who asks.
 */
final class ThreadedResolver implements AddressResolver {
  private static final int MAX_THREADS = 32;
  private static final int IDLE_SECONDS = 10;

  private final AddressResolver asked;
  private final Executor threads;
  private final Duration patience;

  /**
   * @param threads where the questions are asked; one that takes no more is as good as no answer
   */
  ThreadedResolver(AddressResolver asked, Executor threads, Duration patience) {
    this.asked = asked;
    this.threads = threads;
    this.patience = patience;
  }

  /** Platform threads that come and go, so many at most and none in waiting. */
  static Executor platformThreads() {
    return new ThreadPoolExecutor(
        0,
        MAX_THREADS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform().daemon().name("image-dns-", 0).factory());
  }

  @Override
  public List<InetAddress> resolve(String name) throws UnknownHostException {
    FutureTask<List<InetAddress>> question = new FutureTask<>(() -> asked.resolve(name));
    try {
      threads.execute(question);
      return question.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException | TimeoutException late) {
      throw new UnknownHostException("no answer in time");
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("not waited for");
    } catch (ExecutionException unknown) {
      throw new UnknownHostException("no such name");
    }
  }
}
