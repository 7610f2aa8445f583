package io.buddychat.server;

import io.buddychat.domain.attachment.Attachment;
import io.buddychat.domain.attachment.Uploads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A file on its way to somebody who may see it.
///
/// It was uploaded by somebody else and may be anything, so a browser is told to save it and never
/// to show it as a page of ours: not by its type, not by guessing, and with nothing allowed in it
/// if it is shown all the same.
record DownloadAnswer(Uploads.Download download) {

  private static final String UNKNOWN = "application/octet-stream";

  /// Types that hold no scripts; all others are not repeated.
  private static final Set<String> HARMLESS =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "audio/mpeg",
          "audio/mp4",
          "audio/ogg",
          "audio/wav",
          "audio/webm",
          "video/mp4",
          "video/webm",
          "video/ogg",
          "application/pdf",
          "text/plain");

  /// One range; who asks for several gets the whole.
  private static final Pattern RANGE =
      Pattern.compile("\\s*bytes\\s*=\\s*(?:\\d+\\s*-\\s*\\d*|-\\s*\\d+)\\s*");

  private static final int BUFFER = 64 << 10;

  void send(Request request, Response response, Callback callback) {
    Attachment attachment = download.attachment();
    HttpFields.Mutable fields = response.getHeaders();
    fields.put("X-Content-Type-Options", "nosniff");
    fields.put("Content-Security-Policy", "sandbox; default-src 'none'");
    fields.put("Cross-Origin-Resource-Policy", "same-site");
    fields.put(HttpHeader.CACHE_CONTROL, "private, no-cache");
    fields.put(HttpHeader.ACCEPT_RANGES, "bytes");
    try (InputStream bytes = download.bytes()) {
      List<String> asked = asked(request);
      List<ByteRange> ranges = ByteRange.parse(asked, attachment.size());
      if (!asked.isEmpty() && ranges.isEmpty()) {
        response.setStatus(416);
        fields.put(
            HttpHeader.CONTENT_RANGE, ByteRange.toNonSatisfiableHeaderValue(attachment.size()));
        callback.succeeded();
        return;
      }
      Optional<ByteRange> range = ranges.stream().findFirst();
      long first = range.map(ByteRange::first).orElse(0L);
      long length = range.map(ByteRange::getLength).orElse(attachment.size());
      response.setStatus(range.isPresent() ? 206 : 200);
      range.ifPresent(
          r -> fields.put(HttpHeader.CONTENT_RANGE, r.toHeaderValue(attachment.size())));
      fields.put(HttpHeader.CONTENT_TYPE, type(attachment));
      fields.put(HttpHeader.CONTENT_LENGTH, length);
      fields.put("Content-Disposition", disposition(attachment.name()));
      if (request.getMethod().equals("GET")) {
        bytes.skipNBytes(first);
        copy(bytes, length, Content.Sink.asOutputStream(response));
      }
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    }
  }

  private static List<String> asked(Request request) {
    List<String> values = request.getHeaders().getValuesList(HttpHeader.RANGE);
    return values.size() == 1 && RANGE.matcher(values.getFirst()).matches() ? values : List.of();
  }

  private static void copy(InputStream from, long length, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = length;
    while (left > 0) {
      int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new IOException("the file is shorter than it was");
      }
      to.write(buffer, 0, read);
      left -= read;
    }
    to.close();
  }

  private static String type(Attachment attachment) {
    String type = attachment.contentType();
    if (type.equals("text/plain")) {
      return "text/plain; charset=utf-8";
    }
    return HARMLESS.contains(type) ? type : UNKNOWN;
  }

  /// The name twice, as RFC 6266 has it: in ASCII for those who know no better, and whole.
  static String disposition(String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints()
        .forEach(c -> ascii.append(c < ' ' || c > '~' || "\"\\%".indexOf(c) >= 0 ? '_' : (char) c));
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encoded(name));
  }

  /// Percent-encoded but for the `attr-char` of RFC 5987.
  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "!#$&+-.^_`|~".indexOf(c) >= 0;
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
