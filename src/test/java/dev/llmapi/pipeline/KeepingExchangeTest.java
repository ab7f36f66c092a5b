package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.door.ResponseBody;
import dev.llmapi.store.KeptAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Who has the last bytes of his answer finds that its end is known. */
final class KeepingExchangeTest {

  private final RecordingExchange client = new RecordingExchange();
  private final List<Integer> sentAtTheEnd = new ArrayList<>();
  private final List<Optional<KeptAnswer>> kept = new ArrayList<>();
  private final Semaphore room = KeptBytes.room(KeptBytes.PIECE_BYTES);
  private final KeepingExchange exchange =
      new KeepingExchange(
          client,
          new KeptBytes(room, 10),
          it -> {
            sentAtTheEnd.add(client.pending());
            kept.add(it.answer());
          });

  @Test
  void stream_endsBeforeItsLastBytes() throws Exception {
    ResponseBody body = exchange.open(200, Map.of(), -1);
    write(body, "one");
    body.flush();
    assertThat(client.take()).isEqualTo("one");
    write(body, "two");
    body.close();

    assertThat(sentAtTheEnd).containsExactly(0);
    assertThat(client.take()).isEqualTo("two");
    assertThat(kept()).isEqualTo("onetwo");
  }

  @Test
  void stream_abortedIsNotKept() throws Exception {
    ResponseBody body = exchange.open(200, Map.of(), -1);
    write(body, "one");
    body.abort(new IllegalStateException("broken"));
    exchange.end();

    assertThat(kept).containsExactly(Optional.empty());
  }

  @Test
  void longAnswer_isPassedOnAndNotKept() throws Exception {
    ResponseBody body = exchange.open(200, Map.of(), -1);
    write(body, "eleven char");
    body.close();
    exchange.end();

    assertThat(client.take()).isEqualTo("eleven char");
    assertThat(kept).as("told once").containsExactly(Optional.empty());
  }

  @Test
  void stream_thatTellsOfAFailure_isNotKept() throws Exception {
    ResponseBody body = exchange.open(200, Map.of(), -1);
    exchange.answerFailed();
    write(body, "error");
    body.close();

    assertThat(kept).containsExactly(Optional.empty());
  }

  @Test
  void answer_thatFindsNoRoom_isPassedOnAndNotKept() throws Exception {
    room.acquire();
    ResponseBody body = exchange.open(200, Map.of(), -1);
    write(body, "one");
    body.close();

    assertThat(client.take()).isEqualTo("one");
    assertThat(kept).containsExactly(Optional.empty());
    assertThat(room.availablePermits()).isZero();
  }

  @Test
  void room_comesBack() throws Exception {
    ResponseBody body = exchange.open(200, Map.of(), -1);
    write(body, "one");
    assertThat(room.availablePermits()).isZero();
    body.close();
    assertThat(room.availablePermits()).isOne();
  }

  private String kept() {
    return new String(kept.getFirst().orElseThrow().body().joined(), StandardCharsets.UTF_8);
  }

  private static void write(ResponseBody body, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    body.write(bytes, 0, bytes.length);
  }
}
