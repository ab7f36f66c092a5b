package dev.llmapi.pipeline;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import java.util.ArrayList;
import java.util.List;

/** The images of a request, and where the client wrote each of them. */
final class ImagePlaces {

  /** What becomes of one image. */
  @FunctionalInterface
  interface Step {

    /**
     * The image that takes the place of this one.
     *
     * @param path where the image stands: {@code messages[1].content[2].image_url}
     */
    ImageSource apply(ImageSource source, String path);
  }

  private ImagePlaces() {}

  static boolean hasAny(ChatRequest request) {
    return request.messages().stream().anyMatch(ImagePlaces::holdsImage);
  }

  /** The request with each of its images replaced by what the step makes of it, in order. */
  static ChatRequest map(ChatRequest request, Step step) {
    List<Message> messages = new ArrayList<>(request.messages().size());
    for (int i = 0; i < request.messages().size(); i++) {
      Message message = request.messages().get(i);
      messages.add(holdsImage(message) ? map(message, "messages[" + i + "]", step) : message);
    }
    return request.withMessages(messages);
  }

  private static boolean holdsImage(Message message) {
    for (Part part : message.content()) {
      if (part instanceof Part.Image) {
        return true;
      }
    }
    return false;
  }

  private static Message map(Message message, String path, Step step) {
    return switch (message) {
      case Message.Instructions(var content, boolean developer) ->
          new Message.Instructions(parts(content, path, step), developer);
      case Message.User(var content, var name) ->
          new Message.User(parts(content, path, step), name);
      case Message.ToolResult(var callId, var content) ->
          new Message.ToolResult(callId, parts(content, path, step));
      case Message.Assistant(var content, var toolCalls, var refusal, var reasoning) ->
          new Message.Assistant(replayed(content, path, step), toolCalls, refusal, reasoning);
    };
  }

  private static List<Part> parts(List<Part> content, String message, Step step) {
    List<Part> parts = new ArrayList<>(content);
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Image(ImageSource source, var detail)) {
        String path = message + ".content[" + i + "].image_url";
        parts.set(i, new Part.Image(step.apply(source, path), detail));
      }
    }
    return parts;
  }

  /** An assistant's images stand beside its content, in an array of their own. */
  private static List<Part> replayed(List<Part> content, String message, Step step) {
    List<Part> parts = new ArrayList<>(content);
    int images = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Image(ImageSource source, var detail)) {
        String path = message + ".images[" + images++ + "].image_url";
        parts.set(i, new Part.Image(step.apply(source, path), detail));
      }
    }
    return parts;
  }
}
