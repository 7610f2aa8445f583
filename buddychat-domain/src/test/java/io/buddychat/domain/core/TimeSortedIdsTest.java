package io.buddychat.domain.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeSortedIdsTest {

  private static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

  private final AtomicLong millis = new AtomicLong(EPOCH + 1_000);
  private final Clock clock = new SetClock(millis);

  @Test
  void aKeyIsTimeThenNodeThenCount() {
    long first = new TimeSortedIds(clock, 5).next();
    assertThat(first >>> 22).isEqualTo(1_000);
    assertThat(first >>> 10 & 0xFFF).isEqualTo(5);
    assertThat(first & 0x3FF).isZero();
  }

  @Test
  void keysGrowWhileTheClockStandsStill() {
    TimeSortedIds ids = new TimeSortedIds(clock, 4095);
    long last = 0;
    for (int i = 0; i < 5_000; i++) {
      long next = ids.next();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
    assertThat(last >>> 22).as("it has borrowed from the time to come").isEqualTo(1_004);
  }

  @Test
  void keysGrowWhenTheClockGoesBack() {
    TimeSortedIds ids = new TimeSortedIds(clock, 0);
    long before = ids.next();
    millis.set(EPOCH - 1_000_000);
    assertThat(ids.next()).isGreaterThan(before);
    millis.set(EPOCH + 2_000);
    assertThat(ids.next() >>> 22).isEqualTo(2_000);
  }

  @Test
  void keysArePositiveEvenBeforeTheirTimeBegins() {
    millis.set(0);
    assertThat(new TimeSortedIds(clock, 0).next()).isPositive();
    millis.set(EPOCH + (1L << 41) - 1);
    assertThat(new TimeSortedIds(clock, 4095).next()).as("and until 2094").isPositive();
  }

  @Test
  void nodesNeverMakeTheSameKey() {
    Set<Long> keys = new HashSet<>();
    for (int node = 0; node < 4096; node += 315) {
      TimeSortedIds ids = new TimeSortedIds(clock, node);
      for (int i = 0; i < 2_000; i++) {
        assertThat(keys.add(ids.next())).isTrue();
      }
    }
  }

  @Test
  void aNodeHasANumberOf12Bits() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeSortedIds(clock, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeSortedIds(clock, 4096));
  }

  @Test
  void timeIsToldInWholeMilliseconds() {
    Instant precise = Instant.parse("2026-01-01T00:00:00.123456789Z");
    assertThat(new Time(Clock.fixed(precise, ZoneOffset.UTC)).now())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
  }

  /// A clock that shows what it is set to.
  private static final class SetClock extends Clock {

    private final AtomicLong millis;

    SetClock(AtomicLong millis) {
      this.millis = millis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
