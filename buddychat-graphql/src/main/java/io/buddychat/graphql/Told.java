package io.buddychat.graphql;

import io.buddychat.graphql.ws.StreamFailure;
import java.util.List;
import java.util.concurrent.Flow;

/// A publisher whose failure is told as an error that clients understand.
record Told<T>(Flow.Publisher<T> source) implements Flow.Publisher<T> {

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    source.subscribe(
        new Flow.Subscriber<T>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
          }

          @Override
          public void onNext(T item) {
            subscriber.onNext(item);
          }

          @Override
          public void onError(Throwable thrown) {
            subscriber.onError(StreamFailure.withErrors(List.of(Errors.told(thrown))));
          }

          @Override
          public void onComplete() {
            subscriber.onComplete();
          }
        });
  }
}
