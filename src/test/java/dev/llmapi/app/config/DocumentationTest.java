package dev.llmapi.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.llmapi.pricing.OutputDefaults;
import dev.llmapi.pricing.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example, the schema and the reader must say the same. */
class DocumentationTest {

  private static final Path DOCS = Path.of("docs");

  private final String schemaText = read("llmapi.schema.json");
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaText);

  @Test
  void example_withoutAnyVariable_isValid() {
    String example = read("llmapi.yaml");

    Settings settings = Settings.parse("docs/llmapi.yaml", example, Map.of());

    assertThat(settings.providers())
        .containsOnlyKeys("sandbox", "wall", "claude-eu", "office", "office-entra");
    assertThat(schema.validate(example, InputFormat.YAML)).isEmpty();
  }

  @Test
  void example_defaults_areTheRealOnes() {
    Settings example = Settings.parse("docs/llmapi.yaml", read("llmapi.yaml"), Map.of());
    Settings empty = Settings.parse("llmapi.yaml", "", Map.of());

    assertThat(example.timeouts()).isEqualTo(empty.timeouts());
    assertThat(example.server()).isEqualTo(empty.server());
    assertThat(example.sandbox()).isEqualTo(empty.sandbox());
    assertThat(example.images()).isEqualTo(empty.images());
    assertThat(example.store()).isEqualTo(empty.store());
    OutputDefaults limits = example.outputDefaults();
    assertThat(limits.with(limits.plain(), limits.thinking(), limits.drawing(), List.of()))
        .isEqualTo(empty.outputDefaults());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sever: {}",
        "server: {port: eighty}",
        "server: {prot: 80}",
        "timeouts: {connect: fast}",
        "providers: {a: {kind: compatble, base_url: 'http://h/v1'}}",
        "providers: {a: {kind: compatible, base_url: 'ftp://h'}}",
        "providers: {a/b: {kind: compatible, base_url: 'http://h/v1'}}",
        "providers: {a: {kind: openai, api_key: sk-abc}}",
        "providers: {a: {kind: openai, api_key: abcdefghijklm}}",
        "aliases: {a: []}",
        "aliases: {a/b: sandbox/y}",
        "prices: {wall: {input: 1}}",
        "prices: {wall/*: {}}",
        "prices: {wall/*: {inptu: 1}}",
        "default_max_output_tokens: 0",
        "default_max_output_tokens: [4096]",
        "default_max_output_tokens: {thinking: much}",
        "default_max_output_tokens: {thought: 1}",
        "default_max_output_tokens: {models: {wall: 1}}",
        "server: {host: ''}",
        "server: {max_body_bytes: 1023}",
        "server: {max_connections: 0}",
        "server: {max_header_bytes: 2000000}",
        "server: {keep_alive_comment: 0s}",
        "images: {max_count: 1001}",
        "images: {max_edge_pixels: 15}",
        "timeouts: {total: 0m}",
        "aliases: {' ': sandbox/y}",
        "aliases: {a: ' '}",
        "prices: {wall/*: {input: 1000001}}",
        "prices: {wall/*: }",
        "providers: {a: {kind: compatible, base_url: 'http://u@h/v1'}}",
        "providers: {a: {kind: compatible, base_url: 'http://h h/v1'}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1/chat/completions'}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', api_key: '${K:-sk-abc}'}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', api_key: '${K:-abcdefghijklm}'}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', api_key: $KEY}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', headers: {x-api-key: abc}}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', headers: {X-Token: abc}}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', headers: {X-Team: sk-abc}}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', headers: {a b: c}}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', headers: {a: }}}",
        "providers: {a: {kind: gemini, api_key: none, auth: entra}}",
        "store: {fsync: sometimes}",
        "store: {fsnyc: always}",
      })
  void schema_wrongFile_isRefusedAsTheReaderDoes(String text) {
    assertThat(schema.validate(text, InputFormat.YAML)).isNotEmpty();
    assertThat(problems(text)).isNotEmpty();
  }

  /** Of numbers with {@code _} YAML 1.2, which editors read, makes text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: ",
        "server: {max_body_bytes: '33_554_432', port: '8080', max_header_bytes: 65_536}",
        "server: {host: '${SET}', port: 0, keep_alive_comment: 1ms}",
        "images: {max_count: 0, max_bytes: '20_971_520', allow_http: 'true'}",
        "default_max_output_tokens: ",
        "default_max_output_tokens: '4_096'",
        "default_max_output_tokens: {models: {a/b: 1}}",
        "sandbox: {first_token: 0s, tokens_per_second: 0}",
        "sandbox: {tokens_per_second: 0.5}",
        "timeouts: {connect: 010s, total: 999999999h}",
        "aliases: {a b: sandbox/y, c: [a b, sandbox/e:free]}",
        "prices: {'*/*': {input: 0, output: 1000000}}",
        "providers: {a: {kind: compatible, base_url: 'http://[::1]:1/v1/'}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', api_key: }}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', api_key: ollama}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', api_key: '${K:-none}'}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', api_key: '${K:-secret:llmapi/eu-west}'}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', headers: {Authorization: 'Basic ${SET}'}}}",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1', headers: {X-Team: 5, X-On: true}}}",
        "providers: {a: {kind: azure, base_url: 'http://h', auth: '${A:-entra}', token: '${SET}'}}",
        "providers: {sandbox: , openai: {timeouts: {total: 1h}}}",
        "store: {fsync: '${F:-always}'}",
      })
  void schema_rightFile_isTakenAsTheReaderDoes(String text) {
    assertThat(schema.validate(text, InputFormat.YAML)).isEmpty();
    assertThat(problems(text)).isEmpty();
  }

  @Test
  void schema_members_areThoseOfTheReader() throws IOException {
    JsonNode root = new ObjectMapper().readTree(schemaText);

    assertMembers(root, SettingsReader.MEMBERS);
    assertMembers(root.at("/properties/server"), SettingsReader.SERVER_MEMBERS);
    assertMembers(root.at("/properties/sandbox"), SettingsReader.SANDBOX_MEMBERS);
    assertMembers(root.at("/properties/images"), SettingsReader.IMAGES_MEMBERS);
    assertMembers(root.at("/properties/store"), StoreReader.MEMBERS);
    assertMembers(root.at("/$defs/output_defaults"), OutputDefaultsReader.MEMBERS);
    assertMembers(root.at("/$defs/timeouts"), DeadlinesReader.MEMBERS);
    assertMembers(root.at("/$defs/provider"), ProviderReader.MEMBERS);
    assertMembers(root.at("/$defs/price"), Unit.wireNames());
    assertThat(root.at("/$defs/provider/properties/kind/anyOf/0/enum"))
        .map(JsonNode::textValue)
        .containsExactlyElementsOf(Kind.wireNames());
    assertThat(root.at("/properties/store/properties/fsync/anyOf/0/enum"))
        .map(JsonNode::textValue)
        .containsExactlyElementsOf(StoreReader.FSYNCS);
    assertThat(root.at("/$defs/provider/properties/auth/anyOf/0/enum"))
        .map(JsonNode::textValue)
        .containsExactlyElementsOf(ProviderReader.AUTHS);
  }

  @Test
  void guide_namesEveryMember() {
    String guide = read("configuration.md");
    List<String> members = new ArrayList<>();
    SettingsReader.SERVER_MEMBERS.forEach(name -> members.add("`server." + name + "`"));
    SettingsReader.SANDBOX_MEMBERS.forEach(name -> members.add("`sandbox." + name + "`"));
    SettingsReader.IMAGES_MEMBERS.forEach(name -> members.add("`images." + name + "`"));
    StoreReader.MEMBERS.forEach(name -> members.add("`store." + name + "`"));
    OutputDefaultsReader.MEMBERS.forEach(name -> members.add("`default_max_output_tokens." + name));
    DeadlinesReader.MEMBERS.forEach(name -> members.add("`timeouts." + name + "`"));
    ProviderReader.MEMBERS.forEach(name -> members.add("`providers.<name>." + name + "`"));
    Unit.wireNames().forEach(name -> members.add("." + name + "`"));

    assertThat(guide).contains(members);
  }

  private static void assertMembers(JsonNode section, List<String> expected) {
    List<String> members = new ArrayList<>();
    section.get("properties").fieldNames().forEachRemaining(members::add);
    assertThat(members).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> problems(String text) {
    try {
      Settings.parse("llmapi.yaml", text, Map.of("SET", "value"));
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }

  private static String read(String name) {
    try {
      return Files.readString(DOCS.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
