package dev.llmapi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class InboxTest {

  private static final int SENDERS = 8;
  private static final int EACH = 20_000;

  @Test
  void take_ofWhatManyAdd_missesNothing() throws InterruptedException, ExecutionException {
    var inbox = new Inbox<Integer>();
    var start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Integer>> taken = threads.submit(() -> takeAll(inbox));
      for (int sender = 0; sender < SENDERS; sender++) {
        int first = sender * EACH;
        threads.execute(() -> {
          awaitUninterrupted(start);
          IntStream.range(first, first + EACH).forEach(inbox::add);
        });
      }
      start.countDown();
      assertThat(taken.get()).doesNotHaveDuplicates().hasSize(SENDERS * EACH);
    }
    assertThat(inbox.isEmpty()).isTrue();
  }

  private static List<Integer> takeAll(Inbox<Integer> inbox) {
    List<Integer> all = new ArrayList<>();
    List<Integer> some = new ArrayList<>();
    while (all.size() < SENDERS * EACH) {
      inbox.take(some, 7);
      assertThat(some).hasSizeBetween(1, 7);
      all.addAll(some);
      some.clear();
    }
    return all;
  }

  @Test
  void take_inAnInterruptedThread_waitsAllTheSame() throws InterruptedException {
    var inbox = new Inbox<String>();
    List<String> some = new ArrayList<>();
    Thread taker = Thread.ofVirtual().start(() -> inbox.take(some, 1));
    taker.interrupt();
    inbox.add("late");
    taker.join();
    assertThat(some).containsExactly("late");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
