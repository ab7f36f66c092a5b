package dev.llmapi.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What callers of a model are told of its end.
 *
 * @param text a sentence or two, with names of the catalogue only
 * @param deprecatedOn the day from which callers are told; absent where it is not known
 * @param sunsetOn the day from which the name no longer means that model; absent once it has come,
 *     since the name then stands for another
 */
public record Notice(String text, @Nullable LocalDate deprecatedOn, @Nullable LocalDate sunsetOn) {}
