package dev.llmapi.media;

/** What came of reading an image's header. */
public sealed interface HeaderRead permits ImageHeader, ImageRefused {}
