package dev.llmapi.provider.sandbox.picture;

/** What the sandbox can do to an image that it is sent. */
enum Edit {
  DARK,
  BRIGHT,
  GREY,
  SEPIA,
  INVERT,
  MIRROR,
  BLUR,
  FRAME,
  ROTATE,
  SUNSET
}
