package io.buddychat.testkit.contract;

/// All rules about accounts: getting one, proving that it is mine, and ending it.
public interface AccountsContract
    extends RegistrationContract,
        ProfilesContract,
        SignInContract,
        EndingContract,
        LeavingForGoodContract,
        MeanwhileContract {}
