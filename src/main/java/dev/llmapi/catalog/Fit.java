package dev.llmapi.catalog;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import java.util.List;

/** Whether a target can answer a request as it was meant. */
public sealed interface Fit {

  /**
   * It can.
   *
   * @param request what the wire is to write: what the target cannot honour is taken out of it, and
   *     out of the list of its members
   * @param dropped what was taken out though it was asked for, by OpenAI's names, for the receipt
   */
  record Fitted(ChatRequest request, List<String> dropped) implements Fit {
    public Fitted {
      dropped = List.copyOf(dropped);
    }
  }

  /** It cannot: without the parameter that the failure names, the request would mean another. */
  record Unfit(Failure failure) implements Fit {}
}
