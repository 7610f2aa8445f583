package io.buddychat.domain.core;

import java.util.function.Supplier;

/// Port: runs work in one transaction.
///
/// All of what the work stores is kept, or nothing. When the call returns, it is kept durably: it
/// survives the death of the process and, where the store can, a power cut. What the work throws
/// rolls everything back and is thrown on. A nested call joins the outer one.
///
/// The store may run the work again from the start when the database refused it for another's sake
/// (a deadlock, a key taken at the same moment): so the work must do nothing but load, decide and
/// store.
public interface UnitOfWork {

  <T> T execute(Supplier<T> work);

  /// Whether the calling thread is inside of one, so that what it executes now would join it.
  boolean isRunning();

  /// Does something that comes of what was stored: as soon as the transaction of the calling thread
  /// is durable, and never if that is rolled back; outside of one, at once. It is no part of the
  /// transaction, and what it throws harms nobody ([Aftermath]).
  void afterCommit(Runnable task);
}
