package io.buddychat.graphql.ws;

/// A payload that knows how its JSON reads: it is written as it writes itself, and is looked into
/// by nobody on its way.
public interface Prepared {

  /// How many bytes it has, about; rather more than fewer.
  int length();

  /// Writes one JSON value, without line breaks. Any thread may ask, once or often.
  void writeTo(Utf8 text);
}
