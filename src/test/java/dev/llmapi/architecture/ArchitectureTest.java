package dev.llmapi.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The directions of dependency that ARCHITECTURE.md draws, checked. */
final class ArchitectureTest {

  private static final String ROOT = "dev.llmapi.";

  /** Those that know no framework, no network and no clock of their own. */
  private static final String[] DOMAIN =
      packages(
          "model",
          "wire",
          "catalog",
          "pricing",
          "policy",
          "store",
          "media",
          "provider",
          "door",
          "pipeline");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.llmapi");

  /** Who may know whom: the one table. A row may know itself and what stands to its right. */
  @ParameterizedTest(name = "{0} knows {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model      |
          door       |
          wire       | model
          catalog    | model
          pricing    | model catalog
          policy     | model
          store      | model policy
          media      | model
          provider   | model wire catalog
          pipeline   | model wire catalog pricing policy store media provider door
          http       | model media provider
          embedded   | model policy store
          aws        | model policy store
          app.config | model pricing policy provider
          app.admin  | model wire policy store pipeline
          app.local  | model wire policy door embedded app.config app
          app.lambda | model wire door provider app.config app aws
          """)
  void layer_knows_onlyWhatTheTableSays(String layer, @Nullable String mayKnow) {
    String[] known = mayKnow == null ? new String[0] : mayKnow.split(" ", -1);
    // "app" alone is the composition root, without the packages below it.
    String[] allowed =
        Stream.concat(Stream.of(layer), Stream.of(known))
            .map(name -> name.equals("app") ? ROOT + "app" : ROOT + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + layer + "..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.llmapi..").and(resideOutsideOfPackages(allowed)))
        .check(CLASSES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("libraries")
  void library_isKnown_onlyWhereItBelongs(String library, String[] homes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  static Stream<Arguments> libraries() {
    return Stream.of(
        Arguments.of("io.helidon..", packages("app.local")),
        Arguments.of("org.apache.hc..", packages("http")),
        Arguments.of("java.sql..", packages("embedded")),
        Arguments.of("org.sqlite..", packages("embedded")),
        Arguments.of("java.net.http..", packages("app.lambda", "aws")),
        Arguments.of("software.amazon..", packages("aws")),
        Arguments.of("com.amazonaws..", packages("app.lambda")),
        Arguments.of("io.quarkus..", packages("app.lambda")),
        Arguments.of("jakarta..", packages("app.lambda")),
        Arguments.of("org.crac..", packages("app.lambda")),
        Arguments.of("org.yaml..", packages("app.config")),
        Arguments.of("org.snakeyaml..", packages("app.config")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void rule_holds(String name, ArchRule rule) {
    rule.as(name).check(CLASSES);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(
            "the model knows the JDK and nothing else",
            classes()
                .that()
                .resideInAPackage("dev.llmapi.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.llmapi.model..", "java..", "org.jspecify..")),
        Arguments.of(
            "the formats of chat do not know one another",
            slices()
                .matching("dev.llmapi.wire.(anthropic|gemini|openai)..")
                .should()
                .notDependOnEachOther()),
        Arguments.of(
            "providers do not know one another",
            slices().matching("dev.llmapi.provider.(*)..").should().notDependOnEachOther()),
        Arguments.of(
            "the clock and chance are handed in",
            noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")),
        Arguments.of(
            "nobody sleeps in the domain",
            noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)),
        Arguments.of(
            "names say what a thing is",
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helpers?|Utils?|Info)")),
        Arguments.of(
            "every package is null-marked",
            classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")));
  }

  @Test
  void table_ofLayers_namesEveryPackage() {
    String[] known =
        packages(
            "model",
            "pricing",
            "store",
            "embedded",
            "door",
            "wire",
            "catalog",
            "policy",
            "store",
            "media",
            "provider",
            "pipeline",
            "http",
            "aws",
            "embedded",
            "app");
    classes().should().resideInAnyPackage(known).check(CLASSES);
  }

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> ROOT + name + "..").toArray(String[]::new);
  }
}
