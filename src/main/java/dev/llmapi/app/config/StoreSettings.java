package dev.llmapi.app.config;

/**
 * The store in the folder for data, which the local server keeps money in.
 *
 * @param fsyncsAlways each answer's money is forced to the disk before it is told, so that a power
 *     cut loses nothing; else each second
 */
public record StoreSettings(boolean fsyncsAlways) {

  public static final StoreSettings DEFAULT = new StoreSettings(false);
}
