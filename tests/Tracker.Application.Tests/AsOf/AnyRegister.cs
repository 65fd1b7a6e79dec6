using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.AsOf;

/// <summary>One thing that somebody tries, told by numbers, so that a failure shrinks to a plain one.</summary>
/// <param name="Pause">Hours since the attempt before it.</param>
internal sealed record Attempt(int Sort, int Item, int Pause, int Day, int Stage, int Pick, int Other)
{
    public static Gen<Attempt> Any { get; } = Gen.Select(
        Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 700], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 999], Gen.Int[0, 999],
        (sort, item, pause, day, stage, pick, other) => new Attempt(sort, item, pause, day, stage, pick, other));
}

/// <summary>
/// A register with a random history of some years: items of every kind, parts of each other, with ledgers and meetings;
/// back-dated, revised, contested and withdrawn. All of it went through the deeds; what they refuse is left out.
/// </summary>
internal sealed class AnyRegister(TestDatabase database, Guid keeper, Guid manager)
{
    /// <summary>The settings change twice while the register grows: the zone with the rules, and the rules once more.</summary>
    private static readonly DateOnly Changed = new(2027, 9, 1);

    private static readonly DateOnly ChangedAgain = new(2028, 6, 1);

    private static readonly (Kind Kind, Form Form)[] Kinds =
    [
        (Kind.Plan, Form.None), (Kind.Mechanism, Form.None), (Kind.Fund, Form.None), (Kind.Centre, Form.Centre), (Kind.Commitment, Form.None), (Kind.Commitment, Form.None),
        (Kind.Project, Form.Study), (Kind.Contribution, Form.None), (Kind.Agreement, Form.Memorandum), (Kind.Fund, Form.None), (Kind.Mechanism, Form.None),
        (Kind.Project, Form.Project), (Kind.Plan, Form.None), (Kind.Centre, Form.Facility),
    ];

    private static readonly string[] Bodies = ["ASEAN", "ROK", "ROK-MOFA"];

    private readonly List<(Guid Id, string Code)> _meetings = [];
    private int _opened;

    /// <summary>Nothing lies before it.</summary>
    public static readonly DateOnly FirstDay = new(2026, 5, 1);

    /// <summary>Calendar as the register has it, on another clock.</summary>
    public static Calendar CalendarOn(TimeProvider clock) => new(
        clock,
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"),
        new(180, 60),
        new Dictionary<DateOnly, ReportingRules> { [Changed] = new(90, 60), [ChangedAgain] = new(90, 20) },
        new Dictionary<DateOnly, TimeZoneInfo> { [Changed] = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") });

    public static async Task<TestDatabase> MadeAsync(IEnumerable<Attempt> attempts)
    {
        var database = await TestDatabase.EmptyAsync(services: s => s.AddSingleton(p => CalendarOn(p.GetRequiredService<TimeProvider>())));
        await using (var db = database.Context())
        {
            db.Bodies.AddRange(
                new Body("ASEAN", "ASEAN", Side.Asean, BodyKind.Organisation),
                new Body("ROK", "Republic of Korea", Side.Rok, BodyKind.State),
                new Body("ROK-MOFA", "Ministry of Foreign Affairs", Side.Rok, BodyKind.Ministry, "ROK"));
            db.Documents.AddRange(Enumerable.Range(0, 4).Select(n => new Document(
                $"STATEMENT-{n}", $"Statement {n}", n == 3 ? DocumentKind.PressReport : DocumentKind.Statement, FirstDay.AddDays(n * 250), null, "Chairman", "https://example.org/statement",
                [new(1, "Says something."), new(2, "Says more.")], [new(1, "ROK-MOFA", "We", "welcomed", Strength.Supported)])));
            await db.SaveChangesAsync();
        }

        var register = new AnyRegister(database, await database.PersonAsync(Role.RegisterKeeper), await database.PersonAsync(Role.Manager, "ROK"));
        foreach (var attempt in attempts)
        {
            database.Clock.Advance(TimeSpan.FromHours(attempt.Pause) + TimeSpan.FromMilliseconds(attempt.Pick));
            try
            {
                await register.TryAsync(attempt);
            }
            catch (Exception refused) when (refused is RefusedException or ConflictException)
            {
                // Nothing was written.
            }
        }

        return database;
    }

    private Task TryAsync(Attempt a) => a.Sort switch
    {
        < 18 => OpenAsync(a),
        < 50 => UpdateAsync(a),
        < 63 => database.Get<ReviseItem>().ExecuteAsync(Touched(a), RevisionOf(a), keeper),
        < 70 => database.Get<AssessEntry>().ExecuteAsync(CodeOf(a.Item), 1 + (a.Pick % 6), (Verdict)(a.Other % 2), "Seen.", manager),
        < 81 => WithdrawAsync(a),
        < 89 => MoneyAsync(a),
        < 97 => MeetAsync(a),
        _ => EarlierAsync(a),
    };

    private async Task OpenAsync(Attempt a)
    {
        var (kind, form) = Kinds[_opened % Kinds.Length];
        var path = Lifecycle.Of(kind, form).Path;
        var code = $"ITEM-{_opened}";
        var opening = OpeningOf(a, kind, a.Stage % 6 == 0 ? null : path[a.Stage % Math.Min(3, path.Count)].Stage);
        await database.Get<AddItem>().ExecuteAsync(code, kind, form, opening, keeper);
        _opened++;
        if (kind == Kind.Mechanism && a.Pick % 2 == 0)
        {
            await using var db = database.Context();
            var item = db.Items.Single(i => i.Code == code);
            item.MarkAsReview(true, new(keeper, "Keeper", Role.RegisterKeeper, null, new HashSet<string>()));
            await db.SaveChangesAsync();
        }
    }

    /// <summary>One of the last entries: the others mostly carry what follows them.</summary>
    private async Task WithdrawAsync(Attempt a)
    {
        var code = Touched(a);
        await using var db = database.Context();
        var last = db.Entries.Count(e => db.Items.Any(i => i.Code == code && i.Id == e.ItemId));
        await database.Get<VoidEntry>().ExecuteAsync(code, last - (a.Pick % 4), "A slip.", keeper);
    }

    private Task<int> EarlierAsync(Attempt a) =>
        database.Get<AddItem>().EarlierAsync(CodeOf(a.Item), OpeningOf(a, Kind.Plan, null) with { Since = "about 2020" }, keeper);

    private Opening OpeningOf(Attempt a, Kind kind, Stage? stage)
    {
        var on = DayOf(a);
        return new(
            new Profile
            {
                Title = $"Title {a.Pick % 50}",
                Acronym = a.Pick % 3 == 0 ? $"AC{a.Pick}" : null,
                Summary = "What it is.",
                Number = a.Other % 2 == 0 ? $"1.{a.Other % 9}" : null,
                Pillar = (Pillar)(a.Pick % 4),
                Area = (Area)(a.Other % 6),
                Nature = stage is not null || a.Pick % 2 == 0 ? Nature.Deliverable : (Nature)(a.Pick % 5),
                Proposer = "ROK",
                Owner = "ASEAN",
                Period = kind == Kind.Plan ? new("as planned", on.AddDays(a.Other % 90), on.AddDays(200 + (a.Other % 400))) : null,
                Bodies = BodiesOf(a),
                Relations = RelationsOf(a),
                Mentions = [MentionOf(a)],
            },
            new Update
            {
                On = on,
                Stage = stage,
                NotStated = [],
                Target = stage is null || a.Other % 3 > 0 ? null : new("when it is time", null, on.AddDays(a.Other)),
                Evidence = [Source(a.Pick)],
            });
    }

    private async Task UpdateAsync(Attempt a)
    {
        var code = Touched(a);
        var on = DayOf(a);
        if (await database.Get<ItemQuery>().AsOfAsync(code, on) is not { } view)
        {
            return;
        }

        var moves = view.State.Moves.Select(m => m.Rule).ToList();
        var rule = a.Stage < 55 && moves.Count > 0 ? moves[a.Pick % moves.Count] : null;
        rule = rule?.IsFinal == true && a.Stage > 8 ? null : rule;
        await database.Get<RecordUpdate>().ExecuteAsync(
            code,
            new Update
            {
                On = on,
                Stage = rule?.Stage,
                NotStated = rule?.Facts.Where(f => f is not (Fact.Successors or Fact.ReviewDay or Fact.Frequency)).ToList() ?? [],
                Facts = new Dictionary<Fact, string>
                {
                    [Fact.Reason] = "Money is late.",
                    [Fact.ReviewDay] = "2029-01-01",
                    [Fact.Successors] = CodeOf(a.Other),
                    [Fact.Frequency] = a.Pick % 2 == 0 ? "annually" : "twice a year",
                    [Fact.Place] = $"Jakarta {a.Pick}",
                    [Fact.Chairs] = "Both",
                    [Fact.Instrument] = $"Treaty {a.Pick}",
                }.Where(f => rule is not null && (rule.Facts.Contains(f.Key) || f.Key is Fact.Reason)).ToDictionary(),
                Outlook = a.Stage % 3 == 0 ? new((Outlook)(a.Other % 3), "Nobody has begun.") : null,
                NextStep = a.Stage % 3 == 0 ? $"Ask again {a.Pick}." : null,
                Target = a.Stage % 5 == 1 ? new($"by then {a.Other}", null, on.AddDays(a.Other - 200)) : null,
                TargetReason = "It was put off.",
                Milestones = a.Stage % 7 == 2 ? [new(1 + (a.Other % 3), view.State.Milestones.ContainsKey(1 + (a.Other % 3)) ? MilestoneAct.Meet : MilestoneAct.Add, "First course")] : [],
                Evidence = [Source(a.Other)],
                Note = $"Note {a.Pick}.",
            },
            keeper);
    }

    private Revision RevisionOf(Attempt a)
    {
        var empty = new Revision { On = DayOf(a), Note = "Read again." };
        return (a.Pick % 9) switch
        {
            0 => empty with { Title = $"Renamed {a.Other}", Acronym = $"RE{a.Other}" },
            1 => empty with { Pillar = (Pillar)(a.Other % 4), Area = (Area)(a.Other % 6) },
            2 or 3 or 7 => empty with { Nature = (Nature)(a.Other % 5), Proposer = "ROK", Owner = "ASEAN" },
            4 => empty with { Bodies = BodiesOf(a) },
            5 or 6 => empty with { Relations = RelationsOf(a) },
            8 when a.Other % 2 == 0 => empty with { MentionsAdded = [MentionOf(a)] },
            _ => empty with { Period = new("as planned anew", empty.On, empty.On.AddDays(a.Other)) },
        };
    }

    private Task<int> MoneyAsync(Attempt a)
    {
        var fund = FirstOf(Kind.Fund, a);
        return a.Stage % 5 == 0
            ? database.Get<AddLedgerEntry>().TakeBackAsync(fund, 1 + (a.Pick % 4), DayOf(a), "A slip.", keeper)
            : database.Get<AddLedgerEntry>().ExecuteAsync(
                fund,
                new((LedgerEntryType)(a.Pick % 6), DayOf(a), a.Other % 7 == 0 ? null : new Money(1 + a.Other, a.Other % 4 == 0 ? "KRW" : "USD"), "Somebody", "STATEMENT-1", a.Stage % 2 == 0 ? CodeOf(a.Other) : null),
                keeper);
    }

    private async Task MeetAsync(Attempt a)
    {
        if (a.Stage % 3 == 0 && _meetings.Count > 0)
        {
            var (id, of) = _meetings[a.Other % _meetings.Count];
            await using var db = database.Context();
            var meeting = db.Meetings.Single(m => m.Id == id);

            // A scheduled meeting is put off before its day; on a past day it is the same one.
            var report = meeting.On > database.Today
                ? meeting.Report with { On = meeting.On.AddDays(a.Other % 90), Host = $"Host {a.Pick}" }
                : meeting.Report with { Status = meeting.Status == MeetingStatus.Scheduled ? MeetingStatus.Held : meeting.Status, Host = $"Host {a.Pick}", FollowUps = meeting.Status == MeetingStatus.Cancelled ? null : new([CodeOf(a.Pick)], "To be taken up") };
            await database.Get<RecordMeeting>().ChangeAsync(of, id, report, keeper);
            return;
        }

        var mechanism = FirstOf(Kind.Mechanism, a);
        var isAhead = a.Stage % 2 == 0;
        _meetings.Add((
            await database.Get<RecordMeeting>().ExecuteAsync(
                mechanism,
                new() { On = isAhead ? database.Today.AddDays(a.Other % 200) : DayOf(a), Status = isAhead ? MeetingStatus.Scheduled : MeetingStatus.Held, Host = "Seoul", Chairs = ["ROK"], OutcomeDocument = isAhead ? null : "STATEMENT-0" },
                keeper),
            mechanism));
    }

    /// <summary>Mostly the last weeks; one in four a day long ago.</summary>
    private DateOnly DayOf(Attempt a) => a.Day < 25 ? FirstDay.AddDays(a.Day * 9 % 200) : database.Today.AddDays(-(a.Day % 40));

    /// <summary>Half of what happens, happens to the first few, of which the others are parts: what a part is counted in changes while nobody touches the part.</summary>
    private string Touched(Attempt a) => CodeOf(a.Item % 2 == 0 ? a.Item / 2 % 5 : a.Item);

    private string CodeOf(int n) => $"ITEM-{n % Math.Max(1, _opened)}";

    private string FirstOf(Kind kind, Attempt a)
    {
        var codes = Enumerable.Range(0, _opened).Where(n => Kinds[n % Kinds.Length].Kind == kind).ToList();
        return codes.Count == 0 ? "NOTHING" : $"ITEM-{codes[a.Item % codes.Count]}";
    }

    private static BodyPart[] BodiesOf(Attempt a) =>
        [.. new[] { new BodyPart(Bodies[a.Pick % 3], BodyRole.Lead), new BodyPart(Bodies[a.Other % 3], (BodyRole)(a.Other % 7)) }.Distinct().Skip(a.Pick % 4 == 0 ? 1 : 0)];

    private Relation[] RelationsOf(Attempt a) => _opened == 0 || a.Other % 5 == 0 ? [] :
    [
        .. new[]
        {
            new Relation(a.Other % 4 > 0 ? RelationKind.PartOf : RelationKind.Prepares, CodeOf(a.Item % 5)),
            new Relation((RelationKind)(a.Other % Enum.GetValues<RelationKind>().Length), CodeOf(a.Other)),
        }.Distinct(),
    ];

    private static Mention MentionOf(Attempt a) => new($"STATEMENT-{a.Other % 4}", 1 + (a.Pick % 2), "We", "welcomed", (Strength)(a.Pick % 5));

    private static Evidence Source(int n) => new($"STATEMENT-{n % 4}", "", null, null, DocumentKind.Statement);
}
