package dev.sluice.core.contract;

import dev.sluice.core.state.SubscriberRepository;

/**
 * The specification of every {@link SubscriberRepository}: commits of a state, and of what each
 * kind of change stores in the same transaction.
 */
public abstract class SubscriberRepositoryContract
    implements StateCommitContract,
        SubscriberCreationContract,
        InboxClaimContract,
        ConsentRecordsContract,
        ErasureContract,
        FeedbackContract {}
