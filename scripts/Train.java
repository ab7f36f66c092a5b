import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The training run of the AOT cache: asks a gateway for what its users ask it for. */
public final class Train {

  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";

  private Train() {}

  public static void main(String[] arguments) throws Exception {
    String message = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello, how are you?\"}]";
    String image =
        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is this?\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
            + PIXEL
            + "\"}}]}]";
    List<String> bodies =
        List.of(
            "{\"model\":\"sandbox/chat\"," + message + "}",
            "{\"model\":\"sandbox/chat\",\"stream\":true," + message + "}",
            "{\"model\":\"sandbox/vision\"," + image + "}",
            "{\"model\":\"nobody/knows\"," + message + "}",
            "{\"model\":");
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int round = 0; round < 30; round++) {
      get(client, arguments[0] + "/models", arguments[1]);
      for (String body : bodies) {
        client.send(
            HttpRequest.newBuilder(URI.create(arguments[0] + "/chat/completions"))
                .header("authorization", "Bearer " + arguments[1])
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding());
        if (round > 2) {
          break;
        }
      }
    }
  }

  private static void get(HttpClient client, String address, String key) throws Exception {
    client.send(
        HttpRequest.newBuilder(URI.create(address)).header("authorization", "Bearer " + key).build(),
        HttpResponse.BodyHandlers.discarding());
  }
}
