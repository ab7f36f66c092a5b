package dev.llmapi.http;

import dev.llmapi.model.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body as Apache sends one: written slice by slice, never joined. */
final class BodyEntity extends AbstractHttpEntity {

  private final Body body;
  private final long length;

  BodyEntity(Body body) {
    super((String) null, null);
    this.body = body;
    this.length = body.length();
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    body.writeTo(out);
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("a body is written, not read");
  }

  @Override
  public void close() {}
}
