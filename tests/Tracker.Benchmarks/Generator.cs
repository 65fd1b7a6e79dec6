using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Benchmarks;

/// <summary>
/// Fills a database of any size with plausible items, five entries each, with their documents, bodies,
/// plans, meetings and ledgers. The same seed gives the same register, ids apart.
/// </summary>
public sealed class Generator(IDbContextFactory<TrackerDbContext> contexts, int seed = 20201112)
{
    private const int ChunkSize = 1000;
    private const int BodyCount = 80;
    private const int LinesOfAPlan = 12;
    private static readonly DateOnly First = new(2015, 1, 1);
    private static readonly string[] Topics = ["trade", "innovation", "forestry", "public health", "standards", "start-ups", "tourism", "air services", "climate", "disaster management", "smart cities", "vocational training"];
    private static readonly string[] Works = ["centre", "joint study", "work plan", "training programme", "dialogue", "memorandum", "fund", "roadmap", "network", "exchange"];

    /// <summary>As often as in the register of a summit.</summary>
    private static readonly (Kind Kind, Form Form, int Weight)[] Kinds =
        [.. Enum.GetValues<Kind>().SelectMany(k => Forms.Of(k).Select(f => (k, f, k switch { Kind.Commitment => 40, Kind.Plan or Kind.Contribution or Kind.Fund => 3, _ => 5 })))];

    private readonly Random _random = new(seed);
    private readonly List<string> _plans = [];
    private readonly List<string> _funds = [];

    /// <summary>What is part of an item of an earlier chunk counts inside it, too.</summary>
    private readonly Dictionary<string, IReadOnlyList<DayRange>> _counting = [];

    /// <summary>The day on which the generated register ends.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 1);

    public async Task FillAsync(int count)
    {
        var documents = await FrameAsync(count);
        for (var done = 0; done < count; done += ChunkSize)
        {
            List<Item> items = [.. Enumerable.Range(done, Math.Min(ChunkSize, count - done)).Select(n => Some(n, documents))];
            await using var db = await contexts.CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.Items.AddRange(items);
            db.KeepSpansOfNew(items, _counting);
            foreach (var item in items)
            {
                AddWhatBelongsTo(db, item, documents);
            }

            await db.SaveChangesAsync();
        }
    }

    /// <summary>Bodies of both sides, and documents with paragraphs that name some of them.</summary>
    private async Task<List<Document>> FrameAsync(int count)
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.Bodies.AddRange(
            new Body("ASEAN", "ASEAN", Side.Asean, BodyKind.Organisation),
            new Body("ROK", "Republic of Korea", Side.Rok, BodyKind.State));
        await db.SaveChangesAsync();
        db.Bodies.AddRange(Enumerable.Range(1, BodyCount).Select(n => n % 2 == 0
            ? new Body($"ASEAN-{n}", $"Sectoral body {n}", Side.Asean, BodyKind.SectoralBody, "ASEAN")
            : new Body($"ROK-{n}", $"Ministry {n}", Side.Rok, BodyKind.Ministry, "ROK")));
        List<Document> documents =
        [
            .. Enumerable.Range(0, Math.Clamp(count / 100, 20, 600)).Select(n => new Document(
                $"STATEMENT-{n}", $"Statement {n}", (DocumentKind)_random.Next(Enum.GetValues<DocumentKind>().Length), First.AddDays(_random.Next(3600)), null, "Chairman", null,
                [.. Enumerable.Range(1, 25).Select(p => new Paragraph(p, $"Paragraph {p} of statement {n}."))],
                [new(_random.Next(1, 26), BodyOf(_random.Next(2)), "We", "welcomed", (Strength)_random.Next(5))])),
        ];
        db.Documents.AddRange(documents);
        await db.SaveChangesAsync();
        return documents;
    }

    private void AddWhatBelongsTo(TrackerDbContext db, Item item, List<Document> documents)
    {
        if (item.Kind == Kind.Mechanism)
        {
            item.MarkAsReview(_random.Next(100) == 0, Seed.Importer);
            db.Meetings.AddRange(Enumerable.Range(1, 6).Select(n => Meeting.Record(
                item, new() { Number = n, On = First.AddDays((n * 365) + _random.Next(300)), Status = MeetingStatus.Held }, [], Seed.Importer, Today, DateTime.UnixEpoch)));
        }

        if (item.Kind == Kind.Fund)
        {
            List<LedgerEntry> lines = [];
            for (var line = 0; line < 6; line++)
            {
                var type = line == 0 && _random.Next(3) == 0 ? LedgerEntryType.OpeningPosition : (LedgerEntryType)_random.Next(5);
                var amount = type == LedgerEntryType.OpeningPosition || _random.Next(6) == 0 ? null : new Money(_random.Next(1, 9_000_000) * 100L, _random.Next(4) == 0 ? "KRW" : "USD");
                var served = type is LedgerEntryType.Approval or LedgerEntryType.Disbursement ? $"ITEM-{_random.Next(int.Parse(item.Code[5..]) + 1)}" : null;
                lines.Add(new Ledger(item, lines).Add(new(type, First.AddDays(line * 300), amount, "Republic of Korea", Any(documents).Code, served), Seed.Importer, Today, Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)));
            }

            db.LedgerEntries.AddRange(lines);
        }

        if (item.Kind is Kind.Plan or Kind.Fund)
        {
            db.ReportedFigures.Add(new(item, First.AddDays(_random.Next(3600)), $"{_random.Next(99)} projects", null, Any(documents).Code));
        }
    }

    private Item Some(int n, List<Document> documents)
    {
        var (kind, form) = KindOf();
        var isLine = kind == Kind.Commitment && _plans.Count > 0 && _random.Next(3) == 0;
        var nature = isLine ? Nature.Deliverable : NatureOf(kind);
        var document = Any(documents);
        var on = document.DatedOn;
        var profile = ProfileOf(n, kind, nature, isLine, document);
        var rule = nature == Nature.Position ? null : OpeningOf(Lifecycle.Of(kind, form), nature);
        var target = on.AddDays(_random.Next(100, 2500));
        var item = Item.Open(
            $"ITEM-{n}", kind, form,
            new(profile, new Update
            {
                On = on,
                Stage = rule?.Stage,
                NotStated = rule?.Facts ?? [],
                Evidence = [Evidence.Of(document)],
                Target = rule is null || _random.Next(3) > 0 ? null : new($"by {target:MMMM yyyy}", null, target),
            }),
            Seed.Importer, Today, on.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        for (var entry = 0; entry < 4; entry++)
        {
            on = on.AddDays(_random.Next(20, 400));
            on = on > Today ? Today : on;
            item.Record(Next(item, on, document), Seed.Importer, Today, on.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        }

        if (kind == Kind.Plan)
        {
            _plans.Add(item.Code);
        }
        else if (kind == Kind.Fund)
        {
            _funds.Add(item.Code);
        }

        return item;
    }

    private Profile ProfileOf(int n, Kind kind, Nature nature, bool isLine, Document document)
    {
        var topic = Topics[_random.Next(Topics.Length)];
        var work = Works[_random.Next(Works.Length)];
        var year = document.DatedOn.Year;
        return new()
        {
            Title = $"ASEAN-Korea {topic} {work} {n}",
            Acronym = $"AK{char.ToUpperInvariant(topic[0])}{char.ToUpperInvariant(work[0])}{n}",
            Summary = $"A {work} on {topic} between ASEAN and the Republic of Korea, named in {document.Title}.",
            Number = isLine ? $"{_random.Next(1, 5)}.{_random.Next(1, 20)}" : null,
            Pillar = (Pillar)_random.Next(4),
            Area = (Area)_random.Next(Enum.GetValues<Area>().Length),
            Nature = nature,
            Proposer = nature == Nature.Proposal ? BodyOf(1) : null,
            Owner = nature == Nature.Reference ? BodyOf(0) : null,
            Period = kind == Kind.Plan ? new($"{year} to {year + 4}", new(year, 1, 1), new(year + 4, 12, 31)) : null,
            Bodies = _random.Next(5) == 0 ? [] : [new(BodyOf(1), BodyRole.Lead), new(BodyOf(0), BodyRole.Lead), .. kind == Kind.Centre ? [new BodyPart(BodyOf(1), BodyRole.Host)] : Array.Empty<BodyPart>()],
            Relations = RelationsOf(n, kind, isLine),
            Mentions = [new(document.Code, _random.Next(1, 26), "We", "welcomed", (Strength)_random.Next(5))],
        };
    }

    private Relation[] RelationsOf(int n, Kind kind, bool isLine)
    {
        if (isLine)
        {
            // The plans of late have their lines; the first plan has more than any.
            return [new(RelationKind.PartOf, _random.Next(50) == 0 ? _plans[0] : _plans[^Math.Min(_plans.Count, 1 + _random.Next(LinesOfAPlan))])];
        }

        return (kind, _random.Next(6)) switch
        {
            (Kind.Plan, < 3) when _plans.Count > 0 => [new(RelationKind.Succeeds, _plans[_random.Next(_plans.Count)])],
            (Kind.Project, 0) when _funds.Count > 0 => [new(RelationKind.Implements, _plans.Count > 0 ? _plans[_random.Next(_plans.Count)] : _funds[0])],
            (Kind.Commitment or Kind.Centre, 0) when _plans.Count > 0 => [new(RelationKind.Implements, _plans[_random.Next(_plans.Count)])],
            (_, 1) when n > 100 => [new(RelationKind.PartOf, $"ITEM-{(_random.Next(20) == 0 ? 0 : _random.Next(n))}")],
            _ => [],
        };
    }

    /// <summary>Mostly an early stage; a reference often states none.</summary>
    private StageRule? OpeningOf(Lifecycle lifecycle, Nature nature) =>
        nature == Nature.Reference && _random.Next(3) == 0 ? null : lifecycle.Path[Math.Min(_random.Next(4), _random.Next(lifecycle.Path.Count))];

    /// <summary>A plan is in force, and ends, by its period.</summary>
    private static bool FollowsByItself(Kind kind, Stage stage) => kind == Kind.Plan && stage is Stage.InForce or Stage.Ended;

    private Update Next(Item item, DateOnly on, Document document)
    {
        var state = item.StateOn(on)!;
        var update = new Update
        {
            On = on,
            Evidence = [Evidence.Of(document)],
            NextStep = "Ask both leads.",
            Note = $"Reported on {item.Code} at the meeting of {on:MMMM yyyy}.",
            Outlook = state.Profile.Nature != Nature.Deliverable ? null : _random.Next(6) switch
            {
                0 => new(Outlook.OnTrack),
                1 => new(Outlook.AtRisk, "The money is late."),
                2 => new(Outlook.OffTrack, "Nobody has begun."),
                _ => null,
            },
        };
        var moves = state.Stage is null
            ? []
            : item.Lifecycle.MovesFrom(state.Stage, state.Held).Where(m => m.Kind == MoveKind.Forward && m.Rule.Conditions.Count == 0 && !FollowsByItself(item.Kind, m.Rule.Stage)).Take(2).ToList();
        if (moves.Count == 0 || _random.Next(3) == 0)
        {
            return update;
        }

        var rule = moves[_random.Next(moves.Count)].Rule;
        return update with { Stage = rule.Stage, NotStated = rule.Facts };
    }

    private Nature NatureOf(Kind kind) => (kind, _random.Next(10)) switch
    {
        (Kind.Commitment, < 5) => Nature.Continuing,
        (Kind.Commitment, < 7) => Nature.Position,
        (_, 9) => Nature.Reference,
        (_, 8) => Nature.Proposal,
        _ => Nature.Deliverable,
    };

    private (Kind Kind, Form Form) KindOf()
    {
        var left = _random.Next(Kinds.Sum(k => k.Weight));
        foreach (var (kind, form, weight) in Kinds)
        {
            left -= weight;
            if (left < 0)
            {
                return (kind, form);
            }
        }

        return (Kind.Commitment, Forms.Of(Kind.Commitment)[0]);
    }

    /// <param name="side">0 for ASEAN, whose bodies have even numbers, 1 for the Republic of Korea.</param>
    private string BodyOf(int side)
    {
        var number = (_random.Next(BodyCount / 2) * 2) + (side == 0 ? 2 : 1);
        return side == 0 ? $"ASEAN-{number}" : $"ROK-{number}";
    }

    private Document Any(List<Document> documents) => documents[_random.Next(documents.Count)];
}
