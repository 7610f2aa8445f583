package io.buddychat.testkit.contract;

/// Everything a store must do: each port by itself, several people at once, and all rules of
/// BuddyChat upon it.
public interface StoreContract
    extends UnitOfWorkContract,
        UsersContract,
        UserSearchContract,
        SessionsContract,
        InboxesContract,
        LoadingContract,
        ConversationsContract,
        MailboxesContract,
        MailboxPagingContract,
        WholeMailboxContract,
        DirectMessagesContract,
        PagingTogetherContract,
        TogetherContract,
        AccountsContract,
        CopyPerUserContract,
        AttachmentsContract,
        GroupsContract,
        GroupCardsContract,
        GroupMessagesContract,
        GroupDeparturesContract,
        PublicGroupsContract,
        NewcomersContract,
        GroupsTogetherContract,
        InboxContract,
        RetentionContract,
        AtomicityContract,
        ModelContract {}
