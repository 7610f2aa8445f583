package io.buddychat.testkit.contract;

/// All rules about the logs: what is written into them, and how they are followed.
public interface InboxContract
    extends LogContract, LastingLogContract, FollowingContract, FilteringContract, PaceContract {}
