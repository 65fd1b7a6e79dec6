namespace Tracker.Domain.Items;

/// <summary>
/// Where an item stands in the life of its kind. One list for all kinds; which stages a kind has, in
/// which order, is said by its <see cref="Lifecycle"/> alone (docs/domain.md, Lifecycles). "Stage not
/// stated" is null.
/// </summary>
public enum Stage
{
    NoActionReported,
    Planned,
    InProgress,
    Completed,
    Continuing,
    Offered,
    Pledged,
    PartlyDelivered,
    Delivered,
    Withdrawn,
    Drafting,
    Finalised,
    FinalReportAdopted,
    Announced,
    Funded,
    Operating,
    Closing,
    StudyUnderWay,
    StudyCompleted,
    LegalBasisConcluded,
    SettingUp,
    Opened,
    Negotiating,
    Concluded,
    Ratifying,
    InForceForSome,
    Expired,
    TextAgreed,
    InPreparation,
    Concept,
    Appraised,
    Approved,
    Implementing,
    ActivitiesCompleted,
    Running,
    Rejected,
    Terminated,
    UnderWay,
    Active,
    Dormant,
    Ended,
    Proposed,
    UnderDiscussion,
    Agreed,
    Signed,
    InForce,
    Adopted,
    Closed,
    OnHold,
    NotPursued,
    Superseded,
}

/// <summary>The stage across kinds, for tables and charts.</summary>
public enum Phase
{
    NotStarted,
    UnderWay,
    Delivered,
    NoLongerRunning,
}
