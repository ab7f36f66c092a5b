package dev.llmapi.app.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in from a client, read ahead while its call takes long. */
final class ClientInputTest {

  private final ScriptedSocket socket = new ScriptedSocket();
  private final AtomicLong clock = new AtomicLong(1000);
  private final ClientInput client = new ClientInput(socket, clock::get);

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void client_hangsUpInALongCall_interruptsTheCall() throws Exception {
    client.begin();
    client.watch(1000);
    socket.hangsUp();
    assertThrows(InterruptedException.class, ClientInputTest::waitForEver);
    assertTrue(client.isGone());
    client.end();
    assertNull(client.get(), "the connection ends");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void client_isResetInALongCall_interruptsTheCall(boolean idlesFirst) {
    if (idlesFirst) {
      socket.fails(new SocketTimeoutException("patience of the socket"));
    }
    socket.fails(new SocketException("Connection reset"));
    client.begin();
    client.watch(1000);
    assertThrows(InterruptedException.class, ClientInputTest::waitForEver);
    assertTrue(client.isGone());
  }

  @Test
  void client_sendsItsNextRequestInALongCall_keepsIt() throws Exception {
    client.begin();
    client.watch(1000);
    socket.awaitReader();
    socket.sends("next");
    client.end();
    assertArrayEquals("next".getBytes(StandardCharsets.UTF_8), client.get());
    socket.sends("more");
    assertArrayEquals("more".getBytes(StandardCharsets.UTF_8), client.get());
    assertFalse(client.isGone());
  }

  @Test
  void client_ofAShortCall_isNotReadAhead() {
    client.begin();
    client.watch(999);
    client.end();
    client.watch(1000);
    socket.sends("next");
    assertArrayEquals("next".getBytes(StandardCharsets.UTF_8), client.get());
  }

  @Test
  void client_watchedInTheNextLongCallToo_interruptsThatCall() throws Exception {
    client.begin();
    client.watch(1000);
    socket.sends("next");
    client.end();
    assertArrayEquals("next".getBytes(StandardCharsets.UTF_8), client.get());
    client.begin();
    client.watch(1000);
    socket.hangsUp();
    assertThrows(InterruptedException.class, ClientInputTest::waitForEver);
  }

  @Test
  void client_silentBetweenItsRequests_isGivenUpAfterTheSocketsPatience() {
    socket.fails(new SocketTimeoutException("patience of the socket"));
    assertNull(client.get());
  }

  @Test
  void client_drippingItsRequest_isGivenUp() {
    socket.sends("P");
    assertArrayEquals(new byte[] {'P'}, client.get());
    clock.addAndGet(10);
    socket.sends("O");
    assertArrayEquals(new byte[] {'O'}, client.get());
    client.giveUp(999);
    assertFalse(socket.isClosed());
    client.giveUp(1000);
    assertTrue(socket.isClosed());
  }

  @Test
  void client_whoseRequestHasArrived_isNotGivenUp() {
    client.giveUp(1000);
    socket.sends("request");
    client.get();
    client.begin();
    client.giveUp(2000);
    client.end();
    client.giveUp(2000);
    assertFalse(socket.isClosed());
  }

  @Test
  void client_anyOtherFailure_endsTheConnection() {
    socket.fails(new IOException("broken"));
    assertNull(client.get());
  }

  private static void waitForEver() throws InterruptedException {
    if (!new CountDownLatch(1).await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("was not interrupted");
    }
  }
}
