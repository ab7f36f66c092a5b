package dev.llmapi.pipeline;

import dev.llmapi.media.DataUrl;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageCheck;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.UrlCheck;
import dev.llmapi.media.UrlGuard;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Slice;
import dev.llmapi.pipeline.RemoteImages.Outcome;
import dev.llmapi.wire.openai.ImageUrlSplicer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks the images of a request by their headers, and fetches those that a provider wants as
 * bytes. No pixel is decoded; which frame of an animated image a model sees is its provider's
 * choice. Thread-safe.
 */
public final class ImageIntake {

  /** Of one request together: as base64 and in a body they are held three times over. */
  private static final long MAX_FETCHED_BYTES = 24L << 20;

  private final int maxCount;
  private final ImageLimits limits;
  private final UrlGuard urls;
  private final HostGuard hosts;
  private final RemoteImages remote;

  /**
   * An intake.
   *
   * @param maxCount how many images a request may hold
   * @param hosts whose addresses a URL that is only handed on may lead to; should not be patient
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
    this.remote = new RemoteImages(fetcher, Math.max(MAX_FETCHED_BYTES, limits.maxBytes()));
  }

  /**
   * The request with its data URLs checked, and the text of its https URLs. Waits for nothing.
   *
   * @throws FailureException INVALID_IMAGE, naming which image and which limit
   */
  public ChatRequest checked(ChatRequest request) {
    if (!ImagePlaces.hasAny(request)) {
      return request;
    }
    requireCount(request);
    return ImagePlaces.map(request, this::check);
  }

  /**
   * The request with its https URLs as they are, for a provider that fetches them itself.
   *
   * <p>It must not lead a provider into a private network (its own, or ours where a host in it
   * fetches URLs), so the names are looked up. That catches names that are plainly private, not a
   * DNS that answers each asker otherwise: hence a name that we cannot look up, or not in time, is
   * left to the provider.
   *
   * @throws FailureException INVALID_IMAGE, naming which image leads to a private address
   */
  public ChatRequest handedOn(ChatRequest request) {
    Set<String> remotes = remotes(request);
    if (remotes.isEmpty()) {
      return request;
    }
    Map<String, Optional<ImageRefused>> found =
        RemoteImages.forEach(remotes, this::findPrivateHost);
    return ImagePlaces.map(
        request,
        (source, path) -> {
          if (source instanceof ImageSource.Remote(String url)) {
            found.getOrDefault(url, Optional.empty()).ifPresent(refused -> refuse(refused, path));
          }
          return source;
        });
  }

  /**
   * The request with its https URLs fetched, for a provider that takes only bytes. The body that
   * rides along keeps the URLs.
   *
   * @param ownFile the provider has the file itself, so that its URL stays
   * @throws FailureException INVALID_IMAGE, naming which image and what went wrong
   */
  public ChatRequest fetched(ChatRequest request, Predicate<String> ownFile) {
    Set<String> remotes = remotes(request);
    remotes.removeIf(ownFile);
    return remotes.isEmpty() ? request : withImages(request, remote.fetch(remotes));
  }

  /**
   * As {@link #fetched}, and in the body too the images stand in the place of their URLs: for a
   * provider that is sent the client's own body.
   */
  public ChatRequest fetchedIntoBody(ChatRequest request) {
    Set<String> remotes = remotes(request);
    if (remotes.isEmpty()) {
      return request;
    }
    Map<String, Outcome> outcomes = remote.fetch(remotes);
    ChatRequest fetched = withImages(request, outcomes);
    Map<String, ImageSource.Inline> images = new HashMap<>();
    outcomes.forEach((url, outcome) -> {
      if (outcome instanceof Outcome.Good(var image)) {
        images.put(url, image);
      }
    });
    return fetched.withMembers(ImageUrlSplicer.splice(request.members(), images));
  }

  private void requireCount(ChatRequest request) {
    List<String> paths = new ArrayList<>();
    ImagePlaces.map(
        request,
        (source, path) -> {
          paths.add(path);
          return source;
        });
    if (paths.size() > maxCount) {
      String path = paths.get(maxCount);
      throw FailureException.of(
          FailureKind.INVALID_IMAGE,
          "'%s': the request holds %d images; the limit is %d."
              .formatted(path, paths.size(), maxCount),
          path);
    }
  }

  private ImageSource check(ImageSource source, String path) {
    return switch (source) {
      case ImageSource.DataUrl(Slice characters) -> inline(characters, path);
      case ImageSource.Remote(String url) -> {
        if (urls.check(url) instanceof ImageRefused refused) {
          throw failure(refused, path);
        }
        yield source;
      }
      case ImageSource.Inline inline -> inline;
    };
  }

  private ImageSource inline(Slice characters, String path) {
    return switch (DataUrl.check(characters.array(), characters.from(), characters.to(), limits)) {
      case ImageRefused refused -> throw failure(refused, path);
      case ImageCheck.Accepted accepted ->
          new ImageSource.Inline(
              accepted.mediaType(),
              new Slice(characters.array(), accepted.payloadFrom(), accepted.payloadTo()));
    };
  }

  private Optional<ImageRefused> findPrivateHost(String url) {
    return switch (urls.check(url)) {
      case ImageRefused refused -> Optional.of(refused);
      case UrlCheck.Accepted accepted ->
          hosts.check(accepted.host()) instanceof ImageRefused refused
                  && refused.reason() == ImageRefusal.ADDRESS_REFUSED
              ? Optional.of(refused)
              : Optional.empty();
    };
  }

  private static Set<String> remotes(ChatRequest request) {
    Set<String> remotes = new LinkedHashSet<>();
    if (ImagePlaces.hasAny(request)) {
      ImagePlaces.map(
          request,
          (source, _) -> {
            if (source instanceof ImageSource.Remote(String url)) {
              remotes.add(url);
            }
            return source;
          });
    }
    return remotes;
  }

  private static ChatRequest withImages(ChatRequest request, Map<String, Outcome> outcomes) {
    return ImagePlaces.map(
        request,
        (source, path) -> {
          if (!(source instanceof ImageSource.Remote(String url))) {
            return source;
          }
          return switch (outcomes.get(url)) {
            case Outcome.Good(var image) -> image;
            case Outcome.Refused(ImageRefused why) -> throw failure(why, path);
            case null -> source;
          };
        });
  }

  private static void refuse(ImageRefused refused, String path) {
    throw failure(refused, path);
  }

  private static FailureException failure(ImageRefused refused, String path) {
    return new FailureException(
        Failure.of(FailureKind.INVALID_IMAGE, "'" + path + "': " + refused.message() + ".", path)
            .withCode(refused.reason().code()));
  }
}
