using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests;

/// <summary>What tests are made of, with defaults that no rule is against.</summary>
internal static class Some
{
    public static readonly DateOnly Today = new(2026, 6, 30);
    public static readonly DateTime Now = new(2026, 6, 30, 3, 0, 0, DateTimeKind.Utc);

    /// <summary>The day on which items open unless a test says otherwise.</summary>
    public static readonly DateOnly Opened = new(2020, 11, 12);

    public static readonly Actor Keeper = Person(1, Role.RegisterKeeper, Side.Asean);
    public static readonly Actor Official = Person(2, Role.Official, Side.Rok, "MOFA");
    public static readonly Actor OtherOfficial = Person(3, Role.Official, Side.Asean, "ASEC");
    public static readonly Actor Manager = Person(4, Role.Manager, Side.Asean, "ASEC");
    public static readonly Actor RokManager = Person(5, Role.Manager, Side.Rok, "MOFA");
    public static readonly Actor Viewer = Person(6, Role.Viewer, Side.Asean, "MOFA");
    public static readonly Actor Administrator = Person(7, Role.Administrator, Side.Asean, "MOFA");

    public static readonly Evidence Page = new(null, "Summary of the meeting", Opened, "ASEAN Secretariat", DocumentKind.OfficialPage, "https://example.org/summary");
    public static readonly Evidence Press = new(null, "Centre to open", Opened, "Daily News", DocumentKind.PressReport, "https://example.org/news");

    public static readonly Profile Profile = new()
    {
        Title = "Science and technology innovation centre",
        Bodies = [new("MOFA", BodyRole.Lead)],
    };

    /// <summary>Every kind with every form that it has.</summary>
    public static IEnumerable<(Kind Kind, Form Form)> KindsAndForms =>
        from kind in Enum.GetValues<Kind>() from form in Forms.Of(kind) select (kind, form);

    /// <summary>One kind and form for each lifecycle, by the lifecycle's name.</summary>
    public static IReadOnlyDictionary<string, (Kind Kind, Form Form)> Lifecycles { get; } =
        KindsAndForms.GroupBy(k => Lifecycle.Of(k.Kind, k.Form).Name).ToDictionary(g => g.Key, g => g.First());

    public static Actor Person(int number, Role role, Side? side, params string[] bodies) =>
        new(new Guid(number, 0, 0, new byte[8]), $"Person {number}", role, side, bodies.ToHashSet());

    public static DateOnly Day(int afterOpening) => Opened.AddDays(afterOpening);

    public static Item Item(Kind kind, Form form, Stage? stage, Profile? profile = null, DateOnly? on = null, string code = "ITEM-1", Update? update = null, string? since = null) =>
        Tracker.Domain.Items.Item.Open(
            code, kind, form,
            new Opening(profile ?? Profile, (update ?? new Update { On = Opened }) with { On = on ?? Opened, Stage = stage }, since),
            Keeper, Today, Now);

    public static Item Item(string lifecycle, Stage? stage, Profile? profile = null) =>
        Item(Lifecycles[lifecycle].Kind, Lifecycles[lifecycle].Form, stage, profile);

    public static Item Commitment(Stage? stage = Stage.NoActionReported, Profile? profile = null, DateOnly? on = null, string code = "ITEM-1") =>
        Item(Kind.Commitment, Form.None, stage, profile, on, code);

    /// <summary>A period that lies ahead, so that a plan stays at the stage that was recorded.</summary>
    public static readonly Profile Ahead = Profile with { Period = new("from 2030", new(2030, 1, 1)) };

    public static Item Centre(Stage? stage = Stage.Proposed, Profile? profile = null) => Item(Kind.Centre, Form.Centre, stage, profile);

    public static Item Plan(Stage? stage = Stage.Adopted, Period? period = null, DateOnly? on = null) =>
        Item(Kind.Plan, Form.None, stage, Profile with { Period = period }, on);

    public static Item Fund(Stage? stage = Stage.Agreed, string code = "AKCF") => Item(Kind.Fund, Form.None, stage, code: code);

    public static Item Treaty(Stage? stage) => Item(Kind.Agreement, Form.Treaty, stage);

    public static Update Update(int day = 10, Stage? stage = null, params (Fact Fact, string Text)[] facts) => new()
    {
        On = Day(day),
        Stage = stage,
        Facts = facts.ToDictionary(f => f.Fact, f => f.Text),
        Note = stage is null && facts.Length == 0 ? "Nothing new." : null,
    };

    /// <summary>A move with everything that its gate asks for.</summary>
    public static Update Move(Lifecycle lifecycle, Stage stage, int day = 10) => new()
    {
        On = Day(day),
        Stage = stage,
        Facts = lifecycle.Rule(stage).Facts.Append(Fact.Reason).Distinct().Where(f => f != Fact.Day).ToDictionary(f => f, Text),
        Evidence = [Page],
        NoDateSet = lifecycle.Rule(stage).Conditions.Contains(Condition.TargetOrNone),
    };

    public static Update Move(this Item item, Stage stage, int day = 10) => Move(item.Lifecycle, stage, day);

    /// <summary>Records with a register keeper, and with a ledger that satisfies every gate.</summary>
    public static Entry Record(this Item item, Update update, Actor? actor = null) =>
        item.Record(update, actor ?? Keeper, Today, Now, Satisfied);

    public static Item After(this Item item, params Update[] updates)
    {
        foreach (var update in updates)
        {
            item.Record(update);
        }

        return item;
    }

    public static Surroundings Satisfied { get; } = new(HasReceipt: true, HasApproval: true, NothingOutstanding: true, LinesWithoutOutcome: []);

    /// <summary>A usable value of a fact.</summary>
    public static string Text(Fact fact) => fact switch
    {
        Fact.Day => "2021-01-01",
        Fact.ReviewDay => "2026-12-31",
        Fact.Ratifications => "7 of 11",
        Fact.Successors => "ITEM-2, ITEM-3",
        Fact.Sum => "not named",
        _ => $"The {Facts.Label(fact).ToLowerInvariant()}.",
    };

    public static IReadOnlyList<string> RulesAgainst(this Item item, Update update, Actor? actor = null, Surroundings? around = null) =>
        [.. item.ObjectionsTo(update, actor ?? Keeper, Today, around ?? Satisfied).Select(r => r.Rule)];

    public static IReadOnlyList<string> RulesAgainst(this Item item, Revision revision, Actor? actor = null) =>
        [.. item.ObjectionsTo(revision, actor ?? Keeper, Today).Select(r => r.Rule)];

    public static IReadOnlyList<string> RulesAgainst(this Item item, Assessment assessment, Actor actor) =>
        [.. item.ObjectionsTo(assessment, actor, Today).Select(r => r.Rule)];

    public static IReadOnlyList<string> RulesAgainst(this Item item, Withdrawal withdrawal, Actor? actor = null) =>
        [.. item.ObjectionsTo(withdrawal, actor ?? Keeper).Select(r => r.Rule)];

    public static IReadOnlyList<Span> Spans(this Item item) => item.HeldBy(_ => []).Spans;

    /// <summary>The only span of an item on a day.</summary>
    public static Span SpanOn(this Item item, DateOnly day) => item.Spans().Single(s => s.Days.Covers(day));

    public static ItemState On(this Item item, int day) => item.StateOn(Day(day))!;

    /// <summary>What stands in memory of a span.</summary>
    public static Facets FacetsOf(Span s) => new(
        s.From, s.Until, s.Kind, s.Form, s.Nature, s.Pillar, s.Stage, s.StageOn, s.Phase, s.Standing, s.Outlook, s.RatedOn,
        s.TargetText is not null, s.TargetLatest, s.TargetMetOn, s.LastReportedOn, s.MissingFacts, s.Strengths, s.PeriodFirst, s.PeriodLast, s.BaselineLatest, s.Leads, s.Title,
        s.TargetAim, s.TimesRevised, s.Progress, s.Assurance);
}
