package io.buddychat.server;

import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// The one file in a multipart form, as a stream that is read while the form comes in.
///
/// The stream ends only when the whole form has come and held nothing else. Whatever is wrong with
/// it is thrown while reading, so what was written until then is not kept. No more than a buffer of
/// it is in memory.
final class UploadedFile extends InputStream {

  private static final String PART = "file";
  private static final int BUFFER = 32 << 10;

  /// How much of a form may be something other than the file.
  static final int MOST_AROUND = 64 << 10;

  private static final int LONGEST_PART_HEAD = 8 << 10;

  private final InputStream in;
  private final MultiPart.Parser parser;
  private final long deadline;
  private final byte[] buffer = new byte[BUFFER];
  private final Parts parts = new Parts();
  private final long most;
  private long taken;

  private UploadedFile(InputStream in, String boundary, long most, Duration longest) {
    this.in = in;
    this.most = most;
    this.deadline = System.nanoTime() + longest.toNanos();
    this.parser = new MultiPart.Parser(boundary, parts);
    parser.setPartHeadersMaxLength(LONGEST_PART_HEAD);
  }

  /// Reads a request up to where its file begins.
  ///
  /// @param mostBytes how long the file may be; somebody else counts, this is to end what is
  ///   endless
  /// @param longest how long all of it may take
  /// @throws RefusedException if it is no form
  /// @throws BuddyChatException if it is not a form with one file
  static UploadedFile of(Request request, long mostBytes, Duration longest) {
    if (request.getLength() > mostBytes + MOST_AROUND) {
      throw tooLarge(mostBytes);
    }
    return of(Content.Source.asInputStream(request), boundary(request), mostBytes, longest);
  }

  /// Reads a form up to where its file begins.
  static UploadedFile of(InputStream form, String boundary, long mostBytes, Duration longest) {
    UploadedFile file = new UploadedFile(form, boundary, mostBytes, longest);
    while (!file.parts.begun) {
      file.takeMore();
      if (file.parts.complete) {
        throw oneFile();
      }
    }
    return file;
  }

  private static String boundary(Request request) {
    ContentType type = ContentType.of(request);
    return type.boundary()
        .filter(boundary -> type.is("multipart/form-data"))
        .orElseThrow(
            () -> RefusedException.of(415, "The Content-Type must be multipart/form-data."));
  }

  /// What the client calls it.
  String name() {
    return parts.fileName;
  }

  /// What the client says it is.
  String contentType() {
    return parts.contentType;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    while (true) {
      ByteBuffer content = parts.content.peek();
      if (content == null) {
        if (parts.complete) {
          return -1;
        }
        takeMore();
      } else if (content.hasRemaining()) {
        int read = Math.min(length, content.remaining());
        content.get(target, offset, read);
        return read;
      } else {
        parts.content.remove();
      }
    }
  }

  /// Parses the next piece of the form. What the last one held has been read by now, so that its
  /// buffer is free.
  private void takeMore() {
    if (System.nanoTime() - deadline > 0) {
      throw new RefusedException(
          new Refusal(
              408,
              "The file came too slowly.",
              List.of(new HttpField(HttpHeader.CONNECTION, "close"))));
    }
    int read = readOn();
    if (read >= 0) {
      taken += read;
      if (taken > most + MOST_AROUND) {
        throw tooLarge(most);
      }
      parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, read), false));
    } else {
      parser.parse(Content.Chunk.EOF);
    }
    if (parts.tooMany) {
      throw oneFile();
    }
    if (parts.broken) {
      throw RefusedException.of(400, "The form is broken, or broke off.");
    }
  }

  private int readOn() {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw RefusedException.of(400, "The body broke off.");
    }
  }

  private static BuddyChatException oneFile() {
    return new Failure.InvalidInput(
            PART, "The form must have one part, called `file`, which is a file with a name.")
        .asException();
  }

  private static BuddyChatException tooLarge(long most) {
    return new Failure.TooLarge(PART, "The file is longer than %d bytes.".formatted(most))
        .asException();
  }

  /// What the parser has found.
  private static final class Parts extends MultiPart.AbstractPartsListener {

    private final Queue<ByteBuffer> content = new ArrayDeque<>();
    private String fileName = "";
    private String contentType = "";
    private boolean begun;
    private boolean complete;
    private boolean tooMany;
    private boolean broken;

    @Override
    public void onPartHeader(String name, String value) {
      super.onPartHeader(name, value);
      if (HttpHeader.CONTENT_TYPE.is(name) && !begun) {
        contentType = value;
      }
    }

    @Override
    public void onPartHeaders() {
      if (begun || !PART.equals(getName()) || getFileName() == null) {
        tooMany = true;
        return;
      }
      fileName = getFileName();
      begun = true;
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      content.add(chunk.getByteBuffer());
    }

    @Override
    public void onPart(String name, String partFileName, HttpFields headers) {}

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable failure) {
      broken = true;
    }
  }
}
