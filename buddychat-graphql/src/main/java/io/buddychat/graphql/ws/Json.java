package io.buddychat.graphql.ws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as it is spoken on a socket: strict with what comes in, plain in what goes out.
///
/// Coming in, a name may not occur twice in an object (two readers could take different ones),
/// nothing may follow the message, and depth and length of numbers and names are bounded. Going
/// out, only JSON in Java's own types is written. Any other object is an error, where a mapper
/// would show its insides.
final class Json {

  private static final int DEEPEST = 100;
  private static final int LONGEST_NAME = 1_000;

  private static final JsonStringEncoder QUOTING = JsonStringEncoder.getInstance();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(LONGEST_NAME)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /// The value of a text, in Java's own types.
  ///
  /// @throws BadMessage if it is not JSON, or more than a message needs
  static @Nullable Object read(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException _) {
      throw new BadMessage("Message is not valid JSON");
    }
  }

  /// How many bytes the text of a value has, about, as far as that is known before.
  static int length(Object value) {
    return value instanceof Prepared prepared ? prepared.length() : 0;
  }

  /// Appends the text of a value.
  ///
  /// @throws IllegalArgumentException if it cannot be said in JSON
  static void append(Object value, Utf8 text) {
    if (value instanceof Prepared prepared) {
      prepared.writeTo(text);
      return;
    }
    StringWriter written = new StringWriter();
    try (JsonGenerator out = MAPPER.createGenerator(written)) {
      write(value, out);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    text.append(written.toString());
  }

  /// Appends a text in quotes.
  static void appendQuoted(String text, Utf8 out) {
    if (isPlain(text)) {
      out.appendAscii("\"").appendAscii(text).appendAscii("\"");
      return;
    }
    StringBuilder quoted = new StringBuilder(text.length() + 10).append('"');
    QUOTING.quoteAsString(text, quoted);
    out.append(quoted.append('"'));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each < ' ' || each > '~' || each == '"' || each == '\\') {
        return false;
      }
    }
    return true;
  }

  private static String text(Prepared prepared) {
    Utf8 text = new Utf8(prepared.length());
    prepared.writeTo(text);
    return new String(text.text(), StandardCharsets.UTF_8);
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean yes -> out.writeBoolean(yes);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case Float number -> out.writeNumber(number);
      case Number number -> out.writeNumber(number.toString());
      case Prepared prepared -> out.writeRawValue(text(prepared));
      case Map<?, ?> members -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
          out.writeFieldName((String) member.getKey());
          write(member.getValue(), out);
        }
        out.writeEndObject();
      }
      case Collection<?> elements -> {
        out.writeStartArray();
        for (Object element : elements) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case RawValue prepared -> prepared.serialize(out);
      default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
    }
  }
}
