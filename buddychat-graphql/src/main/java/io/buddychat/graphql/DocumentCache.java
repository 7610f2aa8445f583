package io.buddychat.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import java.util.HashMap;
import java.util.Map;

/// Remembers documents that have been read and checked, by their exact text: the same few come
/// again and again, and reading costs more than answering. Bounded by the texts' length, so that a
/// flood of different ones cannot fill the memory. Trusted documents are here for good.
final class DocumentCache {

  private static final long MOST_CHARACTERS = 2_000_000;

  private final DocumentCheck check;
  private final Map<String, PreparsedDocumentEntry> trusted;
  private final Cache<String, PreparsedDocumentEntry> documents =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String text, PreparsedDocumentEntry entry) -> text.length() + 100)
          .executor(Runnable::run)
          .build();

  /// @throws TrustedDocuments.Wrong if a trusted document is none of this API
  DocumentCache(DocumentCheck check, TrustedDocuments trusted) {
    this.check = check;
    Map<String, PreparsedDocumentEntry> checked = new HashMap<>();
    trusted.byId().forEach((id, text) -> checked.put(text, trusted(id, text)));
    this.trusted = Map.copyOf(checked);
  }

  private PreparsedDocumentEntry trusted(String id, String text) {
    PreparsedDocumentEntry entry = check.checkTrusted(text);
    if (entry.hasErrors()) {
      String problem = entry.getErrors().getFirst().getMessage();
      throw new TrustedDocuments.Wrong(id, problem.replaceAll("\\R", " "));
    }
    return entry;
  }

  /// The document of this text, or what is wrong with it.
  PreparsedDocumentEntry document(String text) {
    PreparsedDocumentEntry entry = trusted.get(text);
    if (entry == null) {
      entry = documents.getIfPresent(text);
    }
    if (entry == null) {
      entry = check.check(text);
      if (!entry.hasErrors()) {
        documents.put(text, entry);
      }
    }
    return entry;
  }
}
