using static Tracker.Domain.Items.Condition;
using static Tracker.Domain.Items.Fact;
using static Tracker.Domain.Items.Stage;

namespace Tracker.Domain.Items;

/// <summary>One line of a lifecycle table (docs/domain.md, How to read the tables).</summary>
/// <param name="Phase">Null only for On hold, which keeps that of the stage it left.</param>
/// <param name="Floor">Progress in % on entering the stage; null where the stage has no %.</param>
/// <param name="Ceiling">Progress in % that milestones can lift it to within the stage; the floor where they cannot.</param>
/// <param name="IsAside">Outside the order of the arrows: entered only by the moves listed.</param>
public sealed record StageRule(Stage Stage, Phase? Phase, int? Floor, int? Ceiling, bool IsFinal, bool IsAside)
{
    /// <summary>What a move in asks for in words; each may be marked as not stated in the source.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>What a form offers beside them and nobody must give.</summary>
    public IReadOnlyList<Fact> OptionalFacts { get; init; } = [];

    /// <summary>What a move in asks of the item itself.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>The same line with the facts that a move in asks for.</summary>
    public StageRule Asks(params Fact[] facts) => this with { Facts = facts };

    /// <summary>The same line with facts that may be given.</summary>
    public StageRule Offers(params Fact[] facts) => this with { OptionalFacts = facts };

    /// <summary>The same line with the conditions of a move in.</summary>
    public StageRule Needs(params Condition[] conditions) => this with { Conditions = conditions };
}

/// <summary>How a move goes (docs/domain.md, Rules common to all).</summary>
public enum MoveKind
{
    /// <summary>From "Stage not stated", to any stage.</summary>
    First,

    /// <summary>To a later stage in the order of the arrows.</summary>
    Forward,

    /// <summary>To or from a stage outside that order, as listed, or to one common to all kinds.</summary>
    Aside,

    /// <summary>Back to a stage, as listed, with a reason; Dormant and Expired come back so too.</summary>
    Back,

    /// <summary>From On hold to the stage that was left.</summary>
    Resume,

    /// <summary>From a final stage, by a register keeper, with a reason.</summary>
    Reopen,
}

/// <summary>
/// The life of one kind (and form) as one table that a policy officer can check
/// (docs/domain.md, Lifecycles).
/// </summary>
public sealed class Lifecycle
{
    private readonly Dictionary<Stage, StageRule> _rules;
    private readonly Dictionary<Stage, int> _order;
    private readonly HashSet<(Stage From, Stage To)> _asides;
    private readonly HashSet<(Stage From, Stage To)> _back;
    private readonly int _firstDelivered;

    private Lifecycle(string name, StageRule[] path, StageRule[] asides, Moves[] aside, Moves[] back)
    {
        Name = name;
        Path = path;
        Asides = [.. asides, .. Common];
        _rules = Path.Concat(Asides).ToDictionary(r => r.Stage);
        _order = path.Select((rule, index) => (rule.Stage, index)).ToDictionary(p => p.Stage, p => p.index);
        _asides = [.. aside.SelectMany(m => m.From.Select(from => (from, m.To)))];
        _back = [.. back.SelectMany(m => m.From.Select(from => (from, m.To)))];
        _firstDelivered = Array.FindIndex(path, r => r.Phase == Phase.Delivered);
    }

    /// <summary>What an item of this life is called within a sentence.</summary>
    public string Name { get; }

    /// <summary>The stages in the order of the arrows.</summary>
    public IReadOnlyList<StageRule> Path { get; }

    /// <summary>The stages outside that order, those common to all kinds last.</summary>
    public IReadOnlyList<StageRule> Asides { get; }

    /// <summary>Every stage of the kind: those in order, then those outside it.</summary>
    public IEnumerable<StageRule> All => Path.Concat(Asides);

    /// <summary>What a target without a stage of its own is for.</summary>
    public Stage FirstDelivered => Path[_firstDelivered].Stage;

    public static readonly Lifecycle Commitment = new("commitment",
        path:
        [
            On(NoActionReported, Phase.NotStarted, 0),
            On(Planned, Phase.NotStarted, 10).Needs(Lead, TargetOrNone),
            On(InProgress, Phase.UnderWay, 20, 90).Asks(Day),
            Final(Completed, Phase.Delivered, 100).Asks(Day, Result).Needs(Source, MilestonesMet),
        ],
        asides:
        [
            Off(Continuing, Phase.UnderWay),
            OffFinal(Ended, Phase.NoLongerRunning).Asks(Day, Reason),
        ],
        aside:
        [
            new([NoActionReported, Planned, InProgress], Continuing),
            new([Continuing], NoActionReported), new([Continuing], Planned), new([Continuing], InProgress),
            new([Continuing], Ended),
        ],
        back: [new([Planned], NoActionReported), new([InProgress], Planned)]);

    public static readonly Lifecycle Contribution = new("contribution",
        path:
        [
            On(Offered, Phase.NotStarted, 5),
            On(Pledged, Phase.NotStarted, 10).Asks(Contributor, Purpose, Sum),
            On(PartlyDelivered, Phase.UnderWay, 30, 90).Asks(Day).Offers(Goods).Needs(ReceiptOrGoods),
            Final(Delivered, Phase.Delivered, 100).Asks(Day).Offers(Goods).Needs(ReceiptOrGoods),
        ],
        asides: [OffFinal(Withdrawn, Phase.NoLongerRunning).Asks(Day, Reason)],
        aside: [new([Offered, Pledged, PartlyDelivered], Withdrawn)],
        back: [new([PartlyDelivered], Pledged)]);

    public static readonly Lifecycle Plan = new("plan",
        path:
        [
            On(Proposed, Phase.NotStarted),
            On(Drafting, Phase.UnderWay),
            On(Finalised, Phase.UnderWay),
            On(Adopted, Phase.UnderWay).Asks(Day, AdoptingBody),
            On(InForce, Phase.UnderWay).Asks(Day),
            On(Ended, Phase.NoLongerRunning).Asks(Day),
            Final(FinalReportAdopted, Phase.Delivered).Asks(Day, FinalReport).Needs(LinesHaveOutcomes),
        ],
        asides: [], aside: [], back: []);

    public static readonly Lifecycle Fund = new("fund",
        path:
        [
            On(Proposed, Phase.NotStarted),
            On(Announced, Phase.NotStarted).Offers(Sum).Needs(Source),
            On(Agreed, Phase.UnderWay),
            On(Funded, Phase.UnderWay).Needs(ReceiptRecorded),
            On(Operating, Phase.Delivered).Needs(ApprovalRecorded),
            On(Closing, Phase.Delivered),
            Final(Closed, Phase.NoLongerRunning).Needs(NothingOutstanding),
        ],
        asides: [], aside: [],
        back: [new([Agreed], Announced), new([Closing], Operating)]);

    public static readonly Lifecycle Centre = new("centre",
        path:
        [
            On(Proposed, Phase.NotStarted, 5),
            On(UnderDiscussion, Phase.UnderWay, 10),
            On(StudyUnderWay, Phase.UnderWay, 15),
            On(StudyCompleted, Phase.UnderWay, 30).Asks(Day, Report, Recommendation),
            On(Agreed, Phase.UnderWay, 40).Asks(DecidingBody),
            On(LegalBasisConcluded, Phase.UnderWay, 60).Asks(Day, Instrument, Signatories),
            On(SettingUp, Phase.UnderWay, 60, 85),
            On(Opened, Phase.Delivered, 100).Asks(Day, Place).Needs(Source),
        ],
        asides: [Off(Dormant, Phase.NoLongerRunning), OffFinal(Closed, Phase.NoLongerRunning).Asks(Day, Reason)],
        aside: [new([Opened], Dormant), new([Opened, Dormant], Closed)],
        back: [new([StudyCompleted], StudyUnderWay), new([SettingUp], Agreed), new([Dormant], Opened)]);

    public static readonly Lifecycle Treaty = new("treaty",
        path:
        [
            On(UnderDiscussion, Phase.NotStarted, 5),
            On(Negotiating, Phase.UnderWay, 10, 40),
            On(Concluded, Phase.UnderWay, 45),
            On(Signed, Phase.UnderWay, 60).Asks(Day, Signatories),
            On(Ratifying, Phase.UnderWay, 60, 90).Asks(Ratifications),
            On(InForceForSome, Phase.UnderWay, 70, 95).Asks(Day, Parties),
            On(InForce, Phase.Delivered, 100).Asks(Day, EntryRule),
        ],
        asides:
        [
            Off(Expired, Phase.NoLongerRunning).Asks(Day),
            OffFinal(Terminated, Phase.NoLongerRunning).Asks(Day, Reason),
        ],
        aside:
        [
            new([Signed, Ratifying, InForceForSome, InForce], Expired),
            new([Signed, Ratifying, InForceForSome, InForce], Terminated),
        ],
        back: [new([Concluded], Negotiating), new([Expired], InForce)]);

    public static readonly Lifecycle Memorandum = new("memorandum",
        path:
        [
            On(UnderDiscussion, Phase.NotStarted, 5),
            On(TextAgreed, Phase.UnderWay, 50),
            On(Signed, Phase.Delivered, 100).Asks(Day, Signatories, EndOrRenewal),
        ],
        asides:
        [
            Off(Expired, Phase.NoLongerRunning).Asks(Day),
            OffFinal(Terminated, Phase.NoLongerRunning).Asks(Day, Reason),
        ],
        aside: [new([Signed], Expired), new([Signed], Terminated)],
        back: [new([TextAgreed], UnderDiscussion), new([Expired], Signed)]);

    public static readonly Lifecycle Declaration = new("declaration",
        path:
        [
            On(Proposed, Phase.NotStarted, 5),
            On(InPreparation, Phase.UnderWay, 20, 60),
            On(Adopted, Phase.Delivered, 100).Asks(Day, AdoptingBody),
        ],
        asides: [], aside: [], back: []);

    public static readonly Lifecycle Project = new("project",
        path:
        [
            On(Concept, Phase.NotStarted, 5),
            On(Proposed, Phase.NotStarted, 10),
            On(Appraised, Phase.NotStarted, 15),
            On(Approved, Phase.UnderWay, 25).Asks(Day, ApprovingBody).Offers(Sum),
            On(Implementing, Phase.UnderWay, 30, 85).Asks(Day),
            On(ActivitiesCompleted, Phase.UnderWay, 90).Asks(Day),
            Final(Closed, Phase.Delivered, 100).Asks(CompletionReport),
        ],
        asides:
        [
            Off(Running, Phase.UnderWay),
            OffFinal(Ended, Phase.NoLongerRunning).Asks(Day, Reason),
            OffFinal(Rejected, Phase.NoLongerRunning).Asks(DecidingBody, Reason),
            OffFinal(Terminated, Phase.NoLongerRunning).Asks(Day, Reason),
        ],
        aside:
        [
            new([Approved, Implementing, ActivitiesCompleted], Running),
            new([Running], Implementing),
            new([Running], Ended),
            new([Concept, Proposed, Appraised], Rejected),
            new([Approved, Implementing, ActivitiesCompleted, Running], Terminated),
        ],
        back: [new([Appraised], Proposed), new([Approved], Appraised), new([ActivitiesCompleted], Implementing)]);

    public static readonly Lifecycle Study = new("study",
        path:
        [
            On(Proposed, Phase.NotStarted, 5),
            On(UnderWay, Phase.UnderWay, 20, 85),
            Final(Completed, Phase.Delivered, 100).Asks(Day, Report).Offers(Conclusion),
        ],
        asides: [], aside: [], back: []);

    public static readonly Lifecycle Mechanism = new("mechanism",
        path:
        [
            On(Proposed, Phase.NotStarted, 10),
            On(Agreed, Phase.UnderWay, 40).Asks(DecidingBody),
            On(Active, Phase.Delivered, 100).Asks(Day, Frequency).Offers(Cycle, Chairs),
        ],
        asides: [Off(Dormant, Phase.NoLongerRunning), OffFinal(Ended, Phase.NoLongerRunning).Asks(Day)],
        aside: [new([Active], Dormant), new([Active, Dormant], Ended)],
        back: [new([Dormant], Active)]);

    // On hold keeps the phase and the figure of the stage it left, so it has none of its own.
    private static StageRule[] Common =>
    [
        new StageRule(OnHold, null, null, null, false, true).Asks(Reason, ReviewDay),
        OffFinal(NotPursued, Phase.NoLongerRunning).Asks(DecidingBody, Reason),
        OffFinal(Superseded, Phase.NoLongerRunning).Asks(Successors),
    ];

    /// <summary>The table of a kind and form.</summary>
    /// <exception cref="RefusedException">The kind has no such form.</exception>
    public static Lifecycle Of(Kind kind, Form form) => (kind, form) switch
    {
        (Kind.Commitment, Form.None) => Commitment,
        (Kind.Contribution, Form.None) => Contribution,
        (Kind.Plan, Form.None) => Plan,
        (Kind.Fund, Form.None) => Fund,
        (Kind.Centre, Form.Centre or Form.Facility) => Centre,
        (Kind.Agreement, Form.Treaty) => Treaty,
        (Kind.Agreement, Form.Memorandum) => Memorandum,
        (Kind.Agreement, Form.Declaration) => Declaration,
        (Kind.Project, Form.Project or Form.Programme) => Project,
        (Kind.Project, Form.Study) => Study,
        (Kind.Mechanism, Form.None) => Mechanism,
        _ => throw new RefusedException("item.form", $"A {kind.Name()} has no form “{form.Name()}”.", "Form"),
    };

    /// <summary>Whether the kind has the stage at all.</summary>
    public bool Has(Stage stage) => _rules.ContainsKey(stage);

    /// <summary>The line of a stage.</summary>
    /// <exception cref="KeyNotFoundException">The kind has no such stage.</exception>
    public StageRule Rule(Stage stage) => _rules[stage];

    /// <summary>Place in the order of the arrows, from 0; null for a stage outside that order.</summary>
    public int? OrderOf(Stage stage) => _order.TryGetValue(stage, out var index) ? index : null;

    /// <summary>The stage says by itself that the item was delivered before, as "dormant" does of a centre.</summary>
    public bool ImpliesDelivered(Stage stage) =>
        _rules.TryGetValue(stage, out var rule)
        && (rule.Phase == Phase.Delivered
            || (OrderOf(stage) is { } order ? order > _firstDelivered : FollowsOnlyDelivered(stage)));

    /// <summary>How the move goes, or null where it is not allowed.</summary>
    /// <param name="from">The present stage; null for "Stage not stated".</param>
    /// <param name="held">The stage that an item on hold left; null otherwise.</param>
    /// <remarks>
    /// From "Stage not stated" any stage may follow. Forward means any later stage in the order of the
    /// arrows. Final stages only reopen, to a stage that is not final.
    /// </remarks>
    public MoveKind? Move(Stage? from, Stage to, Stage? held = null)
    {
        if (!_rules.TryGetValue(to, out var target))
        {
            return null;
        }

        if (from is not { } present)
        {
            return MoveKind.First;
        }

        if (present == to || !_rules.TryGetValue(present, out var rule))
        {
            return null;
        }

        if (rule.IsFinal)
        {
            return !target.IsFinal && (!target.IsAside || target.Phase == Phase.UnderWay) ? MoveKind.Reopen : null;
        }

        if (to == OnHold)
        {
            return MoveKind.Aside;
        }

        if (to == NotPursued)
        {
            return ImpliesDelivered(present == OnHold && held is { } left ? left : present) ? null : MoveKind.Aside;
        }

        if (to == Superseded)
        {
            // A plan that ended and was followed is succeeded, which its relation says.
            return this == Plan && (present == OnHold ? held : present) == Ended ? null : MoveKind.Aside;
        }

        if (present == OnHold)
        {
            return held is null ? MoveKind.First : to == held ? MoveKind.Resume : null;
        }

        if (_back.Contains((present, to)))
        {
            return MoveKind.Back;
        }

        if (_asides.Contains((present, to)))
        {
            return MoveKind.Aside;
        }

        return OrderOf(present) is { } here && OrderOf(to) is { } there && there > here ? MoveKind.Forward : null;
    }

    /// <summary>Every stage that may follow, in the order of the table.</summary>
    public IEnumerable<(StageRule Rule, MoveKind Kind)> MovesFrom(Stage? from, Stage? held = null) =>
        from rule in All
        let kind = Move(@from, rule.Stage, held)
        where kind is not null
        select (rule, kind.Value);

    private bool FollowsOnlyDelivered(Stage stage)
    {
        var before = _asides.Where(m => m.To == stage && _order.ContainsKey(m.From)).ToList();
        return before.Count > 0 && before.TrueForAll(m => _order[m.From] >= _firstDelivered);
    }

    private static StageRule On(Stage stage, Phase phase, int? floor = null, int? ceiling = null) =>
        new(stage, phase, floor, ceiling ?? floor, IsFinal: false, IsAside: false);

    private static StageRule Final(Stage stage, Phase phase, int? floor = null) =>
        new(stage, phase, floor, floor, IsFinal: true, IsAside: false);

    private static StageRule Off(Stage stage, Phase phase) =>
        new(stage, phase, null, null, IsFinal: false, IsAside: true);

    private static StageRule OffFinal(Stage stage, Phase phase) =>
        new(stage, phase, null, null, IsFinal: true, IsAside: true);

    private sealed record Moves(Stage[] From, Stage To);
}
