package io.buddychat.graphql;

import java.util.concurrent.Flow;
import java.util.function.Function;

/// A publisher whose items are made of another one's, one for one.
record Mapped<S, T>(Flow.Publisher<S> source, Function<S, T> mapping) implements Flow.Publisher<T> {

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    source.subscribe(
        new Flow.Subscriber<S>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
          }

          @Override
          public void onNext(S item) {
            subscriber.onNext(mapping.apply(item));
          }

          @Override
          public void onError(Throwable thrown) {
            subscriber.onError(thrown);
          }

          @Override
          public void onComplete() {
            subscriber.onComplete();
          }
        });
  }
}
