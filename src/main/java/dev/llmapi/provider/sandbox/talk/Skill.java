package dev.llmapi.provider.sandbox.talk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something small that the sandbox can do truly, rather than only speak of the prompt. */
@FunctionalInterface
public interface Skill {
  /** All skills, the likelier first. */
  List<Skill> ALL =
      List.of(
          (prompt, _) -> Repetition.repeat(prompt),
          (prompt, _) -> Arithmetic.solve(prompt),
          Clock::tell);

  /** The answer to {@code prompt} at this instant; empty if it does not ask for this. */
  Optional<String> answer(String prompt, Instant now);

  /** The answer of the first skill that {@code prompt} asks for. */
  static Optional<String> find(String prompt, Instant now) {
    return ALL.stream().flatMap(skill -> skill.answer(prompt, now).stream()).findFirst();
  }

  /** The arithmetic expression in {@code prompt}, written with signs. */
  static Optional<String> findExpression(String prompt) {
    return Arithmetic.findExpression(prompt);
  }
}
