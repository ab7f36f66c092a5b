package dev.llmapi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.models.Model;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chat, streams, tools, structured output, images and models through the official client. */
@Timeout(120)
class JavaClientChatTest {

  private static final String PNG_URL = "data:image/png;base64,";

  /** The client makes a tool of a class: its name, and a schema of its members. */
  // Public fields, as the client asks for.
  @SuppressWarnings({"NullAway.Init", "checkstyle:VisibilityModifier"})
  public static final class Weather {
    public String city;
  }

  /** The form of a structured answer. */
  @SuppressWarnings("NullAway.Init")
  public static final class Person {
    public String name;
    public int age;
    public List<String> tags;
  }

  @TempDir private static Path folder;
  private static RunningGateway gateway;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws IOException {
    gateway = RunningGateway.start(folder);
    client = gateway.client();
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
  }

  private static ChatCompletionCreateParams.Builder asking(String prompt) {
    return ChatCompletionCreateParams.builder().model("sandbox/chat").addUserMessage(prompt);
  }

  private static ChatCompletion create(ChatCompletionCreateParams.Builder params) {
    return client.chat().completions().create(params.build());
  }

  private static ChatCompletion collect(ChatCompletionCreateParams.Builder params) {
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params.build())) {
      stream.stream().forEach(whole::accumulate);
    }
    return whole.chatCompletion();
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().getFirst().message().content().orElseThrow();
  }

  @Test
  void create_plain_answersWithUsage() {
    ChatCompletion completion = create(asking("Hello!"));

    assertThat(text(completion)).contains("sandbox");
    assertThat(completion.model()).isEqualTo("sandbox/chat");
    assertThat(completion.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
    assertThat(json(completion).at("/llmapi/provider").asText()).isEqualTo("sandbox");
  }

  @Test
  void createStreaming_withUsage_addsUpToTheWholeAnswer() {
    ChatCompletionStreamOptions usage =
        ChatCompletionStreamOptions.builder().includeUsage(true).build();
    ChatCompletion whole = create(asking("Hello!"));

    ChatCompletion collected = collect(asking("Hello!").streamOptions(usage));

    assertThat(text(collected)).isEqualTo(text(whole));
    assertThat(collected.usage().orElseThrow().totalTokens())
        .isEqualTo(whole.usage().orElseThrow().totalTokens());
  }

  @Test
  void create_tools_areCalledInParallelAndTheirResultsAnswered() {
    var asked = asking("What is the weather in Paris and London?").addTool(Weather.class);
    var message = create(asked).choices().getFirst().message();
    List<ChatCompletionMessageFunctionToolCall> calls = functions(message.toolCalls());

    assertThat(calls)
        .extracting(call -> call.function().arguments(Weather.class).city)
        .containsExactly("Paris", "London");

    asked.addMessage(message);
    for (ChatCompletionMessageFunctionToolCall call : calls) {
      asked.addMessage(
          ChatCompletionToolMessageParam.builder()
              .toolCallId(call.id())
              .content("14 degrees and rain")
              .build());
    }
    assertThat(text(create(asked))).contains("14 degrees and rain");
  }

  @Test
  void createStreaming_tools_addUpToTheSameCalls() {
    ChatCompletion collected =
        collect(asking("What is the weather in Paris and London?").addTool(Weather.class));

    assertThat(functions(collected.choices().getFirst().message().toolCalls()))
        .extracting(call -> call.function().arguments(Weather.class).city)
        .containsExactly("Paris", "London");
  }

  private static List<ChatCompletionMessageFunctionToolCall> functions(
      Optional<List<ChatCompletionMessageToolCall>> calls) {
    return calls.orElseThrow().stream().map(ChatCompletionMessageToolCall::asFunction).toList();
  }

  @Test
  void create_structured_comesBackAsAnObject() {
    var params = asking("Ada is 36 years old.").responseFormat(Person.class).build();

    Person person =
        client.chat().completions().create(params).choices().stream()
            .flatMap(choice -> choice.message().content().stream())
            .findFirst()
            .orElseThrow();

    assertThat(person.age).isEqualTo(36);
    assertThat(person.name).isNotEmpty();
  }

  @Test
  void create_imageIn_isSeen() throws IOException {
    String seen = text(create(lookingAt(PNG_URL + Base64.getEncoder().encodeToString(bluePng()))));

    assertThat(seen).contains("PNG", "40", "20").containsIgnoringCase("blue");
  }

  private static ChatCompletionCreateParams.Builder lookingAt(String url) {
    var image =
        ChatCompletionContentPartImage.builder()
            .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder().url(url).build())
            .build();
    var question = ChatCompletionContentPartText.builder().text("What is this?").build();
    return ChatCompletionCreateParams.builder()
        .model("sandbox/vision")
        .addUserMessageOfArrayOfContentParts(
            List.of(
                ChatCompletionContentPart.ofText(question),
                ChatCompletionContentPart.ofImageUrl(image)));
  }

  private static byte[] bluePng() throws IOException {
    var image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, 40, 20);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Test
  void create_imageOut_isDrawn() throws IOException {
    ChatCompletion completion =
        create(
            asking("Draw a red circle")
                .model("sandbox/image")
                .putAdditionalBodyProperty("modalities", JsonValue.from(List.of("text", "image"))));

    String url = json(completion).at("/choices/0/message/images/0/image_url/url").asText();
    assertThat(url).startsWith(PNG_URL);
    byte[] png = Base64.getDecoder().decode(url.substring(PNG_URL.length()));
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1024);
  }

  /** The answer with the members that the client does not know. */
  private static JsonNode json(ChatCompletion completion) {
    return ObjectMappers.jsonMapper().valueToTree(completion);
  }

  @Test
  void models_nameWithASlash_isListedAndRetrieved() {
    assertThat(client.models().list().autoPager()).extracting(Model::id).contains("sandbox/chat");
    assertThat(client.models().retrieve("sandbox/chat").id()).isEqualTo("sandbox/chat");
  }
}
