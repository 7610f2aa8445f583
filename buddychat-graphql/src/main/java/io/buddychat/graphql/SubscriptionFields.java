package io.buddychat.graphql;

import java.util.List;
import java.util.Map;
import org.reactivestreams.FlowAdapters;

/// Subscriptions. What `subscribe` itself answers is one event; the frames after it are not of its
/// type and are sent by [BuddyChatGraphQl] from the viewer's log.
final class SubscriptionFields {

  void addTo(Fields fields) {
    fields
        .root("Subscription")
        .field(
            "subscribe",
            (root, call) -> {
              call.context().follow();
              return FlowAdapters.toPublisher(new Once<>(Map.of("success", true)));
            });
    fields.payload("Subscribe", List.of("success"));
  }
}
