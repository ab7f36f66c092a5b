package dev.llmapi.provider.sandbox;

/**
 * The tokens of a request and its answer, as the sandbox estimates them: {@link
 * dev.llmapi.provider.sandbox.talk.Pieces} for text, one for each 32 by 32 pixels begun for images.
 *
 * @param reasoning part of what is completed, for thinking that a model would do and this does not
 */
record Usage(
    int promptText, int promptImages, int completionText, int reasoning, int completionImages) {

  int prompt() {
    return promptText + promptImages;
  }

  int completion() {
    return completionText + reasoning + completionImages;
  }
}
