package dev.llmapi.pipeline;

import dev.llmapi.catalog.Notice;
import dev.llmapi.provider.Provider;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model at a provider that may answer a request.
 *
 * @param model as the gateway names it at the provider
 * @param asked the client's name that led to it: the one asked for, or one to fall back to
 * @param aliased whether that name is an alias that the owner has set
 * @param notices what the caller is told of it, such as that it replaces a retired one
 */
public record Candidate(
    Provider provider, String model, String asked, boolean aliased, List<Notice> notices) {

  public Candidate {
    notices = List.copyOf(notices);
  }

  /** The model's name at the gateway: {@code provider/model}. */
  public String name() {
    return provider.name() + "/" + model;
  }

  /** With more to tell, which comes first. */
  Candidate withNotices(List<Notice> more) {
    return more.isEmpty()
        ? this
        : new Candidate(
            provider,
            model,
            asked,
            aliased,
            Stream.concat(more.stream(), notices.stream()).distinct().toList());
  }
}
