package io.buddychat.testkit.contract;

/// All rules about conversations and messages, of which each owner has a copy. Every refusal in
/// them leaves what everybody sees exactly as it was.
public interface CopyPerUserContract
    extends OpeningContract,
        SendingContract,
        RepeatingContract,
        SharingContract,
        EditingContract,
        UnsendingContract,
        DeletingContract,
        ReadingContract,
        NoticingContract,
        ClearingContract,
        ArchivingContract {}
