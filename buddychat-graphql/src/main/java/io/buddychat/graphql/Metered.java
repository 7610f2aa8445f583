package io.buddychat.graphql;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/// A publisher that tells a meter when somebody begins to read it, what they get, and when it ends,
/// whichever side ends it.
record Metered<T>(Flow.Publisher<T> source, Meter meter) implements Flow.Publisher<T> {

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    meter.streamOpened();
    source.subscribe(new Reader<>(subscriber, meter));
  }

  private static final class Reader<T> implements Flow.Subscriber<T> {

    private final Flow.Subscriber<? super T> reader;
    private final Meter meter;
    private final AtomicBoolean closed = new AtomicBoolean();

    Reader(Flow.Subscriber<? super T> reader, Meter meter) {
      this.reader = reader;
      this.meter = meter;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      reader.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long n) {
              subscription.request(n);
            }

            @Override
            public void cancel() {
              close();
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(T item) {
      meter.eventSent();
      reader.onNext(item);
    }

    @Override
    public void onError(Throwable thrown) {
      close();
      reader.onError(thrown);
    }

    @Override
    public void onComplete() {
      close();
      reader.onComplete();
    }

    private void close() {
      if (closed.compareAndSet(false, true)) {
        meter.streamClosed();
      }
    }
  }
}
