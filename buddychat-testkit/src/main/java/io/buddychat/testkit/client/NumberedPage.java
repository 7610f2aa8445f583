package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/// A page that was asked for by its number. What comes or goes meanwhile moves the pages behind it;
/// a [Page] goes on where it ended.
///
/// @param hasNext whether there is a page after this one
public record NumberedPage<T>(List<T> items, boolean hasNext) {

  static final String ARGUMENTS = "$page: Int, $limit: Int, $where: JSON";
  static final String GIVEN = "page: $page, limit: $limit, where: $where";

  static <T> NumberedPage<T> of(JsonNode page, Function<JsonNode, T> item) {
    return new NumberedPage<>(
        Json.list(page.path("items"), item), page.path("hasNext").asBoolean());
  }
}
