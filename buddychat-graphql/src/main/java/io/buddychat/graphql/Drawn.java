package io.buddychat.graphql;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.graphql.ws.Prepared;
import io.buddychat.graphql.ws.Utf8;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An event as one owner is told of it: a [Stencil], and what of it is theirs. It becomes text when
/// it is sent; to whoever looks into it, it is a map like any answer.
final class Drawn extends AbstractMap<String, @Nullable Object> implements Prepared {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MEMBERS =
      new TypeReference<>() {};

  private final Stencil stencil;
  private final InboxEvent event;
  private final HeldMessage held;

  Drawn(Stencil stencil, InboxEvent event, HeldMessage held) {
    this.stencil = stencil;
    this.event = event;
    this.held = held;
  }

  @Override
  public int length() {
    return stencil.length();
  }

  @Override
  public void writeTo(Utf8 text) {
    stencil.fill(event, held, text);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    Utf8 text = new Utf8(length());
    writeTo(text);
    try {
      return MAPPER.readValue(text.text(), MEMBERS).entrySet();
    } catch (IOException e) {
      throw new IllegalStateException("what was drawn is no JSON", e);
    }
  }
}
