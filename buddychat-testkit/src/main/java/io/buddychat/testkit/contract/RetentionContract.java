package io.buddychat.testkit.contract;

/// What is old is forgotten: logs in [ForgettingContract], the rest in [TidyingContract].
public interface RetentionContract extends ForgettingContract, TidyingContract {}
