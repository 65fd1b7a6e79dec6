namespace Tracker.Domain.Items;

/// <summary>
/// What an item is (docs/domain.md, Kinds and forms). Kind and form never change: an item of the wrong
/// kind is superseded.
/// </summary>
public enum Kind
{
    Commitment,

    /// <summary>Money, goods or staff that somebody gives.</summary>
    Contribution,

    Plan,
    Fund,
    Centre,
    Agreement,
    Project,
    Mechanism,
}

/// <summary>What an item is within its kind, where the kind has more than one.</summary>
public enum Form
{
    /// <summary>The kind has no forms.</summary>
    None,

    Centre,
    Facility,
    Treaty,
    Memorandum,
    Declaration,
    Project,
    Programme,
    Study,
}

/// <summary>Which forms belong to which kind.</summary>
public static class Forms
{
    /// <summary>The forms that a kind has; <see cref="Form.None"/> alone where it has no forms.</summary>
    public static IReadOnlyList<Form> Of(Kind kind) => kind switch
    {
        Kind.Centre => [Form.Centre, Form.Facility],
        Kind.Agreement => [Form.Treaty, Form.Memorandum, Form.Declaration],
        Kind.Project => [Form.Project, Form.Programme, Form.Study],
        _ => [Form.None],
    };
}

/// <summary>What decides whether an item counts (docs/domain.md, Nature).</summary>
/// <remarks>It follows from what a sentence is about, not from how warm its verb is.</remarks>
public enum Nature
{
    Deliverable,
    Continuing,
    Position,
    Proposal,
    Reference,
}

/// <summary>The three Community pillars, and what lies across them.</summary>
public enum Pillar
{
    PoliticalSecurity,
    Economic,
    SocioCultural,
    CrossPillar,
}

/// <summary>The topic of an item.</summary>
public enum Area
{
    PoliticalDialogue,
    RegionalArchitecture,
    PeaceAndStability,
    TransnationalCrime,
    MaritimeAndCyberSecurity,
    HumanRights,
    TradeAndInvestment,
    Finance,
    IndustryAndStandards,
    ScienceAndInnovation,
    SmallBusinessAndStartUps,
    DigitalEconomy,
    Tourism,
    Transport,
    ConnectivityAndNarrowingTheGap,
    SmartCities,
    PublicHealth,
    EducationAndYouth,
    CultureAndPeople,
    SustainableDevelopmentAndClimate,
    DisasterManagement,
    Forestry,
    DevelopmentCooperation,
}

/// <summary>
/// How the item that keeps the relation stands to the other one; shown on both (docs/domain.md,
/// Relations).
/// </summary>
public enum RelationKind
{
    PartOf,
    Implements,
    Funds,
    Supports,
    Prepares,
    DependsOn,
    Succeeds,
    Amends,
    CarriedOutBy,
    Mentions,
}
