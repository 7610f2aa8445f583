package io.buddychat.testkit.contract;

/// All rules about the logs: what is written into them, how they are followed, and how their news
/// is handed over.
public interface InboxContract
    extends LogContract,
        LastingLogContract,
        FollowingContract,
        HandOverContract,
        FilteringContract,
        PaceContract {}
