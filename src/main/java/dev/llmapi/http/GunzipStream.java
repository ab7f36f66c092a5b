package dev.llmapi.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a body at its first read, not when it is made: {@link GZIPInputStream} reads a header in
 * its constructor, which may block.
 */
final class GunzipStream extends FilterInputStream {

  private static final int BUFFER_BYTES = 8192;

  private @Nullable GZIPInputStream unpacked;

  GunzipStream(InputStream packed) {
    super(packed);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (unpacked == null) {
      unpacked = new GZIPInputStream(in, BUFFER_BYTES);
    }
    return unpacked.read(bytes, offset, length);
  }
}
