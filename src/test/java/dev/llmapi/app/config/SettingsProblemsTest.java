package dev.llmapi.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsProblemsTest {

  @Test
  void parse_wrongKind_asksForTheRightOne() {
    assertThat(problems("providers:\n  wall:\n    kind: compatble\n    base_url: http://h/v1\n"))
        .containsExactly(
            "llmapi.yaml:3: providers.wall.kind: \"compatble\" is none of openai, azure, anthropic,"
                + " gemini, bedrock, compatible, sandbox; did you mean compatible?");
  }

  @Test
  void parse_severalFaults_areToldAtOnce() {
    String text =
        """
        providers:
          wall:
            kind: compatible
            base_url: ftp://h
            api_kee: none
          eu/west: {kind: anthropic, api_key: none}
          eu: {kind: anthropic, api_key: "${EU_KEY}"}
        sever: {}
        server: {port: 99999}
        timeouts: {connect: fast}
        """;

    assertThat(problems(text))
        .containsExactlyInAnyOrder(
            "llmapi.yaml:4: providers.wall.base_url: \"ftp://h\" must begin with https:// or"
                + " http://",
            "llmapi.yaml:5: providers.wall.api_kee: is no member here; expected kind, base_url,"
                + " api_key, headers, fetches_image_urls, timeouts, api_version, deployments, auth,"
                + " token; did you mean api_key?",
            "llmapi.yaml:6: providers.eu/west: a provider's name is made of letters, digits, '.',"
                + " '_' and '-', no slash",
            "llmapi.yaml:7: providers.eu.api_key: the environment variable EU_KEY is not set; set"
                + " it, or write ${EU_KEY:-default}",
            "llmapi.yaml:8: sever: is no member here; expected providers, aliases, prices,"
                + " default_max_output_tokens, timeouts, server, sandbox, images, store; did you mean server?",
            "llmapi.yaml:9: server.port: \"99999\" is no whole number from 0 to 65535",
            "llmapi.yaml:10: timeouts.connect: \"fast\" is no duration; write 500ms, 5s, 2m or 1h");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: 5 | server: expected members (name: value), found a value",
        "providers: [a] | providers: expected members (name: value), found a list",
        "server: {port: [1]} | server.port: expected a value, found a list",
        "server: {port: eighty} | server.port: \"eighty\" is no whole number from 0 to 65535",
        "server: {port: } | server.port: expected a value, found nothing",
        "server: {port: 1, port: 2} | server.port: stands twice",
        "server: {max_connections: 0} | server.max_connections: \"0\" is no whole number from 1 to"
            + " 1000000",
        "images: {allow_http: 1} | images.allow_http: \"1\" is none of true, false",
        "sandbox: {tokens_per_second: -1} | sandbox.tokens_per_second: \"-1\" is no number of 0 or"
            + " more",
        "server: {keep_alive_comment: 0s} | server.keep_alive_comment: must be more than 0",
        "server: {host: ''} | server.host: is empty",
        "default_max_output_tokens: 0 | default_max_output_tokens: \"0\" is no whole number from 1 to"
            + " 10000000",
        "default_max_output_tokens: [1] | default_max_output_tokens: expected a value, found a"
            + " list",
        "default_max_output_tokens: {thinkin: 1} | default_max_output_tokens.thinkin: is no member"
            + " here; expected plain, thinking, drawing, models; did you mean thinking?",
        "default_max_output_tokens: {plain: lots} | default_max_output_tokens.plain: \"lots\" is no"
            + " whole number from 1 to 10000000",
        "default_max_output_tokens: {models: {wall: 1}} | default_max_output_tokens.models.wall: a"
            + " limit is for provider/model, where * is any text, such as wall/*",
        "store: {fsync: alway} | store.fsync: \"alway\" is none of each_second, always; did you mean"
            + " always?",
        "timeouts: {idle: 0s} | timeouts.idle: must be more than 0",
        "aliases: {a/b: sandbox/y} | aliases.a/b: an alias has a name without a slash, or it would look"
            + " like provider/model",
        "aliases: {a: []} | aliases.a: names no model; write provider/model, or a list of them",
        "aliases: {a: ''} | aliases.a: is empty; write provider/model",
        "aliases: {a: a} | aliases.a: goes in a circle: a -> a",
        "aliases: {a: wall/x} | aliases.a: \"wall/x\" leads to no provider; expected sandbox, openai,"
            + " azure, anthropic, gemini, openrouter before the slash",
        "aliases: {a: [sandbox/chat, opanai/gpt-5.4]} | aliases.a: \"opanai/gpt-5.4\" leads to no"
            + " provider; expected sandbox, openai, azure, anthropic, gemini, openrouter before the"
            + " slash; did you mean openai?",
        "aliases: {a: sandbox/} | aliases.a: \"sandbox/\" is no provider/model",
        "'aliases: {a: \"${NO:-hidden}/x\"}' | aliases.a: \"${NO:-hidden}/x\" leads to no provider;"
            + " expected sandbox, openai, azure, anthropic, gemini, openrouter before the slash",
        "prices: {wall: {input: 1}} | prices.wall: a price is for provider/model, where * is any"
            + " text, such as wall/*",
        "prices: {a/b: {}} | prices.a/b: names no price; write input and output, in USD per million"
            + " tokens",
        "prices: {a/b: {input: free}} | prices.a/b.input: \"free\" is no number of 0 or more",
        "prices: {a/b: {input: 0.0000000001}} | prices.a/b.input: has more than 9 decimals",
        "prices: {a/b: {input: 1e9}} | prices.a/b.input: is more than 1000000 USD per million"
            + " tokens",
        "providers: {a: {base_url: 'http://h'}} | providers.a: kind is missing; it is one of openai,"
            + " azure, anthropic, gemini, bedrock, compatible, sandbox",
        "providers: {a: {kind: compatible, api_key: none}} | providers.a: base_url is missing",
        "providers: {a: {kind: gemini}} | providers.a: api_key is missing; write \"${NAME}\","
            + " parameter:<name>, secret:<id> or none",
        "providers: {a: {kind: azure, base_url: 'http://h', auth: entra}} | providers.a: token is"
            + " missing; write \"${NAME}\", parameter:<name>, secret:<id> or none",
        "providers: {a: {kind: gemini, api_key: none, auth: entra}} | providers.a.auth: is for the"
            + " kind azure only",
        "providers: {a: {kind: compatible, base_url: 'http://u:p@h'}} | providers.a.base_url:"
            + " \"http://u:p@h\" must not hold a user name or password",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1?a=b'}} | providers.a.base_url:"
            + " \"http://h/v1?a=b\" must end with its path: no ? and no #",
        "providers: {a: {kind: compatible, base_url: 'http://h:65536/v1'}} | providers.a.base_url:"
            + " \"http://h:65536/v1\" has a port that is none of 1 to 65535",
        "providers: {a: {kind: compatible, base_url: 'http://h/v1/chat/completions'}} |"
            + " providers.a.base_url: must end before /chat/completions, which is added",
        "providers: {a: {kind: compatible, base_url: 'http://h', api_key: [b]}} | providers.a.api_key:"
            + " expected a value, found a list",
        "providers: {a: {kind: compatible, base_url: 'http://h', headers: {b c: d}}} |"
            + " providers.a.headers.b c: is no name for a header",
        "'providers: {a: {kind: compatible, base_url: \"http://h\", headers: {b: \"c\\r\\nd: e\"}}}' |"
            + " providers.a.headers.b: holds a line break or another control character",
        "providers: {a: {kind: compatible, base_url: 'http:///v1'}} | providers.a.base_url:"
            + " \"http:///v1\" names no host",
        "providers: {a: {kind: compatible, base_url: 'http://a b'}} | providers.a.base_url:"
            + " \"http://a b\" is no URL",
      })
  void parse_oneFault_isToldWithItsPlace(String text, String expected) {
    assertThat(problems(text)).containsExactly("llmapi.yaml:1: " + expected);
  }

  @Test
  void parse_circleOfAliases_isToldForEachOfThem() {
    assertThat(problems("aliases:\n  a: [sandbox/y, b]\n  b: c\n  c: a\n  d: a\n"))
        .containsExactly(
            "llmapi.yaml:2: aliases.a: goes in a circle: a -> b -> c -> a",
            "llmapi.yaml:3: aliases.b: goes in a circle: b -> c -> a -> b",
            "llmapi.yaml:4: aliases.c: goes in a circle: c -> a -> b -> c");
  }

  @Test
  void parse_aliasOfAProviderThatIsWrongItself_isNotToldBeside() {
    assertThat(problems("providers: {wall: {kind: walled}}\naliases: {a: wall/x, b: wal/x}"))
        .containsExactly(
            "llmapi.yaml:1: providers.wall.kind: \"walled\" is none of openai, azure, anthropic,"
                + " gemini, bedrock, compatible, sandbox",
            "llmapi.yaml:2: aliases.b: \"wal/x\" leads to no provider; expected sandbox, wall,"
                + " openai, azure, anthropic, gemini, openrouter before the slash; did you mean"
                + " wall?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-abc",
        "sk-proj-4kdjf83kdjfh47",
        "AIzaSyD4kdjf83kdjfh47fj3k4h5j6k7l8m",
        "\"${KEY:-sk-abc}\"",
        "\"${KEY:-AIzaSyD4kdjf83}\"",
        "\"${KEY:-}AIzaSyD4kdjf83\"",
        "$KEY"
      })
  void parse_keyInTheFile_isRefusedAndNotShown(String key) {
    List<String> problems =
        problems("providers:\n  a:\n    kind: openai\n    api_key: " + key + "\n");

    assertThat(problems)
        .containsExactly(
            "llmapi.yaml:4: providers.a.api_key: secrets are never in the file; write \"${NAME}\""
                + " for a variable of the environment, parameter:<name>, secret:<id>, or none");
    assertThat(problems.getFirst()).doesNotContain(key);
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer abcdefgh",
    "authorization, 'Bearer ${KEY:-abcdefghijklm}'",
    "X-Api-Token, abc",
    "Ocp-Apim-Subscription-KEY, abc",
    "X-Team, sk-abc"
  })
  void parse_keyInAHeader_isRefusedAndNotShown(String name, String value) {
    String text =
        "providers: {a: {kind: compatible, base_url: 'http://h', headers: {%s: \"%s\"}}}"
            .formatted(name, value);

    assertThat(problems(text))
        .containsExactly(
            "llmapi.yaml:1: providers.a.headers.%s: secrets are never in the file; write \"${NAME}\""
                    .formatted(name)
                + " for the secret part");
  }

  @Test
  void parse_valueOfAVariableThatIsWrong_isNotShown() {
    String text = "providers: {a: {kind: compatible, base_url: \"${SECRET}\"}}";

    assertThat(problems(text, Map.of("SECRET", "hidden-value")))
        .containsExactly(
            "llmapi.yaml:1: providers.a.base_url: \"${SECRET}\" must begin with https:// or"
                + " http://");
  }

  @Test
  void parse_noYaml_isToldWithItsLine() {
    assertThat(problems("server:\n  port: 1\n host: a\n"))
        .singleElement()
        .asString()
        .startsWith("llmapi.yaml:3: no YAML: ");
    assertThat(problems("---\nserver: {}\n---\nserver: {}\n"))
        .containsExactly(
            "llmapi.yaml:3: no YAML: expected a single document in the stream, but found another"
                + " document");
    assertThat(problems("server:\n  port: 1\n  host: \"😀\u0007\"\n"))
        .containsExactly("llmapi.yaml:3: no YAML: a character that is not allowed");
    assertThat(problems("just text"))
        .containsExactly("llmapi.yaml:1: expected members (name: value), found a value");
  }

  @Test
  void parse_wrongEnvironment_namesTheVariable() {
    Map<String, String> environment =
        Map.of(
            "PORT", "http",
            "LLMAPI_API_KEY", "short",
            "LLMAPI_FSYNC", "never",
            "OPENAI_API_KEY", "k",
            "OPENAI_BASE_URL", "api.example.com");

    assertThat(problems("", environment))
        .containsExactlyInAnyOrder(
            "PORT: \"http\" is no whole number from 0 to 65535",
            "LLMAPI_FSYNC: \"never\" is none of each_second, always",
            "LLMAPI_API_KEY: a key has 16 characters or more",
            "OPENAI_BASE_URL: \"api.example.com\" must begin with https:// or http://");
  }

  private static List<String> problems(String text) {
    return problems(text, Map.of());
  }

  private static List<String> problems(String text, Map<String, String> environment) {
    ConfigurationException thrown =
        catchThrowableOfType(
            ConfigurationException.class, () -> Settings.parse("llmapi.yaml", text, environment));
    assertThat(thrown.getMessage()).isEqualTo(String.join("\n", thrown.problems()));
    return thrown.problems();
  }
}
