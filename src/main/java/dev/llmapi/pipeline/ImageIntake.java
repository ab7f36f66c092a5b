package dev.llmapi.pipeline;

import dev.llmapi.media.DataUrl;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageCheck;
import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.UrlCheck;
import dev.llmapi.media.UrlGuard;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.Slice;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Checks the images of a request by their headers, and fetches those that a provider wants as
 * bytes. No pixel is decoded. Thread-safe.
 */
public final class ImageIntake {

  private final int maxCount;
  private final ImageLimits limits;
  private final UrlGuard urls;
  private final HostGuard hosts;
  private final dev.llmapi.media.ImageSource fetcher;

  /**
   * An intake.
   *
   * @param maxCount how many images a request may hold
   * @param hosts whose addresses an image's URL may lead to, also where it is only handed on
   * @param fetcher fetches under its own guard
   */
  public ImageIntake(
      int maxCount,
      ImageLimits limits,
      UrlGuard urls,
      HostGuard hosts,
      dev.llmapi.media.ImageSource fetcher) {
    this.maxCount = maxCount;
    this.limits = limits;
    this.urls = urls;
    this.hosts = hosts;
    this.fetcher = fetcher;
  }

  /** What becomes of one image. */
  @FunctionalInterface
  private interface Step {
    ImageSource apply(ImageSource source, String path);
  }

  /**
   * The request with its data URLs checked, and its https URLs looked at.
   *
   * @throws FailureException INVALID_IMAGE, naming which image and which limit
   */
  public ChatRequest checked(ChatRequest request) {
    int count = count(request);
    if (count == 0) {
      return request;
    }
    if (count > maxCount) {
      throw FailureException.of(
          FailureKind.INVALID_IMAGE,
          "The request holds %d images; the limit is %d.".formatted(count, maxCount),
          "messages");
    }
    return walked(request, this::check);
  }

  /**
   * The request with its https URLs fetched, for a provider that takes only bytes.
   *
   * @throws FailureException INVALID_IMAGE, naming which image and what went wrong
   */
  public ChatRequest fetched(ChatRequest request) {
    return hasRemote(request) ? walked(request, this::fetch) : request;
  }

  private static int count(ChatRequest request) {
    int count = 0;
    for (Message message : request.messages()) {
      for (Part part : message.content()) {
        if (part instanceof Part.Image) {
          count++;
        }
      }
    }
    return count;
  }

  private static boolean hasRemote(ChatRequest request) {
    return request.messages().stream()
        .flatMap(message -> message.content().stream())
        .anyMatch(part -> part instanceof Part.Image(ImageSource.Remote _, var _));
  }

  private ImageSource check(ImageSource source, String path) {
    return switch (source) {
      case ImageSource.DataUrl(Slice characters) -> inline(characters, path);
      case ImageSource.Remote remote -> remote(remote, path);
      case ImageSource.Inline inline -> inline;
    };
  }

  private ImageSource inline(Slice characters, String path) {
    return switch (DataUrl.check(characters.array(), characters.from(), characters.to(), limits)) {
      case ImageRefused refused -> throw refused(refused, path);
      case ImageCheck.Accepted accepted ->
          new ImageSource.Inline(
              accepted.mediaType(),
              new Slice(characters.array(), accepted.payloadFrom(), accepted.payloadTo()));
    };
  }

  /** Also a URL that is only handed on must not lead a provider into somebody's private network. */
  private ImageSource remote(ImageSource.Remote remote, String path) {
    switch (urls.check(remote.url())) {
      case ImageRefused refused -> throw refused(refused, path);
      case UrlCheck.Accepted accepted -> {
        if (hosts.check(accepted.host()) instanceof ImageRefused refused
            && refused.reason() == dev.llmapi.media.ImageRefusal.ADDRESS_REFUSED) {
          throw refused(refused, path);
        }
      }
    }
    return remote;
  }

  private ImageSource fetch(ImageSource source, String path) {
    if (!(source instanceof ImageSource.Remote(String url))) {
      return source;
    }
    return switch (fetcher.fetch(url)) {
      case ImageRefused refused -> throw refused(refused, path);
      case ImageFetch.Fetched(byte[] bytes, var header) ->
          new ImageSource.Inline(
              header.format().mediaType(), Slice.of(Base64.getEncoder().encode(bytes)));
    };
  }

  private static ChatRequest walked(ChatRequest request, Step step) {
    List<Message> messages = new ArrayList<>(request.messages().size());
    for (int i = 0; i < request.messages().size(); i++) {
      Message message = request.messages().get(i);
      List<Part> parts = parts(message.content(), "messages[" + i + "]", step);
      messages.add(
          switch (message) {
            case Message.Instructions m -> m;
            case Message.User(var _, var name) -> new Message.User(parts, name);
            case Message.Assistant m ->
                new Message.Assistant(parts, m.toolCalls(), m.refusal(), m.reasoning());
            case Message.ToolResult m -> new Message.ToolResult(m.toolCallId(), parts);
          });
    }
    return request.withMessages(messages);
  }

  private static List<Part> parts(List<Part> content, String message, Step step) {
    List<Part> parts = new ArrayList<>(content.size());
    for (int i = 0; i < content.size(); i++) {
      Part part = content.get(i);
      if (part instanceof Part.Image(ImageSource source, var detail)) {
        String path = message + ".content[" + i + "].image_url";
        parts.add(new Part.Image(step.apply(source, path), detail));
      } else {
        parts.add(part);
      }
    }
    return parts;
  }

  private static FailureException refused(ImageRefused refused, String path) {
    return new FailureException(
        Failure.of(FailureKind.INVALID_IMAGE, "'" + path + "': " + refused.message() + ".", path)
            .withCode(refused.reason().code()));
  }
}
