package io.buddychat.graphql;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Publishes one item and completes.
record Once<T>(T item) implements Flow.Publisher<T> {

  /// The only item of a publisher that gives it at once, as the engine does with what [Once]
  /// published.
  static <T> T itemOf(Flow.Publisher<T> publisher) {
    AtomicReference<@Nullable T> item = new AtomicReference<>();
    publisher.subscribe(
        new Flow.Subscriber<T>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
          }

          @Override
          public void onNext(T next) {
            item.set(next);
          }

          @Override
          public void onError(Throwable thrown) {
            throw new IllegalStateException("the one item could not be made", thrown);
          }

          @Override
          public void onComplete() {}
        });
    return Objects.requireNonNull(item.get(), "the one item did not come at once");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private boolean done;

          @Override
          public void request(long n) {
            if (!done) {
              done = true;
              subscriber.onNext(item);
              subscriber.onComplete();
            }
          }

          @Override
          public void cancel() {
            done = true;
          }
        });
  }
}
