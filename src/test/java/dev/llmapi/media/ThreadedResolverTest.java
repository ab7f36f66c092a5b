package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadedResolverTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final List<InetAddress> ADDRESSES = List.of(InetAddress.ofLiteral("8.8.8.8"));

  /** A virtual thread would be held on its carrier by the JDK's native code. */
  @Test
  void resolve_askedOnVirtualThread_asksOnPlatformThread() throws Exception {
    AtomicReference<Thread> asking = new AtomicReference<>();
    AddressResolver resolver =
        resolver(
            name -> {
              asking.set(Thread.currentThread());
              return ADDRESSES;
            },
            LONG);

    Thread.startVirtualThread(() -> assertThat(found(resolver)).isEqualTo(ADDRESSES)).join();

    assertThat(asking.get().isVirtual()).isFalse();
    assertThat(asking.get().isDaemon()).isTrue();
  }

  @Test
  void resolve_answerThatDoesNotCome_isNoAddress() {
    CountDownLatch never = new CountDownLatch(1);
    AddressResolver resolver =
        resolver(
            name -> {
              awaitQuietly(never);
              return ADDRESSES;
            },
            Duration.ofMillis(20));

    assertThatThrownBy(() -> resolver.resolve("slow.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("no answer in time");
    never.countDown();
  }

  @Test
  void resolve_unknownName_isUnknown() {
    AddressResolver resolver =
        resolver(
            name -> {
              throw new UnknownHostException(name);
            },
            LONG);

    assertThatThrownBy(() -> resolver.resolve("none.example"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void resolve_noThreadFree_isNoAddress() {
    AddressResolver resolver =
        new ThreadedResolver(
            name -> ADDRESSES,
            question -> {
              throw new RejectedExecutionException();
            },
            LONG);

    assertThatThrownBy(() -> resolver.resolve("many.example"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void resolve_interrupted_keepsTheInterrupt() {
    CountDownLatch never = new CountDownLatch(1);
    AddressResolver resolver =
        resolver(
            name -> {
              awaitQuietly(never);
              return ADDRESSES;
            },
            LONG);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> resolver.resolve("a.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("not waited for");
    assertThat(Thread.interrupted()).isTrue();
    never.countDown();
  }

  private static AddressResolver resolver(AddressResolver asked, Duration patience) {
    return new ThreadedResolver(asked, ThreadedResolver.platformThreads(), patience);
  }

  private static List<InetAddress> found(AddressResolver resolver) {
    try {
      return resolver.resolve("a.example");
    } catch (UnknownHostException e) {
      return List.of();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
