package io.buddychat.testkit.contract;

/// All rules about files that are sent with messages.
public interface AttachmentsContract extends SendingFilesContract, RemovingFilesContract {}
