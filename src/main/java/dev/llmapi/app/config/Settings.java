package dev.llmapi.app.config;

import dev.llmapi.pricing.OutputDefaults;
import dev.llmapi.pricing.PriceOverride;
import dev.llmapi.provider.Deadlines;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that can be set. Immutable, and holds no key that {@code toString} would show.
 *
 * @param providers those that are up, by name: first the usual ones, then the file's; the sandbox
 *     is always among them
 * @param aliases by name, what each stands for in the order of fallback: {@code provider/model}, a
 *     model's bare name, or another alias; without circles
 * @param prices before the catalogue's; the first pattern that fits holds
 * @param outputDefaults the output limits of calls that name none, where money is limited
 * @param home the folder for data
 * @param warnings what is no fault but may be unmeant, for whoever starts it: each with file, line
 */
public record Settings(
    Map<String, ProviderSettings> providers,
    Map<String, List<String>> aliases,
    List<PriceOverride> prices,
    OutputDefaults outputDefaults,
    Deadlines timeouts,
    ServerSettings server,
    SandboxPace sandbox,
    ImageSettings images,
    Access access,
    StoreSettings store,
    Path home,
    List<String> warnings) {

  private static final String USUAL_FILE = "llmapi.yaml";

  public Settings {
    providers = ordered(providers);
    aliases = ordered(aliases);
    prices = List.copyOf(prices);
    warnings = List.copyOf(warnings);
  }

  /** The usual settings but for these. */
  public static Settings of(
      Map<String, ProviderSettings> providers,
      Deadlines timeouts,
      SandboxPace sandbox,
      Access access) {
    return new Settings(
        providers,
        Map.of(),
        List.of(),
        OutputDefaults.USUAL,
        timeouts,
        ServerSettings.DEFAULT,
        sandbox,
        ImageSettings.DEFAULT,
        access,
        StoreSettings.DEFAULT,
        Path.of(""),
        List.of());
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * Reads the file and the environment.
   *
   * @param file null takes the one that {@code LLMAPI_CONFIG} names, or else {@code llmapi.yaml} of
   *     the working folder, which may be absent
   * @param environment the variables, as {@link System#getenv()} has them
   * @throws ConfigurationException with every fault, when there is one
   */
  public static Settings load(@Nullable Path file, Map<String, String> environment) {
    return load(file, Path.of(""), environment);
  }

  static Settings load(@Nullable Path file, Path folder, Map<String, String> environment) {
    Environment variables = new Environment(environment);
    Path named = file != null ? file : variables.find("LLMAPI_CONFIG").map(Path::of).orElse(null);
    Path usual = folder.resolve(USUAL_FILE);
    if (named == null && !Files.exists(usual)) {
      return parse(USUAL_FILE, "", environment);
    }
    Path read = named == null ? usual : named;
    try {
      return parse(read.toString(), Files.readString(read), environment);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(List.of(read + ": is not UTF-8"));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(List.of(read + ": there is no such file"));
    } catch (IOException e) {
      throw new ConfigurationException(List.of(read + ": cannot be read"));
    }
  }

  /**
   * Reads the text of a file and the environment.
   *
   * @param file as messages are to name it
   * @throws ConfigurationException with every fault, when there is one
   */
  static Settings parse(String file, String text, Map<String, String> environment) {
    return new SettingsReader(new Environment(environment)).read(file, text);
  }
}
