package io.buddychat.graphql;

/// Is told what runs, for those who watch over a server. It must be quick and must not throw; any
/// thread may call it. What it is told are words of ours and of the schema, never a client's.
public interface Meter {

  /// Measures nothing.
  Meter NONE =
      new Meter() {
        @Override
        public void began() {}

        @Override
        public void ended(String kind, String code) {}

        @Override
        public void resolved(String field, long nanos) {}

        @Override
        public void streamOpened() {}

        @Override
        public void streamClosed() {}

        @Override
        public void eventSent() {}
      };

  /// A request has come. It will end.
  void began();

  /// A request has been answered; of a subscription, the beginning.
  ///
  /// @param kind `query`, `mutation` or `subscription`; `none` if it came to nothing before
  /// @param code `OK`, or the code of its first error
  void ended(String kind, String code);

  /// What stands behind a field of `Query`, `Mutation` or `Subscription` has answered, or failed.
  ///
  /// @param field such as `Query.me`
  void resolved(String field, long nanos);

  /// Somebody began to read a subscription. It will be closed.
  void streamOpened();

  void streamClosed();

  /// An event was given to whoever carries it to the client.
  void eventSent();
}
