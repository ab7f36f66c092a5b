package dev.llmapi.proof;

import dev.llmapi.proof.Trial.Plan;
import dev.llmapi.proof.Trial.Streaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Runs the trials and prints the table; {@code scripts/budget-proof.sh --help} tells of them. */
public final class BudgetProof {

  private static final long SECOND = 1_000_000_000;
  private static final long START = System.nanoTime();

  private final ProofOptions options;
  private final Path folder;
  private final List<Finding> findings = new ArrayList<>();
  private int number;

  private BudgetProof(ProofOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  /**
   * Runs the proof.
   *
   * @param arguments a folder for logs and data, and then {@link ProofOptions}
   */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(Child::killAll));
    try {
      ProofOptions options = ProofOptions.parse(arguments.subList(1, arguments.size()));
      Path folder = Files.createDirectories(Path.of(arguments.getFirst()));
      return new BudgetProof(options, folder).run() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println("budget-proof: " + e.getMessage() + "; see --help");
      return 2;
    } catch (IOException | ExecutionException e) {
      System.err.println("budget-proof: " + e.getMessage());
      return 1;
    }
  }

  private boolean run() throws IOException, InterruptedException, ExecutionException {
    tryAll(false);
    if (!options.quick()) {
      tryAll(true);
    }
    return report();
  }

  private void tryAll(boolean releases)
      throws IOException, InterruptedException, ExecutionException {
    String how = releases ? " that gives back what dead calls held" : "";
    Path own = folder.resolve(releases ? "released" : "counted");
    if (!options.stores().equals("embedded")) {
      progress("starting " + options.processes() + " gateways on one table" + how);
      try (Place place = Place.shared(options.command(), options.processes(), own, releases)) {
        tryAll(place);
      }
    }
    if (!options.stores().equals("dynamodb")) {
      progress("starting a gateway with an embedded store" + how);
      try (Place place = Place.embedded(options.command(), own, releases)) {
        tryAll(place);
      }
    }
  }

  /** The trials that kill come first: while their leases last, the others are made. */
  private void tryAll(Place place) throws IOException, InterruptedException, ExecutionException {
    List<Trial> killed = new ArrayList<>();
    for (Plan plan : killing()) {
      killed.add(burst(place, plan));
    }
    for (Plan plan : place.releases() ? List.<Plan>of() : quiet()) {
      end(burst(place, plan));
    }
    for (Trial trial : killed) {
      end(trial);
    }
  }

  private List<Plan> killing() {
    List<Plan> plans = new ArrayList<>();
    for (Shape shape : List.of(Shape.EXACT, Shape.FOUR_TIMES, Shape.NO_LIMIT)) {
      if (!options.quick() || shape != Shape.NO_LIMIT) {
        plans.add(new Plan(shape, Streaming.MIXED, options.calls(), true));
      }
    }
    return plans;
  }

  private List<Plan> quiet() {
    List<Plan> plans = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      if (options.quick()) {
        plans.add(new Plan(shape, Streaming.MIXED, options.calls(), false));
      } else {
        plans.add(new Plan(shape, Streaming.WHOLE, options.calls(), false));
        plans.add(new Plan(shape, Streaming.STREAMED, options.calls(), false));
      }
    }
    return plans;
  }

  private Trial burst(Place place, Plan plan)
      throws IOException, InterruptedException, ExecutionException {
    number++;
    progress(
        "%s: %d calls at once, each %s, %s%s"
            .formatted(
                place.store(),
                plan.calls(),
                plan.shape().told(),
                plan.streaming().name().toLowerCase(java.util.Locale.ROOT),
                plan.kills() ? "; every fourth gateway is killed half-way" : ""));
    Trial trial = Trial.prepare(place, plan, number);
    trial.burst();
    return trial;
  }

  private void end(Trial trial) throws IOException, InterruptedException {
    progress("one call after the other");
    trial.spendTheRest();
    findings.add(trial.finding());
  }

  private boolean report() {
    System.out.println(Finding.HEAD);
    findings.forEach(finding -> System.out.println(finding.row()));
    System.out.println();
    for (Finding finding : findings) {
      finding.faults().stream()
          .distinct()
          .limit(5)
          .forEach(fault -> System.out.println("does not hold: " + finding.row() + "\n  " + fault));
    }
    boolean holds = findings.stream().allMatch(finding -> finding.faults().isEmpty());
    System.out.println(
        "budget-proof: %s (%d trials)"
            .formatted(holds ? "all of it holds" : "NOT all of it holds", findings.size()));
    return holds;
  }

  private static void progress(String what) {
    System.err.printf("budget-proof: %3d s  %s%n", (System.nanoTime() - START) / SECOND, what);
  }
}
