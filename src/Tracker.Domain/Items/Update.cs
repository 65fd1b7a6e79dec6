using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;

namespace Tracker.Domain.Items;

/// <summary>What a thing rests on: a document of the register, or a link; its own words, day, issuer and kind of source.</summary>
/// <param name="Document">Code of the document; null for a link.</param>
public sealed record Evidence(
    string? Document,
    string Title,
    DateOnly? On,
    string? Issuer,
    DocumentKind Kind,
    string? Address = null,
    int? Paragraph = null)
{
    internal IEnumerable<Written> Written() =>
        [new(Document, "Evidence", 100), new(Title, "EvidenceTitle"), new(Issuer, "EvidenceIssuer"), new(Address, "EvidenceAddress")];

    /// <summary>A press report, which never counts as an official source.</summary>
    public bool IsPress => Kind == DocumentKind.PressReport;

    /// <summary>A statement, joint declaration or plan that is a document of the register: what it names is the leaders' own.</summary>
    /// <remarks>A link says of itself what kind of source it is, so that it is none.</remarks>
    public bool IsOfLeaders => Document is not null && Kind is DocumentKind.Statement or DocumentKind.JointDeclaration or DocumentKind.Plan;

    /// <summary>A document of the register as a source, with what the document says of itself.</summary>
    public static Evidence Of(Document document, int? paragraph = null) =>
        new(document.Code, document.Title, document.DatedOn, document.Issuer, document.Kind, document.Address, paragraph);
}

/// <summary>
/// One report of how an item stands. It carries any of these, and is refused whole with every reason
/// or recorded whole.
/// </summary>
public sealed record Update
{
    /// <summary>The day from which it holds, in the organisation's time zone; never in the future.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The day as the source gives it, where it gives less than a day: "September 2022".</summary>
    public string? DateText { get; init; }

    /// <summary>The first day that its words stand for; of "September 2022" the 1st.</summary>
    public DateOnly? DateEarliest { get; init; }

    /// <summary>The last day that its words stand for.</summary>
    public DateOnly? DateLatest { get; init; }

    /// <summary>The stage moved to; null for no change of stage.</summary>
    public Stage? Stage { get; init; }

    /// <summary>Facts given, for the stage moved to or, without a move, for the present one.</summary>
    public IReadOnlyDictionary<Fact, string> Facts { get; init; } = new Dictionary<Fact, string>();

    /// <summary>Facts that the source does not state.</summary>
    public IReadOnlyList<Fact> NotStated { get; init; } = [];

    public Rating? Outlook { get; init; }
    public ManualProgress? Progress { get; init; }
    public TargetDate? Target { get; init; }

    /// <summary>Why an earlier target for the same stage is revised, or why there is no date any more.</summary>
    public string? TargetReason { get; init; }

    /// <summary>"No date set" is a valid answer.</summary>
    public bool NoDateSet { get; init; }

    public IReadOnlyList<MilestoneChange> Milestones { get; init; } = [];

    /// <summary>Null leaves the one that was named before.</summary>
    public string? NextStep { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The entry that this source disagrees with; such an update moves no stage.</summary>
    public int? DiffersFrom { get; init; }

    /// <summary>"No change, confirmed by a source."</summary>
    public bool NoChange { get; init; }

    public string? Note { get; init; }

    /// <summary>The reason given, for a move back, a reopening, or a stage move that lies before another.</summary>
    public string? Reason => Facts.GetValueOrDefault(Fact.Reason);

    /// <summary>Every text in it, for what holds of all texts.</summary>
    internal IEnumerable<Written> Written() =>
    [
        new(DateText, "On"), new(Note, "Note"), new(NextStep, "NextStep"), new(Outlook?.Cause, "Cause"),
        new(Progress?.Reason, "ProgressReason"), new(Target?.Text, "TargetText"), new(TargetReason, "TargetReason"),
        .. Facts.Select(f => new Written(f.Value, $"Fact-{f.Key}", f.Key == Fact.Reason ? null : 1000)),
        .. Milestones.SelectMany(m => new Written[] { new(m.Title, "Milestones"), new(m.Due?.Text, "Milestones") }),
        .. Evidence.SelectMany(e => e.Written()),
    ];

    /// <summary>Every choice is one of those offered; a number that stands for none reads as nothing later.</summary>
    internal bool HasOnlyKnownChoices =>
        (Outlook is null || Enum.IsDefined(Outlook.Outlook)) && Facts.Keys.All(Enum.IsDefined) && NotStated.All(Enum.IsDefined)
        && Milestones.All(m => Enum.IsDefined(m.Act)) && Evidence.All(e => Enum.IsDefined(e.Kind));

    public bool IsEmpty =>
        Stage is null && Facts.Values.All(Texts.IsBlank) && Outlook is null && Progress is null && Target is null && !NoDateSet
        && Milestones.Count == 0 && Texts.IsBlank(NextStep) && Evidence.Count == 0 && !NoChange && Texts.IsBlank(Note);
}

/// <summary>A body and what it does for an item.</summary>
public sealed record BodyPart(string Body, BodyRole Role);

/// <summary>How this item stands to another one.</summary>
public sealed record Relation(RelationKind Kind, string To);

/// <summary>The days a plan or a project is for, both included, with the words in which they are given.</summary>
public sealed record Period(string Text, DateOnly? FirstDay = null, DateOnly? LastDay = null);

/// <summary>All that an item is called and belongs to: what an opening sets and a revision changes.</summary>
public sealed record Profile
{
    public required string Title { get; init; }
    public string? Acronym { get; init; }
    public IReadOnlyList<string> OtherNames { get; init; } = [];
    public string Summary { get; init; } = "";

    /// <summary>The number of an action line in its plan, such as 1.2.3.</summary>
    public string? Number { get; init; }

    /// <summary>Code of the body that proposed it.</summary>
    public string? Proposer { get; init; }

    /// <summary>Code of the body whose it is, for references.</summary>
    public string? Owner { get; init; }

    public Pillar Pillar { get; init; }
    public IReadOnlyList<Pillar> FurtherPillars { get; init; } = [];
    public Area Area { get; init; }
    public IReadOnlyList<Area> FurtherAreas { get; init; } = [];
    public Nature Nature { get; init; }

    /// <summary>How much it weighs in a mean, from 1 to 1,000.</summary>
    public int Weight { get; init; } = 1;

    public Period? Period { get; init; }
    public IReadOnlyList<BodyPart> Bodies { get; init; } = [];
    public IReadOnlyList<Relation> Relations { get; init; } = [];
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>Codes of the bodies that lead it.</summary>
    public IEnumerable<string> Leads => Bodies.Where(b => b.Role == BodyRole.Lead).Select(b => b.Body);

    /// <summary>Every text in it, for what holds of all texts.</summary>
    internal IEnumerable<Written> Written() =>
    [
        new(Title, "Title"), new(Acronym, "Acronym"), new(Summary, "Summary"), new(Number, "Number"),
        new(Proposer, "Proposer", 100), new(Owner, "Owner", 100), new(Period?.Text, "Period", 200),
        .. OtherNames.Select(n => new Written(n, "OtherNames")),
        .. Bodies.Select(b => new Written(b.Body, "Bodies", 100)),
        .. Relations.Select(r => new Written(r.To, "Relations", 100)),
        .. Mentions.SelectMany(m => m.Written()),
    ];

    /// <summary>What is against the profile, all at once.</summary>
    public IReadOnlyList<Refusal> Objections()
    {
        List<Refusal> refusals = [];
        void RefuseIf(bool against, string rule, string message, string field)
        {
            if (against)
            {
                refusals.Add(new(rule, message, field));
            }
        }

        RefuseIf(Texts.IsBlank(Title) || Title.Length > 300, "profile.title", "Enter a title of at most 300 characters.", "Title");
        RefuseIf(Acronym is { Length: > 40 }, "profile.acronym", "Keep the acronym to 40 characters.", "Acronym");
        RefuseIf(Summary.Length > 4000, "profile.summary", "Keep the summary to 4,000 characters.", "Summary");
        RefuseIf(OtherNames.Any(n => Texts.IsBlank(n) || n.Length > 300), "profile.other-names", "Other names have at most 300 characters each.", "OtherNames");
        RefuseIf(Number is { Length: > 20 }, "profile.number", "Keep the number of the action line to 20 characters.", "Number");
        RefuseIf(Weight is < 1 or > 1000, "profile.weight", "The weight lies between 1 and 1,000.", "Weight");
        RefuseIf(Period is { } p && (p.FirstDay > p.LastDay || Texts.IsBlank(p.Text)), "profile.period", "The period needs its words, and its last day not before its first.", "Period");
        RefuseIf(Bodies.Distinct().Count() != Bodies.Count, "profile.bodies", "A body is named once for each role.", "Bodies");
        RefuseIf(Relations.Distinct().Count() != Relations.Count, "profile.relations", "Each relation is named once.", "Relations");
        RefuseIf(Nature == Nature.Proposal && Texts.IsBlank(Proposer), "profile.proposer", "A proposal names who proposed it.", "Proposer");
        RefuseIf(
            !(Enum.IsDefined(Nature) && Enum.IsDefined(Pillar) && FurtherPillars.All(Enum.IsDefined) && Enum.IsDefined(Area) && FurtherAreas.All(Enum.IsDefined)
                && Bodies.All(b => Enum.IsDefined(b.Role)) && Relations.All(r => Enum.IsDefined(r.Kind)) && Mentions.All(m => Enum.IsDefined(m.Strength))),
            "profile.choice", "Choose one of the values offered for nature, pillar, area, role, relation and strength.", "Nature");
        RefuseIf(Mentions.Any(m => Texts.IsBlank(m.Speaker)), "mention.speaker", "Each mention says who speaks.", "Mentions");
        return refusals;
    }
}

/// <summary>
/// A change of what an item is called and belongs to; null leaves a field as it is, an empty text or
/// list clears it.
/// </summary>
public sealed record Revision
{
    public required DateOnly On { get; init; }

    /// <summary>Why; shown in the history.</summary>
    public string? Note { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
    public string? Title { get; init; }
    public string? Acronym { get; init; }
    public IReadOnlyList<string>? OtherNames { get; init; }
    public string? Summary { get; init; }
    public string? Number { get; init; }
    public string? Proposer { get; init; }
    public string? Owner { get; init; }
    public Pillar? Pillar { get; init; }
    public IReadOnlyList<Pillar>? FurtherPillars { get; init; }
    public Area? Area { get; init; }
    public IReadOnlyList<Area>? FurtherAreas { get; init; }
    public Nature? Nature { get; init; }
    public int? Weight { get; init; }

    /// <summary>The period; one with an empty text clears it.</summary>
    public Period? Period { get; init; }

    public IReadOnlyList<BodyPart>? Bodies { get; init; }
    public IReadOnlyList<Relation>? Relations { get; init; }
    public IReadOnlyList<Mention> MentionsAdded { get; init; } = [];
    public IReadOnlyList<Mention> MentionsWithdrawn { get; init; } = [];

    /// <summary>Every text in it, for what holds of all texts.</summary>
    internal IEnumerable<Written> Written() =>
    [
        new(Note, "Note", 10_000),
        .. Apply(new Profile { Title = "" }).Written(),
        .. MentionsWithdrawn.SelectMany(m => m.Written()),
        .. Evidence.SelectMany(e => e.Written()),
    ];

    /// <summary>The profile after the change.</summary>
    public Profile Apply(Profile before) => before with
    {
        Title = Title?.Trim() ?? before.Title,
        Acronym = Changed(Acronym, before.Acronym),
        OtherNames = OtherNames ?? before.OtherNames,
        Summary = Summary ?? before.Summary,
        Number = Changed(Number, before.Number),
        Proposer = Changed(Proposer, before.Proposer),
        Owner = Changed(Owner, before.Owner),
        Pillar = Pillar ?? before.Pillar,
        FurtherPillars = FurtherPillars ?? before.FurtherPillars,
        Area = Area ?? before.Area,
        FurtherAreas = FurtherAreas ?? before.FurtherAreas,
        Nature = Nature ?? before.Nature,
        Weight = Weight ?? before.Weight,
        Period = Period is null ? before.Period : Period.Text.Length == 0 ? null : Period,
        Bodies = Bodies ?? before.Bodies,
        Relations = Relations ?? before.Relations,
        Mentions = [.. before.Mentions.Except(MentionsWithdrawn), .. MentionsAdded.Except(before.Mentions)],
    };

    /// <summary>What turns one profile into the other; mentions are added or withdrawn one by one.</summary>
    public static Revision Between(Profile before, Profile after, DateOnly on, string? note = null) => new()
    {
        On = on,
        Note = note,
        Title = before.Title == after.Title ? null : after.Title,
        Acronym = Difference(before.Acronym, after.Acronym),
        OtherNames = before.OtherNames.SequenceEqual(after.OtherNames) ? null : after.OtherNames,
        Summary = before.Summary == after.Summary ? null : after.Summary,
        Number = Difference(before.Number, after.Number),
        Proposer = Difference(before.Proposer, after.Proposer),
        Owner = Difference(before.Owner, after.Owner),
        Pillar = before.Pillar == after.Pillar ? null : after.Pillar,
        FurtherPillars = before.FurtherPillars.SequenceEqual(after.FurtherPillars) ? null : after.FurtherPillars,
        Area = before.Area == after.Area ? null : after.Area,
        FurtherAreas = before.FurtherAreas.SequenceEqual(after.FurtherAreas) ? null : after.FurtherAreas,
        Nature = before.Nature == after.Nature ? null : after.Nature,
        Weight = before.Weight == after.Weight ? null : after.Weight,
        Period = before.Period == after.Period ? null : after.Period ?? new Period(""),
        Bodies = before.Bodies.SequenceEqual(after.Bodies) ? null : after.Bodies,
        Relations = before.Relations.SequenceEqual(after.Relations) ? null : after.Relations,
        MentionsAdded = [.. after.Mentions.Except(before.Mentions)],
        MentionsWithdrawn = [.. before.Mentions.Except(after.Mentions)],
    };

    public bool IsEmpty =>
        Title is null && Acronym is null && OtherNames is null && Summary is null && Number is null && Proposer is null
        && Owner is null && Pillar is null && FurtherPillars is null && Area is null && FurtherAreas is null && Nature is null
        && Weight is null && Period is null && Bodies is null && Relations is null
        && MentionsAdded.Count == 0 && MentionsWithdrawn.Count == 0;

    private static string? Changed(string? change, string? before) =>
        change is null ? before : Texts.IsBlank(change) ? null : change.Trim();

    private static string? Difference(string? before, string? after) => before == after ? null : after ?? "";
}

/// <summary>What a side says of an entry.</summary>
public enum Verdict
{
    Confirmed,
    Contested,
}

/// <summary>Somebody else confirms or contests an entry, for their side (docs/domain.md, Assurance).</summary>
/// <param name="Entry">Sequence of the entry that is judged.</param>
public sealed record Assessment(DateOnly On, int Entry, Verdict Verdict, Side Side, string? Note = null);

/// <summary>An entry is withdrawn. Once recorded, it counts on no day.</summary>
public sealed record Withdrawal(int Entry, string Reason);
