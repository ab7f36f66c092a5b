package dev.llmapi.catalog;

import java.util.regex.Pattern;

/** How makers spell one model in several ways. */
public final class ModelNames {

  /** {@code -2026-03-05}, {@code -20251001}, {@code @20251001}, {@code -latest}, {@code -001}. */
  private static final Pattern SNAPSHOT =
      Pattern.compile("[-@]\\d{4}-\\d{2}-\\d{2}$|[-@]\\d{8}$|-latest$|-\\d{3}$");

  private ModelNames() {}

  /**
   * The name without what a platform's answers put before it: {@code sandbox/chat} of the sandbox,
   * {@code models/gemini-2.5-pro} of Gemini.
   */
  public static String bare(String platform, String model) {
    String prefix = platform.equals("gemini") ? "models/" : platform + "/";
    return model.startsWith(prefix) ? model.substring(prefix.length()) : model;
  }

  /** The name of the family that a dated snapshot belongs to; the name itself if it is none. */
  public static String family(String model) {
    return SNAPSHOT.matcher(model).replaceFirst("");
  }
}
